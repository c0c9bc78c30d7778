// What of the words that no result holds a reader would know as a word: the rest is what two words of a run left over.

const FEW_SIGNS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,2}$/u;
const PARTICLES = /^\p{Script=Hiragana}+$/u;

/** @typedef {[from: number, to: number]} Span */

// Where the words of a query stand: browsers cut runs by a dictionary. One that does not takes all for one word.
/** @type {(query: string, language: string) => Span[]} */
export const wordsIn = (query, language) => {
  if (!Intl.Segmenter) return [[0, query.length]];
  const segments = new Intl.Segmenter(language, { granularity: "word" }).segment(query);
  return Array.from(segments, ({ index, segment }) => [index, index + segment.length]);
};

// Whether no word has an end of its own within a span, but for those that lie in it whole.
/** @type {(words: Span[], span: Span) => boolean} */
const isWhole = (words, [from, to]) =>
  words.some(([start, end]) => start <= from && to <= end) || (words.some(([start]) => start === from) && words.some(([, end]) => end === to));

/** @type {(missing: string[], query: string, language: string) => string[]} */
export const withoutRemains = (missing, query, language) => {
  const words = wordsIn(query, language);
  return missing.filter((one) => {
    const at = query.indexOf(one);
    return one === query || !FEW_SIGNS.test(one) || (!PARTICLES.test(one) && (at < 0 || isWhole(words, [at, at + one.length])));
  });
};
