// What a report for senior management says of a sheet. Nothing here knows of a page or a store.
import { REPORT } from "../tables.js";
import { assessmentOf } from "./assessment.js";
import { conflictsOf } from "./merging.js";
import { ISO_DAY, isClosed, isOverdue, openBefore, progressOf } from "./progress.js";
import { isFilled, tickId, valueOf } from "./sheets.js";
/** @import { ChapterStanding } from "./assessment.js" */
/** @import { Counts, Filled, KnownChapter, KnownWork, Progress, WorkingSheet } from "./types" */

/** @typedef {{ chapter: KnownChapter, counts: Counts, standing: ChapterStanding | undefined, isTold: boolean }} ChapterLine `isTold`: something stands in the sheet about it */
/** @typedef {{ series: string, phase: string, open: string[], untouched: string[], total: number }} Gate `untouched`: those of the open ones about which nothing stands in the sheet */
/**
 * @typedef {object} Report lists are whole ids, in the order of the content where nothing else is said
 * @property {Progress} progress
 * @property {ChapterLine[]} chapters
 * @property {ChapterStanding[]} gaps chapters that were assessed, and have statements of the next level before them
 * @property {Gate[]} gates
 * @property {string[]} untouched actions about which nothing stands in the sheet: they are open, and nobody has said so
 * @property {string[]} own questions whose notes were agreed on as an action; they stand in the lists of actions below, too
 * @property {string[]} overdue actions, what is due first at the head
 * @property {string[]} following other actions that are agreed, started, or have an owner or a date; by date, too
 * @property {string[]} agreed
 * @property {string[]} dropped
 * @property {string[]} notes questions whose notes go into the report
 * @property {string[]} unready agreed actions without an owner or a date
 * @property {number} undecided fields with values that stand against each other
 */

const AGREED = ["agreed", "started"];

// What is known of some chapters.
/** @type {(known: KnownWork, isChosen: (id: string) => boolean) => KnownWork} */
export const knownOf = (known, isChosen) => ({
  ...known,
  chapters: known.chapters.filter(({ id }) => isChosen(id)),
  series: known.series.map((series) => ({
    ...series,
    phases: series.phases.map((phase) => ({ ...phase, chapters: phase.chapters.filter(isChosen) })),
  })),
});

// Questions with notes: what may go into a report.
/** @type {(sheet: WorkingSheet, known: KnownWork) => string[]} */
export const notedIn = (sheet, known) => idsOf(known, "questions").filter((id) => valueOf(sheet.items[id], "note"));

// All that a report says; `today` is the reader's own day (ISO 8601).
/** @type {(sheet: WorkingSheet, known: KnownWork, today: string) => Report} */
export const reportOf = (sheet, known, today) => {
  const actions = idsOf(known, "actions");
  const own = idsOf(known, "questions").filter((id) => isAgreed(sheet.items[id]));
  const progress = progressOf(sheet, known, today);
  const { chapters: standings } = assessmentOf(sheet, known);
  /** @type {(holds: (filled: Filled | undefined) => boolean) => string[]} */
  const where = (holds) => [...actions, ...own].filter((id) => holds(sheet.items[id]));
  const untouched = known.chapters.flatMap((chapter) => untouchedIn(sheet, chapter));
  return {
    progress,
    chapters: known.chapters.map((chapter) => lineOf(sheet, chapter, progress.chapters[chapter.id], standings)),
    gaps: standings.filter(({ level, next }) => level !== null && next.length),
    gates: gatesOf(sheet, known, progress, untouched),
    untouched,
    own,
    overdue: byDue(where((filled) => isOverdue(filled, today)), sheet),
    following: byDue(where((filled) => isFollowing(filled) && !isOverdue(filled, today)), sheet),
    agreed: where(isAgreed),
    dropped: where((filled) => valueOf(filled, "status") === "dropped"),
    notes: notedIn(sheet, known).filter((id) => sheet.items[id].ticked),
    unready: where((filled) => isAgreed(filled) && !(valueOf(filled, "owner") && valueOf(filled, "due"))),
    undecided: conflictsOf(sheet).filter(({ item }) => isOf(known, item)).length,
  };
};

/** @type {(known: KnownWork, kind: "actions" | "questions") => string[]} */
const idsOf = ({ chapters }, kind) =>
  chapters.flatMap((chapter) => (kind === "actions" ? chapter.actions.map(([id]) => id) : chapter.questions).map((id) => `${chapter.id}.${id}`));

// Whether something is about what is reported.
/** @type {(known: KnownWork, item: string) => boolean} */
const isOf = ({ chapters }, item) => Object.values(REPORT).includes(item) || chapters.some(({ id }) => item.startsWith(`${id}.`));

/** @type {(filled: Filled | undefined) => boolean} */
const isAgreed = (filled) => AGREED.includes(valueOf(filled, "status"));

/** @type {(filled: Filled | undefined) => boolean} */
const isFollowing = (filled) => isAgreed(filled) || (!isClosed(filled) && Boolean(valueOf(filled, "owner") || valueOf(filled, "due")));

/** @type {(sheet: WorkingSheet, chapter: KnownChapter, counts: Counts, standings: ChapterStanding[]) => ChapterLine} */
const lineOf = (sheet, chapter, counts, standings) => {
  const own = Object.entries(sheet.items).filter(([id]) => id.startsWith(`${chapter.id}.`));
  return { chapter, counts, standing: standings.find(({ id }) => id === chapter.id), isTold: own.some(([, filled]) => isFilled(filled)) };
};

// An action with its evidence and its examples counts as one.
/** @type {(sheet: WorkingSheet, chapter: KnownChapter) => string[]} */
const untouchedIn = ({ items }, { id: chapter, actions }) =>
  actions
    .map(([id, , ...examples]) => [id, tickId(id), ...examples].map((one) => `${chapter}.${one}`))
    .filter((ids) => !ids.some((id) => isFilled(items[id]) || items[id]?.conflicts))
    .map(([id]) => id);

/** @type {(sheet: WorkingSheet, known: KnownWork, progress: Progress, untouched: string[]) => Gate[]} */
const gatesOf = (sheet, known, { phases }, untouched) =>
  known.series
    .flatMap((series) => series.phases.filter(({ gate }) => gate).map((phase) => ({ series, phase, open: openBefore(sheet, known, phase.chapters) })))
    .filter(({ open }) => open.length)
    .map(({ series, phase, open }) => ({
      series: series.id,
      phase: phase.id,
      open,
      untouched: open.filter((id) => untouched.includes(id)),
      total: phases[`${series.id}.${phase.id}`].total,
    }));

// What is no date, or has none, comes last.
/** @type {(ids: string[], sheet: WorkingSheet) => string[]} */
const byDue = (ids, sheet) => {
  const key = (/** @type {string} */ id) => {
    const due = valueOf(sheet.items[id], "due");
    return ISO_DAY.test(due) ? due : "~";
  };
  return ids.toSorted((one, other) => (key(one) < key(other) ? -1 : Number(key(one) > key(other))));
};
