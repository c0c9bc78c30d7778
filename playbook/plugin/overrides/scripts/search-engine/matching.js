// From keys of the index to documents: how much of a query each covers, and a score.
import { HEAD } from "../tables.js";
import { aliasesOf, isWithin } from "./aliases.js";
import { strengthsOf, unpack } from "./packing.js";
import { bared, wishesOf } from "./wishes.js";
import { bent } from "./words.js";
import { ASKED, ASKED_HOW, COVERS, FORM, IN_ASKED, IN_BODY, IN_BODY_STEP, IN_LONGER, IN_ONE_WAY, IN_SENTENCE, IN_TITLE, LEAST, LIFT, NAMED_WHOLE, NAMES, NAMING, OFTEN, PAIRED, PHRASE, PLAIN, RARE, STEEP, TELLING, TELLS, TITLED, WHOLE_TITLE } from "./worth.js";
/** @import { Index, Inquiry } from "./index-of-language.js" */
/** @import { Rated, Score, Wish } from "./types" */

const MOST_SIGNS = 3;
// Of less of a head nobody can say that the query names it.
const HALF = 0.5;
// Nobody types a longer title.
const LONGEST_TITLE = 60;
// A query of no more wishes than this is a word, not a sentence.
const FEW = 3;

/** @typedef {Wish & { weight: number }} Weighed */

// Gives for each document that a query finds: its number, how much of the query it covers, and a score. `inPart`: a pair
// of characters is enough.
/** @type {(index: Inquiry, query: string, typing: boolean, inPart?: boolean) => Promise<Rated[]>} */
export async function match(index, query, typing, inPart = false) {
  const told = index.folding.told(query);
  /** @type {Map<number, Score>} */
  const scores = new Map();
  const wishes = (await wishesOf(index, told, typing)).map((wish, at) => ({ ...wish, weight: fulfil(index, wish, at, scores) }));
  const whole = wishes.reduce((sum, wish) => sum + wish.weight, 0);
  await signsLeft(index, wishes, scores, whole);
  const called = typing ? await titlesOf(index, query, told) : [];
  for (const { number, worth, strength } of called) {
    const one = scoreOf(scores, number);
    if (strength < HEAD) one.asked = true;
    else one.title = Math.max(one.title, worth);
  }
  for (const [number, says] of typing ? namedIn(index, told, wishes) : []) {
    const one = scores.get(number);
    if (one) one.named = Math.max(one.named, says);
  }
  const favours = [...(index.folding.asksHow(query) ? [ASKED_HOW] : []), ...(isSentence(wishes) ? [IN_SENTENCE] : [])];
  const rated = [...scores.values()].map((one) => rate(index, one, whole, wishes, favours));
  return rated.filter((one) => one.coverage > (inPart ? LEAST : leastOf(wishes, scores.get(one.number)?.held ?? 0)));
}

// Tells whether a query is a sentence: a pair of signs says half as much as a word.
/** @param {Wish[]} wishes */
const isSentence = (wishes) => wishes.reduce((sum, { word }) => sum + (word ? 1 : 0.5), 0) > FEW;

// The things that a query names somewhere, and how much each name says: 0 for what every sentence holds, 1 for a rare one.
// Where all is written in ideographs nothing tells where words end, and a name may be a part of another.
/** @type {(index: Index, query: string, wishes: Weighed[]) => [number: number, says: number][]} */
function namedIn(index, query, wishes) {
  const runs = index.folding.asked(query);
  if (index.head.sounds && runs.some((run) => index.folding.isUnspaced(run))) return [];
  return aliasesOf(index).filter((alias) => isWithin(index.folding, runs, alias)).map((alias) => {
    const weights = wishes.filter((wish) => wish.keys.length && alias.folded.includes(wish.key)).map((wish) => wish.weight / wish.share);
    return [alias.number, Math.min(1, Math.max(0, ...weights.map((weight) => (weight - PLAIN) / TELLING)))];
  });
}

// How much a document has to cover: a single pair of characters out of several is no answer unless it is most of them, a
// rare one of a sentence.
/** @type {(wishes: Weighed[], held: number) => number} */
function leastOf(wishes, held) {
  const [only, ...more] = wishes.filter((wish, at) => holds(held, at) && wish.tells >= TELLS[1]);
  if (!only || more.length || (only.run ?? "").length < 3) return LEAST;
  return wishes.length > FEW && only.weight >= RARE ? LEAST : PAIRED;
}

/** @type {(held: number, at: number) => boolean} */
const holds = (held, at) => Math.floor(held / 2 ** at) % 2 === 1;

/** @type {(scores: Map<number, Score>, number: number) => Score} */
function scoreOf(scores, number) {
  const one = scores.get(number) ?? { number, score: 0, covered: 0, titled: 0, title: 0, held: 0, firm: 0, heads: 0, named: 0, asked: false, ways: new Map() };
  scores.set(number, one);
  return one;
}

// Adds what one wish finds to the scores; gives the weight of the wish.
/** @type {(index: Index, wish: Wish, at: number, scores: Map<number, Score>) => number} */
function fulfil(index, wish, at, scores) {
  const best = new Map();
  let count = 0;
  for (const [packed, worth] of wish.keys) {
    const [places, all] = unpack(packed);
    count = Math.max(count, all);
    for (const [number, strength] of places) {
      const value = worth * standing(strength, index.rank(number).head);
      if (value > (best.get(number)?.value ?? 0)) best.set(number, { value, worth, titled: strength > HEAD, firm: firmness(strength) });
    }
  }
  const names = [...best].some(([number, { titled }]) => titled && NAMING.has(index.kind(number)[0]));
  const weight = Math.log(1 + index.head.documents / (count + 0.5)) * (names ? NAMES : 1) * wish.tells * wish.share;
  for (const [number, { value, worth, titled, firm }] of best) {
    const one = scoreOf(scores, number);
    one.score += weight * value;
    one.covered += weight * COVERS(worth);
    one.firm += weight * COVERS(worth) * firm;
    one.titled += titled ? weight : 0;
    one.heads += titled ? 1 : 0;
    one.held += 2 ** at;
  }
  addWays(wish, weight, scores);
  return weight;
}

// Adds to each of the ways in which people ask what one wish finds in it.
/** @type {(wish: Wish, weight: number, scores: Map<number, Score>) => void} */
function addWays(wish, weight, scores) {
  /** @type {Map<string, { number: number, way: number, covers: number }>} */
  const best = new Map();
  for (const [packed, worth] of wish.keys) {
    for (const [number, , ways = []] of unpack(packed)[0]) {
      for (const way of ways) {
        const key = `${number} ${way}`;
        best.set(key, { number, way, covers: Math.max(COVERS(worth), best.get(key)?.covers ?? 0) });
      }
    }
  }
  for (const { number, way, covers } of best.values()) {
    const { ways } = scoreOf(scores, number);
    ways.set(way, (ways.get(way) ?? 0) + weight * covers);
  }
}

// What a match is worth by where it stands.
/** @type {(strength: number, head: number) => number} */
function standing(strength, head) {
  if (strength > HEAD) return head + (strength - HEAD) / 2;
  return strength >= ASKED ? head * (IN_ASKED - IN_LONGER * (HEAD - strength)) : strength * OFTEN;
}

// How sure a match is: in a long body a word may stand far from the others.
/** @param {number} strength */
const firmness = (strength) => (strength >= ASKED ? 1 : IN_BODY + IN_BODY_STEP * strength);

// A wrong or missing character breaks the pairs around it: where a pair stands nowhere, its characters alone count.
/** @type {(index: Index, wishes: Weighed[], scores: Map<number, Score>, whole: number) => Promise<void>} */
async function signsLeft(index, wishes, scores, whole) {
  const pairs = wishes.filter((wish) => !wish.word && wish.key.length === 2);
  const broken = pairs.filter((wish) => !wish.keys.length);
  const known = new Set(pairs.filter((wish) => wish.keys.length).flatMap((wish) => [...wish.key]));
  const left = new Set(broken.flatMap((wish) => [...wish.key]).filter((sign) => !known.has(sign)));
  if (!left.size || left.size > MOST_SIGNS) return;
  const near = [...scores.values()].filter((one) => one.covered / whole > 0.15);
  const weight = broken.reduce((sum, wish) => sum + wish.weight, 0) / left.size;
  for (const sign of left) {
    const places = new Map((await index.range(sign, 1)).flatMap(([, packed]) => [...strengthsOf(packed)]));
    for (const one of near) {
      const strength = places.get(one.number);
      const share = strength === undefined ? 0 : FORM.sign * (strength >= ASKED ? 1 : 0.4);
      one.score += weight * share * 4;
      one.covered += weight * share;
      one.firm += weight * share;
    }
  }
}

// Tells whether what was asked is a name in another form, such as its plural.
/** @type {(asked: string[], name: string[]) => boolean} */
const isForm = (asked, name) => asked.length === name.length && asked.every((run, at) => bent(run, name[at]));

/** @typedef {{ number: number, worth: number, strength: number }} Called */

// The titles of a query, and where none is the query as it was typed, those of it without words that only ask.
/** @type {(index: Index, query: string, told: string) => Promise<Called[]>} */
async function titlesOf(index, query, told) {
  const found = await titles(index, query);
  const isTitle = found.some(({ worth, strength }) => worth === 1 && strength === HEAD);
  return isTitle || told === query ? found : [...found, ...(await titles(index, told))];
}

// Titles that a query is, or else is a form of, or begins, and ways to ask that it is: titles that travel in the head of
// the index need no part.
/** @type {(index: Index, query: string) => Promise<Called[]>} */
async function titles(index, query) {
  const title = index.folding.runs(index.folding.fold(query)).join("");
  if (!title || title.length > LONGEST_TITLE) return [];
  const named = aliasesOf(index).filter((alias) => alias.word === alias.title);
  const found = (await index.titles(title)).flatMap(([key, packed]) => {
    const worth = key.length === title.length + 1 ? 1 : title.length > 1 ? 0.5 * (title.length / key.length) : 0;
    return unpack(packed)[0].map(([number, strength]) => ({ number, worth, strength })).filter((one) => one.worth === 1 || (one.worth && one.strength === HEAD));
  });
  const exact = named.filter((alias) => alias.runs.join("") === title);
  const asked = index.folding.asked(query);
  const called = exact.length || found.some(({ worth, strength }) => worth === 1 && strength === HEAD) ? exact : named.filter((alias) => isForm(asked, alias.runs));
  return [...called.map(({ number }) => ({ number, worth: 1, strength: HEAD })), ...found];
}

/** @type {(index: Index, one: Score, whole: number, wishes: Weighed[], favours: Record<string, number>[]) => Rated} */
function rate(index, one, whole, wishes, favours) {
  const [coverage, firm, titled] = [one.covered, one.firm, one.titled].map((sum) => (whole ? Math.min(1, sum / whole) : 0));
  const named = Math.min(1, one.heads / index.size(one.number));
  const worth = favours.reduce((product, favour) => product * (favour[index.kind(one.number)[0]] ?? 1), index.rank(one.number).item);
  const sure = firm + (1 - firm) * LIFT * one.named;
  const inOneWay = Math.max(IN_TITLE * one.titled, ...one.ways.values()) / (whole || 1);
  const score = (one.score / (whole || 1)) * sure ** STEEP * worth * (1 + titled ** 2 * TITLED) * (1 + (named < HALF ? 0 : named ** 3 * titled * NAMED_WHOLE)) * (one.asked ? PHRASE : 1) * (1 + IN_ONE_WAY * inOneWay);
  const called = one.title === 1;
  return {
    number: one.number,
    called,
    coverage: called ? 1 : coverage,
    firm: called ? 1 : firm,
    score: score + WHOLE_TITLE * one.title,
    lacks: called ? [] : lacking(index, wishes, one.held),
  };
}

// What of a query a document does not hold: words, and of runs the signs that stand in no pair which it holds, without
// those at their ends that say little. Where there is more than one sign, single ones are remains of words.
/** @type {(index: Index, wishes: Weighed[], held: number) => string[]} */
function lacking(index, wishes, held) {
  /** @type {string[]} */
  const lacks = [];
  let last = -2;
  for (const [at, wish] of wishes.entries()) {
    if (holds(held, at) || wish.tells < TELLS[1]) continue;
    if (last === at - 1 && goesOn(wishes[last], wish)) lacks.push(lacks.pop() + wish.written.slice(1));
    else lacks.push(wish.written);
    last = at;
  }
  return bare(index, lacks);
}

// Tells whether a pair of signs stands right behind another in a run: what says nothing between them is no wish any more.
/** @type {(one: Wish, other: Wish) => boolean} */
const goesOn = (one, other) => one.run !== undefined && one.run === other.run && one.written[1] === other.written[0];

// What is missing without the signs at its ends that say little.
/** @type {(index: Index, lacks: string[]) => string[]} */
export function bare(index, lacks) {
  const left = lacks.map((lack) => bared(index, lack));
  const whole = left.filter((lack) => lack.length > 1);
  return whole.length ? whole : left;
}
