// What no result holds, as words that a reader knows: of runs without spaces the whole words, without what is left over of
// two of them.

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;
const PARTICLE = /^\p{Script=Hiragana}{1,2}$/u;
// Signs that writers set or leave out, and that are missing in what was looked up.
const LEFT_OUT = /[ー・゠]/g;
// So many signs of a word tell that the word is meant.
const MEANT = 2;

/** @typedef {[from: number, to: number]} Span */

// Where the words of a query stand: browsers cut runs by a dictionary. One that does not takes all for one word.
/** @type {(query: string, language: string) => Span[]} */
export const wordsIn = (query, language) => {
  if (!Intl.Segmenter) return [[0, query.length]];
  const segments = new Intl.Segmenter(language, { granularity: "word" }).segment(query);
  return Array.from(segments, ({ index, segment }) => [index, index + segment.length]);
};

/** @param {string} text */
const withoutMarks = (text) => text.replace(LEFT_OUT, "");

/** @type {(missing: string[], query: string, language: string) => string[]} */
export const wordsMissing = (missing, query, language) => {
  const words = wordsIn(query, language).map(([from, to]) => query.slice(from, to));
  const named = missing.flatMap((one) => (one === query || !UNSPACED.test(withoutMarks(one)) ? [one] : wordsWith(withoutMarks(one), words)));
  return [...new Set(named)];
};

// The words that some signs are, which stand one behind the other, or else those that hold most of them.
/** @type {(signs: string, words: string[]) => string[]} */
function wordsWith(signs, words) {
  const start = withoutMarks(words.join("")).indexOf(signs);
  const end = start + signs.length;
  if (signs.length < MEANT || PARTICLE.test(signs)) return [];
  if (!Intl.Segmenter || start < 0) return [signs];
  let to = 0;
  const spans = words.map((word) => ({ word, from: to, to: (to += withoutMarks(word).length) }));
  const within = spans.filter((span) => start <= span.from && span.to <= end);
  if (within.length && within[0].from === start && within[within.length - 1].to === end) return [withoutTail(within.map(({ word }) => word)).join("")];
  return spans.filter((span) => Math.min(span.to, end) - Math.max(span.from, start) >= MEANT && !PARTICLE.test(span.word)).map(({ word }) => word);
}

// Words without single signs in front of them, which belong to the word before: 话 of 普通话等级.
/** @type {(words: string[]) => string[]} */
function withoutTail(words) {
  const first = words.findIndex((word) => word.length > 1);
  return first > 0 ? words.slice(first) : words;
}
