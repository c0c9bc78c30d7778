// Numbers of an assessment in words: the table, the heat map and the print say the same.
import { phrase } from "../work/elements.js";
import { sumOf } from "../working-sheets/assessment.js";
/** @import { ChapterStanding, LevelStanding } from "../working-sheets/assessment.js" */
/** @import { KnownWork } from "../working-sheets/types" */

export const NOTHING = "–";
export const REACHED = "✓";

// What a level comes to, and how it is drawn.
/** @type {(level: LevelStanding | undefined) => { text: string, kind: "reached" | "some" | "none" | "left-out" | "unknown", share: number }} */
export const fieldOfLevel = (level) => {
  const { holds = 0, ours = 0, isTold = false } = level ? sumOf(level) : {};
  if (!level || !isTold) return { text: NOTHING, kind: "unknown", share: 0 };
  const mark = level.reached ? `${REACHED} ` : "";
  if (!ours) return { text: `${mark}${holds}/${ours}`, kind: "left-out", share: 0 };
  return { text: `${mark}${holds}/${ours}`, kind: level.reached ? "reached" : holds ? "some" : "none", share: holds / ours };
};

/** @type {(standing: ChapterStanding, number: number) => LevelStanding | undefined} */
export const levelAt = ({ levels }, number) => levels.find((one) => one.number === number);

// The difference between two levels, with its sign; nothing where one is not known.
/** @type {(one: number | null, other: number | null) => string} */
export const difference = (one, other) => {
  if (one === null || other === null) return NOTHING;
  return one === other ? "0" : `${one > other ? "+" : "−"}${Math.abs(one - other)}`;
};

/** @type {(known: KnownWork, answer: string) => string} */
export const answerWords = ({ answers, words }, answer) => answers[answer]?.[0] ?? words.assess_no_answer;

/** @type {(known: KnownWork, standing: ChapterStanding) => string} */
export const answeredWords = ({ words }, { answered, total }) => phrase(words.assess_of, { count: answered, total });
