// From the words of a query to keys of the index: exact ones, forms, beginnings, and what somebody meant.
import { HIRAGANA } from "../tables.js";
import { strengthsOf } from "./packing.js";
import { wordsIn } from "./remains.js";
import { bent, distance, related, stem } from "./words.js";
import { FORM, LIGHT, TELLS, TOGETHER } from "./worth.js";
/** @import { Index, Inquiry } from "./index-of-language.js" */
/** @import { Span } from "./remains.js" */
/** @import { Place, Wish } from "./types" */

/** @typedef {Omit<Wish, "keys"> & { ask: () => Promise<Wish> }} Unasked */

const MOST_KEYS = 40;
// Signs of one script side by side.
const TOKEN = new RegExp(`[${HIRAGANA}]+|[ァ-ヺー]+|[^${HIRAGANA}ァ-ヺー]+`, "g");
const IS_HIRAGANA = new RegExp(`[${HIRAGANA}]`);

// Each wish is one thing that the query asks for: `keys` hold [packed places, worth] that fulfil it.
/** @type {(index: Inquiry, query: string, typing: boolean) => Promise<Wish[]>} */
export async function wishesOf(index, query, typing) {
  const runs = index.folding.written(query).slice(0, MOST_KEYS);
  const asked = runs.flatMap(({ run, written }, at) =>
    index.folding.isUnspaced(run) ? pairs(index, run, written) : [wordOf(index, run, written, typing && at === runs.length - 1)]);
  const found = await inTurn(asked.slice(0, MOST_KEYS));
  if (typing) for (const wish of found) if (wish.unread && wish.tells >= TELLS[1] && !wish.turn) index.unread.add(wish.written);
  const read = apart(found.filter((wish) => !wish.unread), index);
  const telling = read.filter((wish) => !index.common.has(wish.key));
  return telling.length ? telling : read;
}

// Looks up first what says most, and of the pairs of a run or a word every other one, which have all its signs: where a
// query is too long to look up all of it, the rest says least.
/** @type {(wishes: Unasked[]) => Promise<Wish[]>} */
function inTurn(wishes) {
  /** @type {Map<Unasked, Promise<Wish>>} */
  const asked = new Map();
  for (const wish of [...wishes].sort((one, other) => other.tells - one.tells || one.turn - other.turn)) asked.set(wish, wish.ask());
  return Promise.all(wishes.map((wish) => /** @type {Promise<Wish>} */ (asked.get(wish))));
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

// Signs without those at their ends that say little.
/** @type {(index: Index, written: string) => string} */
export function bared(index, written) {
  const left = [...written];
  while (left.length > 1 && saysLittle(index, left[0])) left.shift();
  while (left.length > 1 && saysLittle(index, left[left.length - 1])) left.pop();
  return left.join("");
}

/** @type {(index: Index, written: string) => number} */
function tells(index, written) {
  const little = [...written].filter((sign) => saysLittle(index, sign)).length;
  return TELLS[little];
}

/** @type {(index: Inquiry, run: string, written: string) => Unasked[]} */
function pairs(index, run, written) {
  if (run.length === 1) return [signs(index, { key: run, written, run: written, turn: 0, share: 1 })];
  const many = written.match(TOKEN)?.flatMap((token) => Array.from(token, () => token.length - 1)) ?? [];
  const words = index.head.sounds ? wordsIn(written, index.language) : [];
  return Array.from({ length: run.length - 1 }, (_, at) =>
    signs(index, { key: run.slice(at, at + 2), written: written.slice(at, at + 2), run: written, turn: turnOf(at, words), share: Math.max(1, Math.min(many[at] ?? 1, many[at + 1] ?? 1)) ** -TOGETHER }));
}

// When a pair is looked up: where ideographs alone tell no words apart, first those within words as a dictionary has them,
// then those over their seams.
/** @type {(at: number, words: Span[]) => number} */
function turnOf(at, words) {
  const [from, to] = words.find(([, end]) => at < end) ?? [0, Infinity];
  return at + 2 > to ? (at % 2) + 1 : (at - from) % 2;
}

/** @type {(index: Inquiry, pair: Pick<Wish, "key" | "written" | "run" | "turn" | "share">) => Unasked} */
function signs(index, pair) {
  const wish = { ...pair, tells: tells(index, pair.written) };
  const ask = async () => {
    const mayRead = index.mayRead(`k${index.partOf(wish.key)}`);
    const entries = !mayRead ? [] : await (wish.key.length === 1 ? index.range(wish.key) : index.exact(wish.key));
    return { ...wish, unread: !mayRead, keys: entries.map(([, places]) => /** @type {[string, number]} */ ([places, FORM.exact])) };
  };
  return { ...wish, ask };
}

/** @type {(index: Inquiry, word: string, written: string, typing: boolean) => Unasked} */
function wordOf(index, word, written, typing) {
  const wish = { key: word, word, written, turn: 0, share: 1, tells: index.light.has(word) ? LIGHT : 1 };
  return { ...wish, ask: async () => ({ ...wish, ...(await spelled(index, word, typing)) }) };
}

/** @type {(index: Inquiry, word: string, typing: boolean) => Promise<Pick<Wish, "keys" | "unread">>} */
async function spelled(index, word, typing) {
  const root = stem(word);
  const start = word.slice(0, Math.max(2, Math.min(root.length, word.length)));
  if (!index.mayRead(`k${index.partOf(start)}`)) return { keys: [], unread: true };
  /** @type {Wish["keys"]} */
  const keys = [];
  for (const [key, places] of await index.range(start)) {
    if (index.folding.isUnspaced(key)) continue;
    if (key === word) keys.push([places, FORM.exact]);
    else if (related(key, word)) keys.push([places, bent(key, word) ? FORM.form : FORM.derived]);
    else if (typing && word.length > 1 && key.startsWith(word)) keys.push([places, FORM.prefix * (word.length / key.length) ** 0.5]);
  }
  return { keys: keys.length ? keys : await meant(index, word) };
}

// What somebody meant by a word that stands nowhere: two words in one, or a slip of the finger.
/** @type {(index: Inquiry, word: string) => Promise<Wish["keys"]>} */
async function meant(index, word) {
  if (word.length < 4 || /\d/.test(word)) return [];
  const near = [...new Set(word.slice(0, 2))];
  const vocabulary = [...new Set((await Promise.all(near.map((letter) => index.vocabulary(letter)))).flat())];
  for (const head of vocabulary) {
    const rest = word.slice(head.length);
    if (head.length < 3 || rest.length < 3 || !word.startsWith(head)) continue;
    if ((await index.vocabulary(rest[0])).includes(rest)) return both(index, head, rest);
  }
  const most = word.length < 8 ? 1 : 2;
  const measured = vocabulary.map((other) => ({ other, steps: distance(word, other, most) })).filter(({ steps }) => steps <= most);
  const least = Math.min(...measured.map(({ steps }) => steps));
  const closest = measured.filter(({ steps }) => steps === least).slice(0, 5).map(({ other }) => other);
  const found = await Promise.all(closest.map((other) => index.exact(other)));
  if (closest.length) index.meant.set(word, closest);
  return found.flat().map(([, places]) => [places, FORM.typo]);
}

// The places where both words stand, as strong as the weaker of the two.
/** @type {(index: Index, one: string, other: string) => Promise<Wish["keys"]>} */
async function both(index, one, other) {
  const [first, second] = (await Promise.all([index.exact(one), index.exact(other)])).map(([entry]) => strengthsOf(entry?.[1] ?? []));
  /** @type {Place[]} */
  const shared = [];
  for (const [number, strength] of first) {
    const there = second.get(number);
    if (there !== undefined) shared.push([number, Math.min(strength, there)]);
  }
  return [[shared, FORM.split]];
}
