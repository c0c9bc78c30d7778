// What an address asks for in vain.
import { MOST_MINUTES, totalOf } from "../session/plans.js";
import { phrase } from "../work/elements.js";

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
