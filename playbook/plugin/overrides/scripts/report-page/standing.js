// Where a centre stands, and what is missing for the next level and before each gate.
import { make, phrase } from "../work/elements.js";
import { valuesOf } from "../working-sheets/merging.js";
import { valueOf } from "../working-sheets/sheets.js";
import { chapterOf, phrased, table, titleOf, titlesOf, told, wording } from "./telling.js";
import { spoken } from "./voices.js";
/** @import { ChapterStanding } from "../working-sheets/assessment.js" */
/** @import { ChapterLine, Gate } from "../working-sheets/report.js" */
/** @import { Counts, KnownWork } from "../working-sheets/types" */
/** @import { Look } from "./telling.js" */
/** @import { Voice } from "./voices.js" */

// ---- where we stand

// As many steps as there are levels, those that are reached filled in: the words beside them say the same.
/** @type {(level: number, count: number) => HTMLElement} */
const steps = (level, count) => {
  const drawn = make("span", { className: "pb-gaps__steps" }, ...Array.from({ length: count }, (_, at) => make("span", { className: at < level ? "pb-gaps__step" : "" })));
  drawn.setAttribute("aria-hidden", "true");
  return drawn;
};

/** @type {(look: Look, standing: ChapterStanding | undefined) => (Node | string)[]} */
const reachedBy = (look, standing) => {
  if (!standing) return phrased(look, "report_level_absent");
  const { level } = standing;
  if (level === null) return [make("span", { className: "pb-gaps__lacks" }, ...phrased(look, "report_level_none"))];
  const { length: count } = look.voices[0].known.levels;
  const words = level ? [`${level}/${count} `, ...spoken(look.voices, ({ known }) => known.levels[level - 1][1])] : phrased(look, "report_level_zero");
  return [steps(level, count), make("span", {}, ...words)];
};

/** @type {(look: Look, line: ChapterLine) => HTMLTableRowElement} */
const chapterRow = (look, { chapter, counts, standing }) => {
  const { done, total } = counts;
  const overdue = look.report.overdue.filter((id) => id.startsWith(`${chapter.id}.`)).length;
  const row = make(
    "tr",
    {},
    make("th", { scope: "row" }, ...chapterOf(look, chapter.id)),
    make("td", { className: "pb-gaps__level" }, ...reachedBy(look, standing)),
    make("td", {}, standing ? `${standing.answered}/${standing.total}` : "–"),
    make("td", {}, `${done}/${total}`),
    make("td", overdue ? { className: "pb-gaps__late" } : {}, String(overdue)),
  );
  row.dataset.chapter = chapter.id;
  return row;
};

// How many actions are in each state, and of those that nobody has begun how many nobody has touched.
/** @type {(look: Look, voice: Voice) => string} */
const statesIn = ({ report, sheet }, { known: { words, states } }) => {
  const { progress: { all }, own, untouched } = report;
  const counted = Object.entries(states).map(([id, [name]]) => ({ id, name, item: all[/** @type {keyof Counts} */ (id)] + own.filter((one) => valueOf(sheet.items[one], "status") === id).length }));
  return counted
    .flatMap(({ id, name, item }) => (id === "open" ? [{ what: name, item: item - untouched.length }, { what: words.report_untouched, item: untouched.length }] : [{ what: name, item }]))
    .map((facts) => phrase(words.fill_named, facts))
    .join(words.fill_separator);
};

/** @type {(look: Look) => (Node | string)[]} */
const summary = (look) => {
  const { chapters, progress, own, overdue } = look.report;
  const levelled = chapters.flatMap(({ standing }) => standing ?? []);
  return told(look, "report_summary", (voice) => ({
    total: progress.all.total + own.length,
    overdue: overdue.length,
    states: statesIn(look, voice),
    assessed: levelled.filter(({ level }) => level !== null).length,
    chapters: levelled.length,
  }));
};

/** @type {(look: Look) => Node[]} */
export const whereWeStand = (look) => {
  const { chapters } = look.report;
  // What has no levels is not assessed at all.
  const silent = chapters.filter(({ isTold, standing }) => standing && !isTold).map(({ chapter }) => chapter.id);
  const heads = ["report_chapter", "report_level", "report_answered", "report_actions", "report_overdue"].map((word) => phrased(look, word));
  const rows = chapters.filter(({ isTold }) => isTold).map((line) => chapterRow(look, line));
  return [
    make("p", {}, ...summary(look)),
    ...(rows.length ? [table("pb-gaps__standing", heads, rows)] : []),
    ...(silent.length ? [make("p", { className: "pb-gaps__silent" }, ...told(look, "report_silent", (voice) => ({ chapters: titlesOf(voice, silent) })))] : []),
  ];
};

// ---- what is missing

// What is said of a missing statement by its answer: that it does not hold is what the list says.
/** @type {Record<string, (known: KnownWork) => string>} */
const MARKS = {
  "": ({ words }) => words.assess_no_answer,
  partly: ({ answers }) => answers.partly[0],
};

/** @type {(look: Look, id: string) => HTMLElement} */
const statement = (look, id) => {
  const [answer = ""] = valuesOf(look.sheet.items[id], "answer");
  const mark = Object.hasOwn(MARKS, answer) ? MARKS[answer] : undefined;
  const made = make("li", {}, ...wording(look, id), ...(mark ? [" ", make("span", { className: "pb-state" }, ...spoken(look.voices, ({ known }) => mark(known)))] : []));
  made.dataset.statement = id;
  return made;
};

/** @type {(look: Look, standing: ChapterStanding) => HTMLElement} */
const gap = (look, { id, levels, next }) => {
  const wanted = levels.find(({ reached }) => !reached)?.number ?? 0;
  const goal = told(look, "report_next", ({ known }) => ({ title: known.levels[wanted - 1]?.[1] ?? "" }));
  const goals = make("span", { className: "pb-gaps__goal" }, ...goal);
  return make("section", {}, make("h4", {}, ...chapterOf(look, id), " ", goals), make("ul", {}, ...next.map((one) => statement(look, one))));
};

/** @type {(look: Look, gate: Gate) => HTMLElement} */
const gateLine = (look, { series, phase, open, untouched, total }) => {
  const chapters = [...new Set(open.map((id) => id.split(".")[0]))];
  /** @type {(voice: Voice) => Record<string, string | number>} */
  const facts = (voice) => ({
    open: open.length,
    total,
    untouched: untouched.length,
    chapters: chapters
      .map((id) => phrase(voice.known.words.report_gate_chapter, { chapter: titleOf(voice, id), count: open.filter((one) => one.startsWith(`${id}.`)).length }))
      .join(voice.known.words.fill_separator),
  });
  const name = spoken(look.voices, ({ known }) => {
    const { title = "", gate = "" } = known.series.find(({ id }) => id === series)?.phases.find(({ id }) => id === phase) ?? {};
    return title ? phrase(known.words.report_gate_after, { phase: title, gate }) : gate;
  });
  return make("li", {}, make("strong", {}, ...name), " – ", ...told(look, "report_gate_open", facts));
};

/** @type {(look: Look) => Node[]} */
export const whatIsMissing = (look) => {
  const { gaps, gates, chapters } = look.report;
  const assessed = chapters.filter(({ standing }) => standing && standing.level !== null);
  const unknown = chapters.filter((line) => line.standing && line.standing.level === null).map(({ chapter }) => chapter.id);
  return [
    ...(gaps.length ? [make("div", { className: "pb-gaps__gaps" }, ...gaps.map((one) => gap(look, one)))] : []),
    ...(gaps.length || !assessed.length ? [] : [make("p", {}, ...phrased(look, "report_no_gaps"))]),
    ...(unknown.length && !look.parts.includes("standing") ? [make("p", { className: "pb-gaps__silent" }, ...told(look, "report_not_assessed", (voice) => ({ chapters: titlesOf(voice, unknown) })))] : []),
    make("h4", {}, ...phrased(look, "report_gates")),
    make("p", { className: "pb-gaps__silent" }, ...phrased(look, "report_gate_what")),
    gates.length ? make("ul", { className: "pb-gaps__gates" }, ...gates.map((gate) => gateLine(look, gate))) : make("p", {}, ...phrased(look, "report_no_gates")),
  ];
};
