// From the words of a query to keys of the index: exact ones, forms, beginnings, and what somebody meant.
import { HIRAGANA } from "../tables.js";
import { unpack } from "./packing.js";
import { distance, related, stem } from "./words.js";
import { FORM, LIGHT, TELLS } from "./worth.js";
/** @import { Index } from "./index-of-language.js" */
/** @import { Place, Wish } from "./types" */

const MOST_KEYS = 40;
const IS_HIRAGANA = new RegExp(`[${HIRAGANA}]`);

// Each wish is one thing that the query asks for: `keys` hold [packed places, worth] that fulfil it.
/** @type {(index: Index, query: string, typing: boolean) => Promise<Wish[]>} */
export async function wishesOf(index, query, typing) {
  const runs = index.folding.written(query).slice(0, MOST_KEYS);
  const wishes = [];
  for (const [at, { run, written }] of runs.entries()) {
    const last = typing && at === runs.length - 1;
    wishes.push(...(index.folding.isUnspaced(run) ? pairs(index, run, written) : [spelled(index, run, written, last)]));
  }
  const asked = apart(await Promise.all(wishes.slice(0, MOST_KEYS)), index);
  const telling = asked.filter((wish) => !index.common.has(wish.key));
  return telling.length ? telling : asked;
}

// Where nothing tells where words end, the pairs over the seams stand nowhere: they are no words that are missing.
/** @type {(wishes: Wish[], index: Index) => Wish[]} */
function apart(wishes, index) {
  /** @param {Wish | undefined} wish */
  const stands = (wish) => wish !== undefined && wish.keys.length > 0;
  return wishes.filter((wish, at) => {
    if (!wish.run || wish.keys.length || wish.key.length < 2) return true;
    const before = wishes[at - 1]?.run === wish.run ? wishes[at - 1] : undefined;
    const behind = wishes[at + 1]?.run === wish.run ? wishes[at + 1] : undefined;
    const [first, second] = wish.written;
    return !((stands(before) || saysLittle(index, first)) && (stands(behind) || saysLittle(index, second)));
  });
}

/** @type {(index: Index, sign: string) => boolean} */
const saysLittle = (index, sign) => IS_HIRAGANA.test(sign) || index.weak.has(sign);

/** @type {(index: Index, written: string) => number} */
function tells(index, written) {
  const little = [...written].filter((sign) => saysLittle(index, sign)).length;
  return TELLS[little];
}

/** @type {(index: Index, run: string, written: string) => Promise<Wish>[]} */
function pairs(index, run, written) {
  if (run.length === 1) return [single(index, run, written)];
  return Array.from({ length: run.length - 1 }, (_, at) => pair(index, run.slice(at, at + 2), written.slice(at, at + 2), written));
}

/** @type {(index: Index, key: string, written: string, run: string) => Promise<Wish>} */
async function pair(index, key, written, run) {
  const keys = (await index.exact(key)).map(([, places]) => /** @type {[string, number]} */ ([places, FORM.exact]));
  return { key, written, run, tells: tells(index, written), keys };
}

/** @type {(index: Index, sign: string, written: string) => Promise<Wish>} */
async function single(index, sign, written) {
  const keys = (await index.range(sign)).map(([, places]) => /** @type {[string, number]} */ ([places, FORM.exact]));
  return { key: sign, written, run: written, tells: tells(index, written), keys };
}

/** @type {(index: Index, word: string, written: string, typing: boolean) => Promise<Wish>} */
async function spelled(index, word, written, typing) {
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
  const wish = { key: word, word, written, tells: index.light.has(word) ? LIGHT : 1, keys };
  return keys.length ? wish : { ...wish, ...(await meant(index, word)) };
}

// What somebody meant by a word that stands nowhere: two words in one, or a slip of the finger.
/** @type {(index: Index, word: string) => Promise<Pick<Wish, "keys" | "meant">>} */
async function meant(index, word) {
  if (word.length < 4 || /\d/.test(word)) return { keys: [] };
  const near = [...new Set(word.slice(0, 2))];
  const vocabulary = (await Promise.all(near.map((letter) => index.vocabulary(letter)))).flat();
  for (const head of vocabulary) {
    const rest = word.slice(head.length);
    if (head.length < 3 || rest.length < 3 || !word.startsWith(head)) continue;
    if ((await index.vocabulary(rest[0])).includes(rest)) return { keys: await both(index, head, rest) };
  }
  const most = word.length < 8 ? 1 : 2;
  const measured = vocabulary.map((other) => ({ other, steps: distance(word, other, most) })).filter(({ steps }) => steps <= most);
  const least = Math.min(...measured.map(({ steps }) => steps));
  const closest = measured.filter(({ steps }) => steps === least).slice(0, 5).map(({ other }) => other);
  const found = await Promise.all(closest.map((other) => index.exact(other)));
  return { keys: found.flat().map(([, places]) => [places, FORM.typo]), meant: closest };
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
