// How far a working sheet has come: counts by chapter, phase, series and in all. Nothing here knows of a page or a store.
import { tickId, valueOf } from "./sheets.js";
/** @import { Counts, Filled, KnownChapter, KnownWork, Progress, WorkingSheet } from "./types" */

const CLOSED = ["done", "dropped"];
const STATES_OF_WORK = ["agreed", "started", ...CLOSED];
const COUNTED = /** @type {const} */ (["total", "done", "dropped", "open", "started", "agreed", "overdue", "ticks", "ticked", "questions", "noted"]);
export const ISO_DAY = /^\d{4}-\d\d-\d\d$/;

// Whether nothing is left to do: what is done, and what a team decided against.
/** @type {(filled: Filled | undefined) => boolean} */
export const isClosed = (filled) => CLOSED.includes(valueOf(filled, "status"));

// Whether something was due before a day (ISO 8601) and is not closed; what is no date is never overdue.
/** @type {(filled: Filled | undefined, today: string) => boolean} */
export const isOverdue = (filled, today) => {
  const due = valueOf(filled, "due");
  return ISO_DAY.test(due) && due < today && !isClosed(filled);
};

// Counts all of a sheet; `today` is the reader's own day (ISO 8601). A phase is named `series.phase`. What has no state of
// ours is open, and what a chapter holds counts once in all, however many series have the chapter.
/** @type {(sheet: WorkingSheet, known: KnownWork, today: string) => Progress} */
export const progressOf = (sheet, known, today) => {
  const chapters = Object.fromEntries(known.chapters.map((chapter) => [chapter.id, ofChapter(sheet, chapter, today)]));
  /** @type {(ids: string[]) => Counts} */
  const together = (ids) => summed([...new Set(ids)].map((id) => chapters[id]));
  const phases = known.series.flatMap(({ id, phases: own }) => own.map((phase) => [`${id}.${phase.id}`, together(phase.chapters)]));
  const series = known.series.map(({ id, phases: own }) => [id, together(own.flatMap((phase) => phase.chapters))]);
  return {
    all: together(Object.keys(chapters)),
    chapters,
    phases: Object.fromEntries(phases),
    series: Object.fromEntries(series),
  };
};

// The whole ids of the actions that still stand open before the gate of a phase.
/** @type {(sheet: WorkingSheet, known: KnownWork, chapters: string[]) => string[]} */
export const openBefore = (sheet, known, chapters) =>
  known.chapters
    .filter(({ id }) => chapters.includes(id))
    .flatMap((chapter) => chapter.actions.map(([action]) => `${chapter.id}.${action}`))
    .filter((id) => !isClosed(sheet.items[id]));

/** @type {(sheet: WorkingSheet, chapter: KnownChapter, today: string) => Counts} */
const ofChapter = (sheet, { id, actions, questions }, today) => {
  const counts = noCounts();
  for (const [action, hasDeliverable, ...examples] of actions) {
    const whole = `${id}.${action}`;
    const filled = sheet.items[whole];
    const status = valueOf(filled, "status");
    counts.total += 1;
    counts[/** @type {"open"} */ (STATES_OF_WORK.includes(status) ? status : "open")] += 1;
    counts.overdue += Number(isOverdue(filled, today));
    const ticks = [...(hasDeliverable ? [tickId(whole)] : []), ...examples.map((example) => `${id}.${example}`)];
    counts.ticks += ticks.length;
    counts.ticked += ticks.filter((tick) => sheet.items[tick]?.ticked).length;
  }
  counts.questions = questions.length;
  counts.noted = questions.filter((question) => valueOf(sheet.items[`${id}.${question}`], "note")).length;
  return counts;
};

/** @type {() => Counts} */
const noCounts = () => /** @type {Counts} */ (Object.fromEntries(COUNTED.map((name) => [name, 0])));

/** @type {(parts: Counts[]) => Counts} */
const summed = (parts) => {
  const counts = noCounts();
  for (const part of parts) for (const name of COUNTED) counts[name] += part[name];
  return counts;
};
