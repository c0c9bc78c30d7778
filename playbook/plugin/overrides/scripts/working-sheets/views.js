// The rows of all chapters at once, as a team looks at them: by chapter, what is open, overdue, by owner, by date.
import { isClosed, isOverdue } from "./progress.js";
import { isFilled, valueOf } from "./sheets.js";
/** @import { Field, KnownWork, WorkingSheet } from "./types" */

/** @typedef {{ id: string, chapter: string, kind: "action" | "question" }} Row */
/** @typedef {{ of: string, rows: Row[] }} Group what the rows have in common: an id of a chapter, an owner, a month, or "" */
/** @typedef {{ sheet: WorkingSheet, known: KnownWork, today: string, collator: Intl.Collator }} Look */

const MONTH = /^\d{4}-\d\d(?=-\d\d$)/;

// The names of the views, in the order in which they are offered.
/** @type {Record<string, (rows: Row[], look: Look) => Group[]>} */
const VIEWS = {
  chapters: (rows) => grouped(rows, (row) => row.chapter),
  open: (rows, { sheet }) => grouped(rows.filter(isOpen(sheet)), (row) => row.chapter),
  overdue: (rows, { sheet, today }) =>
    grouped(byDue(rows.filter(({ id }) => isOverdue(sheet.items[id], today)), sheet), () => ""),
  owner: (rows, { sheet, collator }) => {
    const owner = writtenIn(sheet, "owner");
    const groups = grouped(byDue(rows.filter(isTouched(sheet)), sheet), owner);
    return groups.sort((one, other) => Number(!one.of) - Number(!other.of) || collator.compare(one.of, other.of));
  },
  date: (rows, { sheet }) => {
    const due = writtenIn(sheet, "due");
    return grouped(byDue(rows.filter(due), sheet), (row) => MONTH.exec(due(row))?.[0] ?? "");
  },
};
export const VIEW_NAMES = Object.keys(VIEWS);

// The groups of a view; of all chapters, or of one. Actions stand there always, questions where something was filled in.
/** @type {(view: string, look: Look, chapter?: string) => Group[]} */
export const groupsOf = (view, look, chapter = "") => {
  const { sheet, known } = look;
  const rows = known.chapters
    .filter(({ id }) => !chapter || id === chapter)
    .flatMap(({ id, actions, questions }) => [
      ...actions.map(([action]) => row(id, action, "action")),
      ...questions.map((question) => row(id, question, "question")).filter(isTouched(sheet)),
    ]);
  return VIEWS[view](rows, look);
};

/** @type {(chapter: string, id: string, kind: Row["kind"]) => Row} */
const row = (chapter, id, kind) => ({ id: `${chapter}.${id}`, chapter, kind });

/** @type {(sheet: WorkingSheet, field: Field) => (row: Row) => string} */
const writtenIn = (sheet, field) => ({ id }) => valueOf(sheet.items[id], field).trim();

/** @type {(sheet: WorkingSheet) => (row: Row) => boolean} */
const isOpen = (sheet) => ({ id, kind }) => kind === "action" && !isClosed(sheet.items[id]);

/** @type {(sheet: WorkingSheet) => (row: Row) => boolean} */
const isTouched = (sheet) => ({ id }) => isFilled(sheet.items[id]) || Boolean(sheet.items[id]?.conflicts);

// What is no date, or has none, comes last.
/** @type {(rows: Row[], sheet: WorkingSheet) => Row[]} */
const byDue = (rows, sheet) => {
  const due = writtenIn(sheet, "due");
  const key = (/** @type {Row} */ one) => (MONTH.test(due(one)) ? due(one) : "~");
  return rows.toSorted((one, other) => (key(one) < key(other) ? -1 : Number(key(one) > key(other))));
};

/** @type {(rows: Row[], of: (row: Row) => string) => Group[]} */
const grouped = (rows, of) => {
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const one of rows) {
    const key = of(one);
    const own = groups.get(key);
    if (own) own.push(one);
    else groups.set(key, [one]);
  }
  return [...groups].map(([key, own]) => ({ of: key, rows: own }));
};
