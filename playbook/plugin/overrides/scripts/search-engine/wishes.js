// From the words of a query to keys of the index: exact ones, forms, beginnings, and what somebody meant.
import { unpack } from "./packing.js";
import { distance, related, stem } from "./words.js";
import { FORM } from "./worth.js";
/** @import { Index } from "./index-of-language.js" */
/** @import { Place, Wish } from "./types" */

const MOST_KEYS = 40;

// Each wish is one thing that the query asks for: `keys` hold [packed places, worth] that fulfil it.
/** @type {(index: Index, query: string, typing: boolean) => Promise<Wish[]>} */
export async function wishesOf(index, query, typing) {
  const runs = index.folding.runs(index.folding.fold(query)).slice(0, MOST_KEYS);
  const wishes = [];
  for (const [at, run] of runs.entries()) {
    const last = typing && at === runs.length - 1;
    wishes.push(...(index.folding.isUnspaced(run) ? pairs(index, run) : [spelled(index, run, last)]));
  }
  const asked = await Promise.all(wishes.slice(0, MOST_KEYS));
  const telling = asked.filter((wish) => !index.common.has(wish.key));
  return telling.length ? telling : asked;
}

/** @type {(index: Index, run: string) => Promise<Wish>[]} */
function pairs(index, run) {
  if (run.length === 1) return [single(index, run)];
  return Array.from({ length: run.length - 1 }, (_, at) => pair(index, run.slice(at, at + 2)));
}

/** @type {(index: Index, key: string) => Promise<Wish>} */
async function pair(index, key) {
  return { key, keys: (await index.exact(key)).map(([, places]) => [places, FORM.exact]) };
}

/** @type {(index: Index, sign: string) => Promise<Wish>} */
async function single(index, sign) {
  return { key: sign, keys: (await index.range(sign)).map(([, places]) => [places, FORM.exact]) };
}

/** @type {(index: Index, word: string, typing: boolean) => Promise<Wish>} */
async function spelled(index, word, typing) {
  const root = stem(word);
  const start = word.slice(0, Math.max(2, Math.min(root.length, word.length)));
  /** @type {Wish["keys"]} */
  const keys = [];
  for (const [key, places] of await index.range(start)) {
    if (index.folding.isUnspaced(key)) continue;
    if (key === word) keys.push([places, FORM.exact]);
    else if (related(key, word)) keys.push([places, FORM.form]);
    else if (typing && word.length > 1 && key.startsWith(word)) keys.push([places, FORM.prefix * (word.length / key.length) ** 0.5]);
  }
  return { key: word, word, keys: keys.length ? keys : await meant(index, word) };
}

// What somebody meant by a word that stands nowhere: two words in one, or a slip of the finger.
/** @type {(index: Index, word: string) => Promise<Wish["keys"]>} */
async function meant(index, word) {
  if (word.length < 4 || /\d/.test(word)) return [];
  const near = [...new Set(word.slice(0, 2))];
  const vocabulary = (await Promise.all(near.map((letter) => index.vocabulary(letter)))).flat();
  for (const head of vocabulary) {
    const rest = word.slice(head.length);
    if (head.length < 3 || rest.length < 3 || !word.startsWith(head)) continue;
    if ((await index.vocabulary(rest[0])).includes(rest)) return both(index, head, rest);
  }
  const most = word.length < 8 ? 1 : 2;
  const measured = vocabulary.map((other) => ({ other, steps: distance(word, other, most) })).filter(({ steps }) => steps <= most);
  const least = Math.min(...measured.map(({ steps }) => steps));
  const closest = measured.filter(({ steps }) => steps === least).slice(0, 5);
  const found = await Promise.all(closest.map(({ other }) => index.exact(other)));
  return found.flat().map(([, places]) => [places, FORM.typo]);
}

// The places where both words stand, as strong as the weaker of the two.
/** @type {(index: Index, one: string, other: string) => Promise<Wish["keys"]>} */
async function both(index, one, other) {
  const [first, second] = (await Promise.all([index.exact(one), index.exact(other)])).map(([[, places]]) => new Map(unpack(places)[0]));
  /** @type {Place[]} */
  const shared = [];
  for (const [number, strength] of first) {
    const there = second.get(number);
    if (there !== undefined) shared.push([number, Math.min(strength, there)]);
  }
  return [[shared, FORM.split]];
}
