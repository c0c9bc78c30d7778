// The whole search: the reader's own language first, then other words, slips of the finger, and the other languages.
import { fetchForeign, otherWords, slips, soundOf } from "./aliases.js";
import { bare, match } from "./matching.js";
import { open, openPlain } from "./opening.js";
import { FIRST, merged, missing, sorted, worthwhile } from "./ranking.js";
import { wordsMissing } from "./remains.js";
import { kanaOf } from "./sounds.js";
import { CALLED, ELSEWHERE, MOST_ELSEWHERE, MOST_PARTS, NAMED, PASSING, THROUGH, UNREAD } from "./worth.js";
/** @import { Index, Inquiry } from "./index-of-language.js" */
/** @import { Asked, Found, Rated } from "./types" */

const LONGEST_QUERY = 200;
// So many are reckoned to be shown while a search still reads: what it reads last may bring another among the first.
const RECKONED = FIRST + 1;
// What is longer is a sentence, no name that another language has for a thing.
const LONGEST_NAME = 22;
// Words of fewer letters, and runs of more signs, are not read by their sound.
const LEAST_SOUND = 4;
const LONGEST_SOUND = 6;

// A query without what no text can hold: halves of characters, and more than anybody types.
/** @param {string} query */
export const clean = (query) => query.slice(0, LONGEST_QUERY).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "").trim();

// Finds items for a reader of `language`: the best first, with `{language, number, score, through}` each.
/**
 * @param {string} language
 * @param {string} query
 * @param {{ everywhere?: boolean, filter?: string }} [options]
 */
export async function find(language, query, options) {
  return (await ask(language, query, options)).found;
}

// The same, with what no result of the first ones holds: the words that the reader wrote; and whether all of the first
// ones say some of what was asked in passing alone.
/**
 * @param {string} language
 * @param {string} query
 * @param {{ everywhere?: boolean, filter?: string }} [options]
 */
export async function ask(language, query, { everywhere = false, filter = "" } = {}) {
  const whole = await open(language);
  const asked = clean(query);
  const isOwn = writes(whole, language, asked);
  const index = whole.asked(isOwn ? MOST_PARTS : MOST_PARTS - MOST_ELSEWHERE);
  const own = await (isOwn ? allMatches(index, asked) : matches(index, asked));
  // What is written as the reader's own language is asked of others only where it finds nothing at all.
  const answered = own.some((one) => one.coverage > ELSEWHERE) || (own.length > 0 && isOwn);
  const elsewhere = everywhere
    ? await Promise.all(othersOf(index).map(async (id) => matches((await open(id)).asked(), asked)))
    : [answered ? [] : await firstAnswer(othersOf(index).filter((id) => writes(index, id, asked)), asked)];
  const rows = everywhere ? [own, ...elsewhere].map(sorted).flat() : sorted(merged(own, elsewhere.flat()));
  if (!rows.length) rows.push(...sorted(await partial(index, asked)));
  const found = rows.filter((one) => !filter || index.kind(one.number)[0] === filter);
  const first = found.slice(0, FIRST);
  return {
    found,
    missing: wordsMissing(missing(first), asked, language),
    inPassing: first.length > 0 && first.every(({ firm }) => firm < PASSING),
    meant: index.meant,
    unread: wordsMissing([...index.unread], asked, language),
  };
}

// What is found where more is read as long as what is shown leaves files for it.
/** @type {(index: Inquiry, query: string) => Promise<Found[]>} */
async function allMatches(index, query) {
  const found = await matches(index, query);
  return index.mayReadMore(sorted(found).slice(0, RECKONED)) ? allMatches(index, query) : found;
}

// What holds a part of several words or clauses: where nothing holds more, the page names what is missing.
/** @type {(index: Inquiry, query: string) => Promise<Found[]>} */
async function partial(index, query) {
  const { folding, language } = index;
  if (folding.asked(query).length < 2) return [];
  return worthwhile((await match(index, query, true, true)).map((one) => ({ ...one, language })));
}

// What the first of some languages finds that finds anything.
/** @type {(languages: string[], query: string) => Promise<Found[]>} */
async function firstAnswer([language, ...others], query) {
  if (!language) return [];
  const found = await plainMatches((await openPlain(language)).asked(MOST_ELSEWHERE), query);
  return found.length ? found : firstAnswer(others, query);
}

/** @param {Index} index */
const othersOf = (index) => index.head.languages.map(([id]) => id).filter((id) => id !== index.language);

// Tells whether a query could be written in a language, by its scripts; Latin letters stand in every language, and say
// something only where there is nothing else.
/** @type {(index: Index, language: string, query: string) => boolean} */
function writes(index, language, query) {
  const known = scriptsIn(index, language);
  const all = scriptsOf(index, query);
  const asked = all.length > 1 ? all.filter((name) => name !== "latin") : all;
  return asked.every((name) => known.includes(name));
}

/** @type {(index: Index, language: string) => string[]} */
const scriptsIn = (index, language) => index.head.languages.find(([id]) => id === language)?.[3] ?? [];

/** @type {(index: Index, query: string) => string[]} */
function scriptsOf(index, query) {
  const folded = index.folding.fold(query);
  return Object.entries(index.head.scripts).filter(([, signs]) => new RegExp(`[${signs}]`).test(folded)).map(([name]) => name);
}

/** @type {(index: Inquiry, query: string) => Promise<Found[]>} */
async function matches(index, query) {
  const { language } = index;
  /** @type {Map<number, Found>} */
  const found = new Map((await match(index, query, true)).map((one) => [one.number, { ...one, language }]));
  await addAll(index, found, query, otherWords(index, query));
  if (![...found.values()].some(isComplete) || !writes(index, language, query)) {
    if (width(index, query) <= LONGEST_NAME) {
      await fetchForeign(index, scriptsOf(index, query));
      await addAll(index, found, query, otherWords(index, query));
    }
    if (![...found.values()].some(isComplete)) await addSlips(index, found, query);
    if (index.meant.size && ![...found.values()].some(isComplete)) await addAll(index, found, query, otherWords(index, corrected(index, query)));
    if (![...found.values()].some(isComplete)) await addSounds(index, found, query);
  }
  return worthwhile([...found.values()]);
}

// How long a query is, a sign of a script without spaces as long as two letters.
/** @type {(index: Index, query: string) => number} */
const width = (index, query) => [...index.folding.fold(query)].reduce((sum, sign) => sum + (index.folding.isUnspaced(sign) ? 2 : 1), 0);

// Adds what somebody meant who typed by sound, and tells what he was taken to mean.
/** @type {(index: Inquiry, found: Map<number, Found>, query: string) => Promise<void>} */
async function addSounds(index, found, query) {
  const { language, folding } = index;
  const runs = folding.asked(query);
  if (scriptsIn(index, language).includes("kana") && runs.every((run) => !folding.isUnspaced(run))) {
    const kana = runs.map((run) => (run.length < LEAST_SOUND ? run : kanaOf(run) || run)).join(" ");
    if (kana === runs.join(" ")) return;
    const heard = [...(await match(index, kana, false)).map((one) => ({ ...one, language }))];
    if (heard.some((one) => one.coverage > ELSEWHERE)) index.meant.set(query, [kana]);
    for (const one of heard) if (one.score > (found.get(one.number)?.score ?? 0)) found.set(one.number, one);
    await addAll(index, found, query, otherWords(index, kana));
  } else if (index.head.sounds && runs.length === 1 && runs[0].length <= LONGEST_SOUND && folding.isUnspaced(runs[0])) {
    const sound = await soundOf(index, runs[0]);
    if (!sound) return;
    const named = otherWords(index, sound).filter((other) => other.folded === sound);
    if (named.length) index.meant.set(query, [...new Set(named.map(({ title }) => title))]);
    await addAll(index, found, query, named);
  }
}

// Adds what is found through other words, where it is worth more than what was found by those of the query.
/** @type {(index: Inquiry, found: Map<number, Found>, query: string, others: Asked[]) => Promise<void>} */
async function addAll(index, found, query, others) {
  const { language } = index;
  const folded = index.folding.fold(query);
  for (const other of others) {
    const through = other.folded === other.own ? undefined : { words: other.word, title: other.title };
    for (const one of withNamed(index, await match(index, other.query, false), other)) {
      const isNamed = one.number === other.number;
      const called = isNamed && other.query === other.own ? CALLED : 0;
      const score = (one.score + called) * worthOf(other, isNamed);
      const known = found.get(one.number);
      if (known?.called) {
        // An abbreviation is as good as a title, and still says what it is short for.
        if (isNamed && other.folded === folded) known.through = through;
      } else if (score > (known?.score ?? 0)) {
        found.set(one.number, { ...one, score, called: false, language, through, lacks: called ? [] : asWritten(index, query, one.lacks) });
      }
    }
  }
}

// What is missing as the reader wrote it, where the query was asked with other words in the place of some: folded.
/** @type {(index: Index, query: string, lacks: string[]) => string[]} */
function asWritten(index, query, lacks) {
  const runs = index.folding.written(query);
  return bare(index, lacks.map((lack) => {
    const { run, written } = runs.find((one) => one.run.includes(lack)) ?? { run: lack, written: lack };
    return run.length === written.length ? written.slice(run.indexOf(lack), run.indexOf(lack) + lack.length) : lack;
  }));
}

// A query with what was meant in the place of what was written.
/** @type {(index: Inquiry, query: string) => string} */
const corrected = (index, query) => index.folding.asked(query).map((run) => index.meant.get(run)?.[0] ?? run).join(" ");

// Adds what somebody meant whose finger slipped, and tells what he was taken to mean.
/** @type {(index: Inquiry, found: Map<number, Found>, query: string) => Promise<void>} */
async function addSlips(index, found, query) {
  const near = slips(index, query);
  if (near.length) index.meant.set(query, [...new Set(near.map(({ word }) => word))]);
  await addAll(index, found, query, near);
}

// What was found, and the item that the whole query names, whether or not its words were looked up.
/** @type {(index: Index, found: Rated[], other: Asked) => Rated[]} */
function withNamed(index, found, other) {
  const isThere = other.query !== other.own || other.share !== undefined || found.some(({ number }) => number === other.number);
  return isThere ? found : [...found, { number: other.number, called: false, coverage: 1, firm: 1, score: UNREAD * index.rank(other.number).item, lacks: [] }];
}

// What is left of a score through other words: of the thing that they name more than of what speaks of it.
/** @type {(other: Asked, isNamed: boolean) => number} */
const worthOf = (other, isNamed) => (isNamed ? NAMED : THROUGH) * (other.share ?? 1);

// The other words that the reader's own index knows are of all languages: where nobody asked for all languages, the
// others are asked without.
/** @type {(index: Inquiry, query: string) => Promise<Found[]>} */
async function plainMatches(index, query) {
  const { language } = index;
  const found = (await match(index, query, true)).filter((one) => one.coverage > ELSEWHERE);
  return worthwhile(found.map((one) => ({ ...one, called: false, language })));
}

/** @param {Rated} one */
const isComplete = (one) => one.coverage > 0.8;
