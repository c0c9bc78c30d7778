// Which of what was found is shown, and in which order.
import { WHOLE_TITLE } from "./worth.js";
/** @import { Found } from "./types" */

// Of so many results one has to hold all words, or the reader is told.
export const FIRST = 5;
// What of the best score and of the best coverage is enough: usually, and where there are few results.
const ENOUGH = { score: 0.08, coverage: 0.45 };
const OF_FEW = { score: 0.005, coverage: 0.4 };

// Leaves out what only shares a pair of characters or a common word with the query; of few results a little more stays.
/** @param {Found[]} found */
export function worthwhile(found) {
  // What is added for a title that is the query, letter by letter, says nothing of how good the others are.
  const best = Math.max(0, ...found.map((one) => (one.score > WHOLE_TITLE ? one.score - WHOLE_TITLE : one.score)));
  const coverage = Math.max(0, ...found.map((one) => one.coverage));
  /** @type {(one: Found, enough: { score: number, coverage: number }) => boolean} */
  const counts = (one, enough) => one.score > best * enough.score && one.coverage > coverage * enough.coverage;
  const good = found.filter((one) => counts(one, ENOUGH));
  if (good.length >= FIRST) return good;
  return found.filter((one) => counts(one, OF_FEW)).sort((one, other) => other.score - one.score).slice(0, FIRST);
}

// An item that only another language's text answers is shown in the reader's language.
/** @type {(own: Found[], others: Found[]) => Found[]} */
export function merged(own, others) {
  const best = new Map(own.map((one) => [one.number, one]));
  for (const one of others) {
    const score = one.score * 0.9;
    if (score > (best.get(one.number)?.score ?? 0)) best.set(one.number, { ...one, score });
  }
  return worthwhile([...best.values()]);
}

// What the reader's own words call by its title stands before all that other words lead to.
/** @param {Found[]} found */
export const sorted = (found) => found.sort((one, other) => Number(other.called) - Number(one.called) || other.score - one.score || one.number - other.number);

// The words that the result which holds most of a query lacks.
/** @param {Found[]} found */
export function missing(found) {
  const lengths = found.map(({ lacks }) => lacks.join("").length);
  const least = Math.min(...lengths);
  return found[lengths.indexOf(least)]?.lacks ?? [];
}
