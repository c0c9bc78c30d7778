// What an address asks for in vain.
import { MOST_MINUTES, totalOf } from "../session/plans.js";
import { phrase } from "../work/elements.js";
/** @import { Run } from "./clock.js" */
/** @import { Shown } from "./types" */

/** @type {(asked: ReturnType<typeof import("../session/plans.js").fromAddress>, words: Record<string, string>) => string[]} */
export const saidOf = ({ session, unknown, wrong }, words) => {
  const minutes = totalOf(session);
  return [
    ...(unknown ? [phrase(words.unknown, { count: unknown })] : []),
    ...(wrong ? [phrase(words.wrong, { count: wrong, most: MOST_MINUTES })] : []),
    ...(session.chosen.length && minutes > MOST_MINUTES ? [phrase(words.too_long, { minutes })] : []),
    ...(session.chosen.length ? [] : [words.nothing]),
  ];
};

// What becomes of a session that somebody leaves.
/** @type {(shown: Shown, left: Run) => string[]} */
export const saidOfStop = ({ words, parts, sheet }, { at }) => [
  phrase(words.stopped, { at: at + 1, count: parts.length }),
  ...(sheet ? [phrase(words.stopped_sheet, { sheet: sheet.sheet.name })] : []),
];
