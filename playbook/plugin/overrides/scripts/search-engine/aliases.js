// Finds other words for a thing: of another language, an abbreviation, a variant, a word that the glossary refuses.
import { pinyinOf, soundsOf, spoken } from "./sounds.js";
import { bent, distance } from "./words.js";
import { BEGUN } from "./worth.js";
/** @import { Folding } from "./folding.js" */
/** @import { Index } from "./index-of-language.js" */
/** @import { Alias, Asked, WordsOfRow } from "./types" */

const MOST_ALIASES = 4;
// What is no longer may be an abbreviation.
const SHORT = 4;

/** @type {(index: Index) => Alias[]} */
export function aliasesOf(index) {
  index.shared.named ??= index.head.aliases.flatMap(([numbers, title, ...words]) => named(index.folding, numbers, title, [title, ...words]));
  return [...index.shared.named, ...index.shared.foreign.values()].flat();
}

// Fetches the words of other languages that are written in some scripts, for all that is asked later, as far as one search
// may still read.
/** @type {(index: Index, scripts: string[]) => Promise<void>} */
export async function fetchForeign(index, scripts) {
  const { head, shared } = index;
  if (head.sounds && scripts.includes("latin")) await fetchSounds(index);
  const asked = [...scripts, ...(scripts.length ? [] : ["other"])].filter((script) => head.foreign.includes(script) && !shared.foreign.has(script));
  await Promise.all(asked.filter((script) => index.mayRead(`o${script}`)).map(async (script) => {
    /** @type {WordsOfRow[]} */
    const rows = await index.part(`o${script}`);
    shared.foreign.set(script, rows.flatMap((words) => ofRow(index, words)));
  }));
}

// The syllables of ideographs, or nothing where one of them has none or a search may read no more.
/** @type {(index: Index, signs: string) => Promise<string>} */
export async function soundOf(index, signs) {
  const sounds = await fetchSounds(index);
  return sounds ? pinyinOf(sounds, signs) : "";
}

// Fetches how ideographs sound, once, if a search may still read; gives it.
/** @type {(index: Index) => Promise<Map<string, string> | undefined>} */
async function fetchSounds(index) {
  const { head, shared } = index;
  if (shared.sounds || !index.mayRead("sounds")) return shared.sounds;
  /** @type {{ syllables: [syllable: string, count: number][], words: WordsOfRow[] }} */
  const { syllables, words } = await index.part("sounds");
  const sounds = soundsOf(syllables);
  const heard = head.aliases.flatMap(([, title, ...others], row) => ofRow(index, [row, ...spoken(sounds, title, others)]));
  shared.foreign.set("sounds", [...heard, ...words.flatMap((rest) => ofRow(index, rest))]);
  return (shared.sounds = sounds);
}

// Other words for the titles of a row of the head.
/** @type {(index: Index, words: WordsOfRow) => Alias[]} */
function ofRow({ head, folding }, [row, ...words]) {
  const [numbers, title] = head.aliases[row];
  return named(folding, numbers, title, words);
}

/** @type {(index: Index, query: string) => Asked[]} */
export function otherWords(index, query) {
  const aliases = aliasesOf(index);
  const runs = index.folding.asked(query);
  const within = aliases.map((alias) => ({ ...alias, query: replaced(index.folding, runs, alias) })).filter((alias) => alias.query);
  if (!within.length) return holding(index.folding, aliases, runs);
  const longest = Math.max(...within.map((alias) => alias.folded.length));
  const candidates = within.filter((alias) => alias.folded.length === longest);
  // Words that are a title themselves lead elsewhere only where they are the whole query.
  const titles = new Set(candidates.filter((alias) => alias.word === alias.title && alias.folded !== runs.join(" ")).map((alias) => alias.folded));
  return candidates.filter((alias) => alias.word !== alias.title && !titles.has(alias.folded)).slice(0, MOST_ALIASES);
}

// Aliases that begin with the query, or hold it as a word: the shortest first.
/** @type {(folding: Folding, aliases: Alias[], runs: string[]) => Asked[]} */
function holding(folding, aliases, runs) {
  const asked = runs.join(" ");
  if (asked.length < (folding.isUnspaced(asked) ? 2 : 4)) return [];
  /** @param {string} name */
  const begins = (name) => (folding.isUnspaced(name) ? name.startsWith(asked) : ` ${name} `.includes(` ${asked} `));
  const found = aliases.filter((alias) => alias.word !== alias.title && begins(alias.runs.join(" ")));
  found.sort((one, other) => one.folded.length - other.folded.length);
  return found.slice(0, MOST_ALIASES).map((alias) => ({ ...alias, query: alias.own, share: BEGUN }));
}

// The title itself stands among its aliases: where it is what the query says, no shorter alias within it counts.
/** @type {(folding: Folding, numbers: number[], title: string, words: string[]) => Alias[]} */
function named(folding, numbers, title, words) {
  const own = folding.fold(title);
  return words.flatMap((word) => {
    const folded = folding.fold(word);
    const runs = saidRuns(folding, word, folding.runs(folded));
    return numbers.map((number) => ({ number, title, word, own, folded, runs }));
  });
}

// Tells whether a query holds an alias.
/** @type {(folding: Folding, runs: string[], alias: Alias) => boolean} */
export const isWithin = (folding, runs, alias) => replaced(folding, runs, alias) !== "";

// The runs of a name as a query has them: without words within it that only ask (one to one). One that begins or ends with
// such a word is no more than a part of a sentence without it (on time).
/** @type {(folding: Folding, word: string, runs: string[]) => string[]} */
function saidRuns(folding, word, runs) {
  const asked = folding.asked(word);
  return asked.length > 1 && asked[0] === runs[0] && asked[asked.length - 1] === runs[runs.length - 1] ? asked : runs;
}

// The query with an alias replaced by the title, or nothing where the query does not hold the alias.
/** @type {(folding: Folding, runs: string[], alias: Alias) => string} */
function replaced(folding, runs, alias) {
  if (runs.length > 1 && runs.join("") === alias.folded) return alias.own;
  for (let at = 0; at + alias.runs.length <= runs.length; at += 1) {
    const [before, behind] = [runs.slice(0, at), runs.slice(at + alias.runs.length)];
    const said = runs.slice(at, at + alias.runs.length);
    if (said.every((run, index) => isSame(run, alias.runs[index]))) return [...before, alias.own, ...behind].join(" ");
  }
  const glued = alias.runs.length === 1 && alias.folded.length > 1 && folding.isUnspaced(alias.folded);
  const at = glued ? runs.findIndex((run) => run.includes(alias.folded)) : -1;
  return at < 0 ? "" : runs.with(at, runs[at].replace(alias.folded, ` ${alias.own} `)).join(" ");
}

// Tells whether a word of a query is one of a name, or a form of it; a short word may be an abbreviation (MAPE), which has a
// plural and no other form.
/** @type {(said: string, word: string) => boolean} */
const isSame = (said, word) => (word.length > SHORT ? bent(said, word) : said === word || said === `${word}s` || word === `${said}s`);

// Titles and aliases that the whole query misses by a slip of the finger.
/** @type {(index: Index, query: string) => Asked[]} */
export function slips(index, query) {
  const asked = index.folding.asked(query).join(" ");
  const most = asked.length < 4 ? 0 : asked.length < 9 ? 1 : 2;
  const near = [];
  for (const alias of aliasesOf(index)) {
    const steps = distance(asked, alias.runs.join(" "), most);
    if (steps > 0 && steps <= most) near.push({ ...alias, query: alias.own, steps });
  }
  const least = Math.min(...near.map((alias) => alias.steps));
  return near.filter((alias) => alias.steps === least).slice(0, MOST_ALIASES);
}
