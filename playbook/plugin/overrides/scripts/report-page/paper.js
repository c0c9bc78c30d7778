// The report itself: what stands on the paper that goes to senior management.
import { REPORT } from "../tables.js";
import { make, phrase } from "../work/elements.js";
import { isOverdue } from "../working-sheets/progress.js";
import { valueOf } from "../working-sheets/sheets.js";
import { spoken } from "./voices.js";
/** @import { ChapterStanding } from "../working-sheets/assessment.js" */
/** @import { ChapterLine, Gate, Report } from "../working-sheets/report.js" */
/** @import { Counts, Field, Filled, WorkingSheet } from "../working-sheets/types" */
/** @import { Voice } from "./voices.js" */

/** @typedef {{ report: Report, sheet: WorkingSheet, voices: Voice[], parts: string[], today: string, title: string, most: number }} Look `most`: how many chapters there are to choose from */

const SIGNATURES = 3;

/** @type {(look: Look, word: string, facts?: Record<string, string | number>) => (Node | string)[]} */
const said = ({ voices }, word, facts = {}) => spoken(voices, ({ known: { words } }) => phrase(words[word], facts));

// Words in which something is told otherwise in each language, such as the titles of chapters.
/** @type {(look: Look, word: string, facts: (voice: Voice) => Record<string, string | number>) => (Node | string)[]} */
const told = ({ voices }, word, facts) => spoken(voices, (voice) => phrase(voice.known.words[word], facts(voice)));

/** @type {(voice: Voice, id: string) => string} */
const titleOf = ({ known }, id) => known.chapters.find((chapter) => chapter.id === id)?.title ?? id;

/** @type {(voice: Voice, ids: string[]) => string} */
const titlesOf = (voice, ids) => ids.map((id) => titleOf(voice, id)).join(voice.known.words.fill_separator);

/** @type {(look: Look, id: string) => (Node | string)[]} */
const wording = ({ voices, sheet }, id) => spoken(voices, ({ texts }) => texts[id] ?? sheet.items[id]?.wording?.text ?? id);

/** @type {(look: Look, id: string) => (Node | string)[]} */
const chapterOf = ({ voices }, id) => spoken(voices, (voice) => titleOf(voice, id.split(".")[0]));

/** @type {(look: Look, word: string) => HTMLElement} */
const heading = (look, word) => make("h3", {}, ...said(look, word));

/** @type {(className: string, heads: (Node | string)[][], rows: HTMLElement[]) => HTMLElement} */
const table = (className, heads, rows) => {
  const head = make("tr", {}, ...heads.map((words) => make("th", { scope: "col" }, ...words)));
  return make("table", { className: `pb-table ${className}` }, make("thead", {}, head), make("tbody", {}, ...rows));
};

// Values of a field; those that stand against each other are all shown, as nobody has chosen.
/** @type {(filled: Filled | undefined, field: Field) => string[]} */
const valuesOf = (filled, field) => [valueOf(filled, field), ...(filled?.conflicts?.[field] ?? [])].filter(Boolean);

/** @type {(look: Look, id: string, field: Field, without: string) => (Node | string)[]} */
const written = (look, id, field, without) => {
  const values = valuesOf(look.sheet.items[id], field);
  return values.length ? [make("bdi", {}, values.join(" / "))] : [make("span", { className: "pb-gaps__lacks" }, ...said(look, without))];
};

/** @type {(look: Look, id: string) => (Node | string)[]} */
const stateOf = ({ voices, sheet }, id) =>
  spoken(voices, ({ known }) => valuesOf(sheet.items[id], "status").map((value) => known.states[value]?.[0] ?? value).join(" / ") || known.states.open[0]);

// ---- where we stand

// As many steps as there are levels, those that are reached filled in: the words beside them say the same.
/** @type {(level: number, count: number) => HTMLElement} */
const steps = (level, count) => {
  const drawn = make("span", { className: "pb-gaps__steps" }, ...Array.from({ length: count }, (_, at) => make("span", { className: at < level ? "pb-gaps__step" : "" })));
  drawn.setAttribute("aria-hidden", "true");
  return drawn;
};

/** @type {(look: Look, standing: ChapterStanding | undefined) => (Node | string)[]} */
const levelOf = (look, standing) => {
  if (!standing) return said(look, "report_level_absent");
  const { level } = standing;
  if (level === null) return [make("span", { className: "pb-gaps__lacks" }, ...said(look, "report_level_none"))];
  const { length: count } = look.voices[0].known.levels;
  /** @type {(voice: Voice) => Record<string, string | number>} */
  const facts = ({ known }) => ({ number: level, count, title: known.levels[level - 1]?.[1] ?? "" });
  return [steps(level, count), make("span", {}, ...told(look, level ? "report_level_of" : "report_level_zero", facts))];
};

/** @type {(look: Look, line: ChapterLine) => HTMLElement} */
const chapterRow = (look, { chapter, counts, standing }) => {
  const { done, total, overdue } = counts;
  const row = make(
    "tr",
    {},
    make("th", { scope: "row" }, ...chapterOf(look, chapter.id)),
    make("td", { className: "pb-gaps__level" }, ...levelOf(look, standing)),
    make("td", {}, ...(standing ? said(look, "report_count_of", { count: standing.answered, total: standing.total }) : ["–"])),
    make("td", {}, ...said(look, "report_count_of", { count: done, total })),
    make("td", overdue ? { className: "pb-gaps__late" } : {}, String(overdue)),
  );
  row.dataset.chapter = chapter.id;
  return row;
};

/** @type {(look: Look, counts: Counts) => (Node | string)[]} */
const summary = (look, all) => {
  const { chapters } = look.report;
  const levelled = chapters.flatMap(({ standing }) => standing ?? []);
  return told(look, "report_summary", ({ known: { words, states } }) => ({
    ...all,
    states: Object.entries(states).map(([id, [name]]) => phrase(words.fill_named, { what: name, item: all[/** @type {keyof Counts} */ (id)] })).join(words.fill_separator),
    assessed: levelled.filter(({ level }) => level !== null).length,
    chapters: levelled.length,
  }));
};

/** @type {(look: Look) => Node[]} */
const standing = (look) => {
  const { chapters, progress } = look.report;
  const silent = chapters.filter(({ isTold }) => !isTold).map(({ chapter }) => chapter.id);
  const heads = ["report_chapter", "report_level", "report_answered", "report_actions", "report_overdue"].map((word) => said(look, word));
  const rows = chapters.filter(({ isTold }) => isTold).map((line) => chapterRow(look, line));
  return [
    make("p", {}, ...summary(look, progress.all)),
    ...(rows.length ? [table("pb-gaps__standing", heads, rows)] : []),
    ...(silent.length ? [make("p", { className: "pb-gaps__silent" }, ...told(look, "report_silent", (voice) => ({ chapters: titlesOf(voice, silent) })))] : []),
  ];
};

// ---- what is missing

/** @type {(look: Look, id: string) => HTMLElement} */
const statement = (look, id) => {
  const answer = valueOf(look.sheet.items[id], "answer");
  const partly = answer === "partly" ? [" ", make("span", { className: "pb-state" }, ...spoken(look.voices, ({ known }) => known.answers.partly[0]))] : [];
  const made = make("li", {}, ...wording(look, id), ...partly);
  made.dataset.statement = id;
  return made;
};

/** @type {(look: Look, standing: ChapterStanding) => HTMLElement} */
const gap = (look, { id, levels, next }) => {
  const wanted = levels.find(({ reached }) => !reached)?.number ?? 0;
  const goal = told(look, "report_next", ({ known }) => ({ title: known.levels[wanted - 1]?.[1] ?? "" }));
  return make("section", {}, make("h4", {}, ...chapterOf(look, id)), make("p", {}, ...goal), make("ul", {}, ...next.map((one) => statement(look, one))));
};

/** @type {(look: Look, gate: Gate) => HTMLElement} */
const gateLine = (look, { series, phase, open, total }) => {
  const chapters = [...new Set(open.map((id) => id.split(".")[0]))];
  /** @type {(voice: Voice) => Record<string, string | number>} */
  const facts = (voice) => ({
    open: open.length,
    total,
    chapters: chapters
      .map((id) => phrase(voice.known.words.report_gate_chapter, { chapter: titleOf(voice, id), count: open.filter((one) => one.startsWith(`${id}.`)).length }))
      .join(voice.known.words.fill_separator),
  });
  const name = spoken(look.voices, ({ known }) => known.series.find(({ id }) => id === series)?.phases.find(({ id }) => id === phase)?.gate ?? "");
  return make("li", {}, make("strong", {}, ...name), " – ", ...told(look, "report_gate_open", facts));
};

/** @type {(look: Look) => Node[]} */
const missing = (look) => {
  const { gaps, gates, chapters } = look.report;
  const unknown = chapters.filter((line) => line.standing && line.standing.level === null).map(({ chapter }) => chapter.id);
  return [
    ...(gaps.length ? [make("div", { className: "pb-gaps__gaps" }, ...gaps.map((one) => gap(look, one)))] : []),
    ...(gaps.length || unknown.length === chapters.length ? [] : [make("p", {}, ...said(look, "report_no_gaps"))]),
    ...(unknown.length ? [make("p", { className: "pb-gaps__silent" }, ...told(look, "report_not_assessed", (voice) => ({ chapters: titlesOf(voice, unknown) })))] : []),
    make("h4", {}, ...said(look, "report_gates")),
    gates.length ? make("ul", { className: "pb-gaps__gates" }, ...gates.map((gate) => gateLine(look, gate))) : make("p", {}, ...said(look, "report_no_gates")),
  ];
};

// ---- actions

/** @type {(look: Look, id: string) => HTMLElement} */
const actionRow = (look, id) => {
  const isLate = isOverdue(look.sheet.items[id], look.today);
  const due = written(look, id, "due", "report_no_date");
  const row = make(
    "tr",
    {},
    make("th", { scope: "row" }, ...wording(look, id), make("span", { className: "pb-gaps__of" }, ...chapterOf(look, id))),
    make("td", {}, ...written(look, id, "owner", "report_no_owner")),
    make("td", isLate ? { className: "pb-gaps__late" } : {}, ...due, ...(isLate && !look.parts.includes("overdue") ? [" ", ...said(look, "report_overdue")] : [])),
    make("td", {}, ...stateOf(look, id)),
  );
  row.dataset.action = id;
  return row;
};

/** @type {(look: Look, ids: string[], nothing: string) => Node[]} */
const actions = (look, ids, nothing) => {
  if (!ids.length) return [make("p", {}, ...said(look, nothing))];
  const heads = ["action", "assigned_to", "due", "status"].map((word) => said(look, word));
  return [table("pb-gaps__actions", heads, ids.map((id) => actionRow(look, id)))];
};

// What is overdue stands in a list of its own, or at the head of this one.
/** @type {(look: Look) => Node[]} */
const following = (look) => {
  const { report, parts } = look;
  return actions(look, parts.includes("overdue") ? report.following : [...report.overdue, ...report.following], "report_nothing_following");
};

// ---- what was decided, and what is asked for

/** @type {(className: string, items: (Node | string)[][]) => HTMLElement} */
const list = (className, items) => make("ul", { className }, ...items.map((words) => make("li", {}, ...words)));

/** @type {(look: Look, id: string, field: Field) => Node} */
const remark = (look, id, field) => make("span", { className: "pb-gaps__note" }, valuesOf(look.sheet.items[id], field).join(" / "));

/** @type {(look: Look) => Node[]} */
const decided = (look) => {
  const { agreed, dropped, notes } = look.report;
  if (!agreed.length && !dropped.length && !notes.length) return [make("p", {}, ...said(look, "report_nothing_decided"))];
  const isListed = look.parts.includes("following");
  return [
    ...(agreed.length && isListed ? [make("p", {}, ...said(look, "report_agreed_above", { count: agreed.length }))] : []),
    ...(agreed.length && !isListed ? [make("h4", {}, ...said(look, "report_agreed")), list("pb-gaps__agreed", agreed.map((id) => wording(look, id)))] : []),
    ...(dropped.length ? [make("h4", {}, ...spoken(look.voices, ({ known }) => known.states.dropped[0]))] : []),
    ...(dropped.length ? [list("pb-gaps__dropped", dropped.map((id) => [...wording(look, id), remark(look, id, "note")]))] : []),
    ...(notes.length ? [make("h4", {}, ...said(look, "report_noted")), list("pb-gaps__notes", notes.map((id) => [...wording(look, id), remark(look, id, "note")]))] : []),
  ];
};

/** @type {(look: Look, id: string) => (Node | string)[]} */
const unready = (look, id) => {
  const filled = look.sheet.items[id];
  const lacks = [...(valueOf(filled, "owner") ? [] : ["report_no_owner"]), ...(valueOf(filled, "due") ? [] : ["report_no_date"])];
  return [...wording(look, id), ...lacks.map((word) => make("span", { className: "pb-gaps__lacks" }, ...said(look, word)))];
};

/** @type {(look: Look) => Node[]} */
const asked = (look) => {
  const words = valuesOf(look.sheet.items[REPORT.commitment], "note");
  const { unready: ids } = look.report;
  if (!words.length && !ids.length) return [make("p", {}, ...said(look, "report_nothing_asked"))];
  return [
    ...(words.length ? [make("p", { className: "pb-gaps__asked" }, words.join("\n"))] : []),
    ...(ids.length ? [make("h4", {}, ...said(look, "report_unready")), list("pb-gaps__unready", ids.map((id) => unready(look, id)))] : []),
  ];
};

/** @type {(look: Look) => Node[]} */
const signing = (look) => {
  const heads = ["report_name", "report_role", "report_date", "report_signature"].map((word) => said(look, word));
  const rows = Array.from({ length: SIGNATURES }, () => make("tr", {}, ...heads.map(() => make("td"))));
  return [make("p", {}, ...said(look, "report_signed")), table("pb-gaps__signing", heads, rows)];
};

/** @type {Record<string, (look: Look) => Node[]>} */
const PARTS = {
  standing,
  missing,
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
  const some = report.chapters.length < most ? [[make("dt", {}, ...said(look, "report_chapters")), make("dd", {}, ...said(look, "report_chapters_some", { count: report.chapters.length, total: most }))]] : [];
  return [
    [make("dt", {}, ...said(look, "fill_sheet")), make("dd", {}, make("bdi", {}, sheet.name))],
    [make("dt", {}, ...said(look, "report_date")), make("dd", {}, day)],
    [make("dt", {}, ...said(look, "report_edition")), make("dd", {}, known.edition || make("span", {}, ...said(look, "report_no_edition")))],
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
    make("p", { className: "pb-gaps__kind" }, ...said(look, "report_kind"), " · ", look.title),
    make("h2", {}, ...headingOf(look)),
    make("dl", {}, ...facts(look).map((pair) => make("div", {}, ...pair))),
    make("p", { className: "pb-gaps__made" }, ...said(look, "report_made")),
    ...(look.report.undecided ? [make("p", { className: "pb-gaps__undecided" }, ...said(look, "report_undecided", { count: look.report.undecided }))] : []),
  ),
  ...look.parts.map((part) => {
    const made = make("section", { className: "pb-gaps__part" }, heading(look, `report_part_${part}`), ...PARTS[part](look));
    made.dataset.part = part;
    return made;
  }),
];
