// Gives the terms whose name shares most with a query that finds nothing.
import { clean } from "./finding.js";
/** @import { Index } from "./index-of-language.js" */

const MOST_TERMS = 5;

/** @param {string} text */
const pairsOf = (text) => new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, at) => text.slice(at, at + 2)));

/** @type {(index: Index, query: string) => { number: number, title: string, share: number }[]} */
export function near(index, query) {
  const known = index.head.aliases;
  const asked = pairsOf(index.folding.fold(clean(query)));
  const rated = known.map(([[number], title, ...words]) => ({
    number,
    title,
    share: Math.max(...[title, ...words].map((word) => {
      const own = pairsOf(index.folding.fold(word));
      return (2 * [...own].filter((pair) => asked.has(pair)).length) / (own.size + asked.size);
    })),
  }));
  const titles = new Map(rated.filter((one) => one.share > 0.2).map((one) => [one.title, one]));
  return [...titles.values()].sort((one, other) => other.share - one.share).slice(0, MOST_TERMS);
}
