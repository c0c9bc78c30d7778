// Where a team stands: what its answers to the statements of maturity come to. Nothing here knows of a page or a store.
import { valueOf } from "./sheets.js";
/** @import { Filled, KnownChapter, KnownWork, WorkingSheet } from "./types" */

/**
 * @typedef {object} LevelStanding one level of one chapter; `number` counts the levels of the playbook from 1
 * @property {string} id
 * @property {string} title
 * @property {number} number
 * @property {boolean} reached with all levels below it
 * @property {string[]} statements whole ids
 * @property {string[]} open statements to which the answer is not yes
 * @property {Record<string, number>} answers how many there are of each answer
 */
/**
 * @typedef {object} ChapterStanding
 * @property {string} id
 * @property {string} title
 * @property {string} address
 * @property {number | null} level the highest level reached; null where the answers do not tell
 * @property {number} answered
 * @property {number} total
 * @property {LevelStanding[]} levels
 * @property {string[]} next statements of the next level that are missing
 * @property {string[]} unsettled statements with two answers that stand against each other, or with one that is none of ours
 */
/** @typedef {{ chapters: ChapterStanding[] }} Assessment */
/** @typedef {{ id: string, one: string, other: string }} Difference a statement, and the two answers, "" where there is none */
/** @typedef {{ one: ChapterStanding, other: ChapterStanding, statements: Difference[] }} ChapterComparison */

const HOLDS = "yes";
const LEFT_OUT = "not-ours";

// The answer that counts; "" where there is none, where it is none of ours, and where two stand against each other.
/** @type {(filled: Filled | undefined, known: KnownWork) => string} */
export const answerOf = (filled, known) => {
  const answer = valueOf(filled, "answer");
  return Object.hasOwn(known.answers, answer) && !filled?.conflicts?.answer ? answer : "";
};

// All chapters that have statements. A level counts with all its statements, and those of all levels below it; what is not
// ours counts as not there. Zero is said only where an answer says so.
/** @type {(sheet: WorkingSheet, known: KnownWork) => Assessment} */
export const assessmentOf = (sheet, known) => ({
  chapters: known.chapters.filter(({ maturity }) => maturity.length).map((chapter) => standingOf(sheet, known, chapter)),
});

/** @type {(sheet: WorkingSheet, known: KnownWork, chapter: KnownChapter) => ChapterStanding} */
export const standingOf = (sheet, known, { id, title, address, maturity }) => {
  /** @type {LevelStanding[]} */
  const levels = [];
  for (const [level, ...own] of maturity) {
    const statements = own.map((one) => `${id}.${one}`);
    const open = statements.filter((one) => ![HOLDS, LEFT_OUT].includes(answerOf(sheet.items[one], known)));
    const isBelowReached = levels.every(({ reached }) => reached);
    const number = known.levels.findIndex(([one]) => one === level) + 1;
    const answers = Object.fromEntries(
      Object.keys(known.answers).map((answer) => [answer, statements.filter((one) => answerOf(sheet.items[one], known) === answer).length]),
    );
    levels.push({ id: level, title: known.levels[number - 1][1], number, reached: isBelowReached && !open.length, statements, open, answers });
  }
  const all = levels.flatMap(({ statements }) => statements);
  return {
    id,
    title,
    address,
    level: levelOf(levels, sheet, known),
    answered: all.filter((one) => answerOf(sheet.items[one], known)).length,
    total: all.length,
    levels,
    next: levels.find(({ reached }) => !reached)?.open ?? [],
    unsettled: all.filter((one) => isUnsettled(sheet.items[one], known)),
  };
};

// Where nothing is reached, the lowest level has to have an answer that refuses it; and who leaves all out, stands nowhere.
/** @type {(levels: LevelStanding[], sheet: WorkingSheet, known: KnownWork) => number | null} */
const levelOf = (levels, sheet, known) => {
  const reached = levels.findLast((one) => one.reached);
  const tells = (/** @type {LevelStanding} */ { answers }) => Object.entries(answers).some(([answer, count]) => answer !== LEFT_OUT && count);
  if (reached) return levels.some(tells) ? reached.number : null;
  return levels[0].open.some((one) => answerOf(sheet.items[one], known)) ? 0 : null;
};

/** @type {(filled: Filled | undefined, known: KnownWork) => boolean} */
const isUnsettled = (filled, known) => Boolean((valueOf(filled, "answer") || filled?.conflicts?.answer) && !answerOf(filled, known));

// Two sheets laid over each other, chapter by chapter: first those that differ, by how far, then those that are alike.
/** @type {(one: WorkingSheet, other: WorkingSheet, known: KnownWork) => { chapters: ChapterComparison[] }} */
export const comparison = (one, other, known) => {
  const others = new Map(assessmentOf(other, known).chapters.map((chapter) => [chapter.id, chapter]));
  const chapters = assessmentOf(one, known).chapters.map((chapter) => ({
    one: chapter,
    other: /** @type {ChapterStanding} */ (others.get(chapter.id)),
    statements: chapter.levels
      .flatMap(({ statements }) => statements)
      .map((id) => ({ id, one: answerOf(one.items[id], known), other: answerOf(other.items[id], known) }))
      .filter((pair) => pair.one !== pair.other),
  }));
  return { chapters: chapters.toSorted((first, second) => distance(second) - distance(first) || second.statements.length - first.statements.length) };
};

// How far two levels are apart; where one is not known, that is less than a level.
/** @type {(pair: ChapterComparison) => number} */
const distance = ({ one, other }) => {
  if (one.level === other.level) return 0;
  return one.level === null || other.level === null ? 0.5 : Math.abs(one.level - other.level);
};
