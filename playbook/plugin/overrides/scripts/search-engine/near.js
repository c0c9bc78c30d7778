// Gives the terms whose name shares most with a query that finds nothing.
import { aliasesOf } from "./aliases.js";
import { clean } from "./finding.js";
/** @import { Index } from "./index-of-language.js" */

const MOST_TERMS = 5;
// How much of their pairs a query and a name have to share at least.
const LEAST_SHARE = 0.2;

/** @param {string} text */
const pairsOf = (text) => new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, at) => text.slice(at, at + 2)));

/** @type {(index: Index, query: string) => { number: number, title: string, share: number }[]} */
export function near(index, query) {
  const asked = pairsOf(index.folding.fold(clean(query)));
  /** @type {Map<string, { number: number, title: string, share: number }>} */
  const titles = new Map();
  for (const { number, title, folded } of aliasesOf(index)) {
    const own = pairsOf(folded);
    const share = (2 * [...own].filter((pair) => asked.has(pair)).length) / (own.size + asked.size);
    if (share > (titles.get(title)?.share ?? LEAST_SHARE)) titles.set(title, { number, title, share });
  }
  return [...titles.values()].sort((one, other) => other.share - one.share).slice(0, MOST_TERMS);
}
