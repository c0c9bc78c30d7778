// The report itself: what stands on the paper that goes to senior management.
import { REPORT } from "../tables.js";
import { make, phrase } from "../work/elements.js";
import { valuesOf } from "../working-sheets/merging.js";
import { isOverdue } from "../working-sheets/progress.js";
import { valueOf } from "../working-sheets/sheets.js";
import { whatIsMissing, whereWeStand } from "./standing.js";
import { chapterOf, list, numberOf, phrased, table, task, told, wording, written } from "./telling.js";
import { spoken } from "./voices.js";
/** @import { Field } from "../working-sheets/types" */
/** @import { Look } from "./telling.js" */

const SIGNATURES = 3;

/** @type {(look: Look, word: string) => HTMLElement} */
const heading = (look, word) => make("h3", {}, ...phrased(look, word));

/** @type {(look: Look, id: string) => (Node | string)[]} */
const stateOf = ({ voices, sheet }, id) =>
  spoken(voices, ({ known }) => valuesOf(sheet.items[id], "status").map((value) => known.states[value]?.[0] ?? value).join(" / ") || known.states.open[0]);

// ---- actions

/** @type {(look: Look, id: string) => HTMLTableRowElement} */
const actionRow = (look, id) => {
  const isLate = isOverdue(look.sheet.items[id], look.today);
  const isMarked = isLate && !look.parts.includes("overdue");
  const due = written(look, id, "due", "report_no_date");
  const state = make("span", { className: "pb-gaps__state" }, ...stateOf(look, id));
  const row = make(
    "tr",
    {},
    make("td", {}, String(numberOf(look, id))),
    make("th", { scope: "row" }, ...task(look, id), " ", make("span", { className: "pb-gaps__of" }, ...chapterOf(look, id))),
    make("td", {}, ...written(look, id, "owner", "report_no_owner")),
    make("td", {}, make("span", isLate ? { className: "pb-gaps__late" } : {}, ...due, ...(isMarked ? [" ", ...phrased(look, "report_overdue")] : [])), state),
  );
  row.dataset.action = id;
  return row;
};

/** @type {(look: Look, ids: string[], nothing: string) => Node[]} */
const actions = (look, ids, nothing) => {
  if (!ids.length) return [make("p", {}, ...phrased(look, nothing))];
  const heads = ["report_number", "action", "assigned_to", "report_when"].map((word) => phrased(look, word));
  return [table("pb-gaps__actions", heads, ids.map((id) => actionRow(look, id)))];
};

// What is overdue stands in a list of its own, or at the head of this one.
/** @type {(look: Look) => Node[]} */
const following = (look) => {
  const { report, parts } = look;
  return actions(look, parts.includes("overdue") ? report.following : [...report.overdue, ...report.following], "report_nothing_following");
};

// ---- what was decided, and what is asked for

/** @type {(look: Look, id: string) => Node} */
const remark = (look, id) => make("span", { className: "pb-gaps__note" }, valuesOf(look.sheet.items[id], "note").join(" / "));

/** @type {(look: Look) => Node[]} */
const decided = (look) => {
  const { agreed, dropped, notes } = look.report;
  if (!agreed.length && !dropped.length && !notes.length) return [make("p", {}, ...phrased(look, "report_nothing_decided"))];
  const isListed = look.parts.includes("following");
  return [
    ...(agreed.length && isListed ? [make("p", {}, ...phrased(look, "report_agreed_above", { count: agreed.length }))] : []),
    ...(agreed.length && !isListed ? [make("h4", {}, ...phrased(look, "report_agreed")), list("pb-gaps__agreed", agreed.map((id) => task(look, id)))] : []),
    ...(dropped.length ? [make("h4", {}, ...spoken(look.voices, ({ known }) => known.states.dropped[0]))] : []),
    ...(dropped.length ? [list("pb-gaps__dropped", dropped.map((id) => [...wording(look, id), remark(look, id)]))] : []),
    ...(notes.length ? [make("h4", {}, ...phrased(look, "report_noted")), list("pb-gaps__notes", notes.map((id) => [...wording(look, id), remark(look, id)]))] : []),
  ];
};

/** @type {{ field: Field, lacking: string, without: string }[]} */
const NEEDED = [
  { field: "owner", lacking: "report_owner_lacking", without: "report_no_owner" },
  { field: "due", lacking: "report_date_lacking", without: "report_no_date" },
];

// Agreed actions that still need somebody or a date: by their numbers where they are listed, else in full.
/** @type {(look: Look) => HTMLElement} */
const unready = (look) => {
  const { report, sheet, parts } = look;
  /** @type {(id: string) => typeof NEEDED} */
  const lacking = (id) => NEEDED.filter(({ field }) => !valueOf(sheet.items[id], field));
  if (!parts.includes("following")) {
    const inFull = report.unready.map((id) => [...task(look, id), ...lacking(id).map(({ without }) => make("span", { className: "pb-gaps__lacks" }, ...phrased(look, without)))]);
    return list("pb-gaps__unready", inFull);
  }
  const byNumber = NEEDED.map((need) => ({ ...need, numbers: report.unready.filter((id) => lacking(id).includes(need)).map((id) => numberOf(look, id)) }));
  return list(
    "pb-gaps__unready",
    byNumber.filter(({ numbers }) => numbers.length).map(({ lacking: word, numbers }) => told(look, word, ({ known: { words } }) => ({ numbers: numbers.join(words.fill_separator) }))),
  );
};

/** @type {(look: Look) => Node[]} */
const asked = (look) => {
  const words = valuesOf(look.sheet.items[REPORT.commitment], "note");
  const { unready: ids } = look.report;
  if (!words.length && !ids.length) return [make("p", {}, ...phrased(look, "report_nothing_asked"))];
  return [
    ...(words.length ? [make("p", { className: "pb-gaps__asked" }, words.join("\n"))] : []),
    ...(ids.length ? [make("h4", {}, ...phrased(look, "report_unready")), unready(look)] : []),
  ];
};

/** @type {(look: Look) => Node[]} */
const signing = (look) => {
  const heads = ["report_name", "report_role", "report_date", "report_signature"].map((word) => phrased(look, word));
  const rows = Array.from({ length: SIGNATURES }, () => make("tr", {}, ...heads.map(() => make("td"))));
  return [make("p", {}, ...phrased(look, "report_signed")), table("pb-gaps__signing", heads, rows)];
};

/** @type {Record<string, (look: Look) => Node[]>} */
const PARTS = {
  standing: whereWeStand,
  missing: whatIsMissing,
  overdue: (look) => actions(look, look.report.overdue, "desk_nothing_overdue"),
  following,
  decided,
  asked,
  signing,
};

// ---- the head

/** @type {(look: Look) => (Node | string)[][]} */
const facts = (look) => {
  const { sheet, voices, report, most } = look;
  const [{ known, tag }] = voices;
  const day = new Date(`${look.today}T00:00`).toLocaleDateString(tag, { dateStyle: "long" });
  const some = report.chapters.length < most ? [[make("dt", {}, ...phrased(look, "report_chapters")), make("dd", {}, ...phrased(look, "report_chapters_some", { count: report.chapters.length, total: most }))]] : [];
  return [
    [make("dt", {}, ...phrased(look, "fill_sheet")), make("dd", {}, make("bdi", {}, sheet.name))],
    [make("dt", {}, ...phrased(look, "report_date")), make("dd", {}, day)],
    [make("dt", {}, ...phrased(look, "report_edition")), make("dd", {}, known.edition || make("span", {}, ...phrased(look, "report_no_edition")))],
    ...some,
  ];
};

// What stands at the head of a report where its reader has written nothing.
/** @type {(look: Pick<Look, "sheet" | "voices">) => (Node | string)[]} */
const headingOf = ({ sheet, voices }) => {
  const own = valuesOf(sheet.items[REPORT.heading], "note").join(" / ");
  return own ? [own] : spoken(voices, ({ known: { words } }) => phrase(words.report_default_heading, { sheet: sheet.name }));
};

// All of a report, part by part.
/** @type {(look: Look) => Node[]} */
export const paperOf = (look) => [
  make(
    "header",
    {},
    make("p", { className: "pb-gaps__kind" }, ...phrased(look, "report_kind"), " · ", look.title),
    make("h2", {}, ...headingOf(look)),
    make("dl", {}, ...facts(look).map((pair) => make("div", {}, ...pair))),
    make("p", { className: "pb-gaps__made" }, ...phrased(look, "report_made")),
    ...(look.report.undecided ? [make("p", { className: "pb-gaps__undecided" }, ...phrased(look, "report_undecided", { count: look.report.undecided }))] : []),
  ),
  ...look.parts.map((part) => {
    const made = make("section", { className: "pb-gaps__part" }, heading(look, `report_part_${part}`), ...PARTS[part](look));
    made.dataset.part = part;
    return made;
  }),
];
