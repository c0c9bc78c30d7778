// Tells how much two words are one: forms of an English word, and slips of the finger.

// What is left of an English word without its ending: forms of one word share it.
/** @param {string} word */
export function stem(word) {
  return isEnglish(word) ? unended(word).replace(/(.)\1$/, "$1").replace(/[ey]$/, "").replace(/i$/, "") : word;
}

/** @param {string} word */
const isEnglish = (word) => word.length > 3 && !/[^a-z]/.test(word);

/** @param {string} word */
function unended(word) {
  const left = word.replace(/(?<!s|u|i)s$/, "").replace(/ie$/, "y");
  return left.replace(/^(.*[aeiouy].*)(?:ations?|ators?|ated?|ating|ings?|ions?|ed|ers?|ments?|ness|ly)$/, (all, rest) => (rest.length > 2 ? rest : all));
}

// Tells whether two words are forms of one; of a short one, such as an abbreviation, only the plural is. Of three letters
// that two words share when their endings are gone, nobody can say that they are one: a toner is no tone.
/** @type {(one: string, other: string) => boolean} */
export function related(one, other) {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short === long || long === `${short}s`) return true;
  return short.length > 3 && stem(short) === stem(long) && (bent(short, long) || unended(long).length > 3);
}

// Tells whether two words are the same word, bent: plurals and forms of a verb, not what is made of it (manage, manager).
/** @type {(one: string, other: string) => boolean} */
export const bent = (one, other) => unbent(one) === unbent(other) || one === `${other}s` || other === `${one}s`;

/** @param {string} word */
const unbent = (word) => word.replace(/(?:ies|ied)$/, "y").replace(/(?<=..)(?:(?<!s|u|i)s|ed|ing)$/, "").replace(/e$/, "").replace(/([^aeiou])\1$/, "$1");

// How many letters must be typed, left out, changed or swapped to make one word of the other; `most` + 1 for more.
/** @type {(one: string, other: string, most: number) => number} */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = row[j - 1] + Number(one[i - 1] !== other[j - 1]);
      next[j] = Math.min(changed, row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return Math.min(row[other.length], most + 1);
}

// Tells whether a word of a text answers to a word of a query: the same, a form of it, begun, or misspelt.
/** @type {(asked: string, written: string) => boolean} */
export function alike(asked, written) {
  if (related(asked, written) || (asked.length > 1 && written.startsWith(asked))) return true;
  return asked.length > 3 && !/\d/.test(asked) && distance(asked, written, 1) === 1;
}
