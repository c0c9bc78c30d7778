// What a match is worth: the numbers that the order of results hangs on.
import { HEAD } from "../tables.js";

// How many parts of keys and words one search reads at first, in the reader's language and in another.
export const MOST_PARTS = 6;
export const MOST_ELSEWHERE = 2;
// How many files one search fetches behind the head: as many more parts as the texts of its results leave room for.
export const MOST_FILES = 11;

// What a key is worth by how it matched.
export const FORM = { exact: 1, form: 0.9, derived: 0.7, prefix: 0.75, split: 0.8, typo: 0.6, sign: 0.35 };
// What two signs say by how many of them are hiragana or signs that stand in every sentence.
export const TELLS = [1, 0.7, 0.3];
// How much less a pair says for each one beside it in a run of one script: the pairs of a long word say one thing.
export const TOGETHER = 0.4;
// What a word says that says little beside others.
export const LIGHT = 0.3;
// The least strength of a key in the words in which people ask for an item: it has one degree more where they are few
// words, and another where they are one or two. What is stronger than HEAD stands in a head.
export const ASKED = HEAD - 2;
// How much of what was asked for a match fulfils: forms and beginnings all of it, what was only meant a part.
/** @param {number} worth */
export const COVERS = (worth) => (worth > FORM.split ? 1 : worth);
// What a match in a body says, and how much more with each degree of strength: one in a head says all.
export const IN_BODY = 0.7;
export const IN_BODY_STEP = 0.042;
// What a degree of strength in a body is worth.
export const OFTEN = 1.4;
// What a match in the words in which people ask says, beside one in a head, and how much less in longer ones.
export const IN_ASKED = 0.8;
export const IN_LONGER = 0.05;
// How much of what a document does not cover is forgiven where a query names it; a name that weighs no more than PLAIN
// stands in every sentence, and one that weighs by TELLING more says all that a name can.
export const LIFT = 0.45;
export const PLAIN = 2;
export const TELLING = 1.5;
// How steeply a score falls with what a document does not cover; what it adds that the head covers much of the query, and
// the query much of the head.
export const STEEP = 3;
export const TITLED = 0.4;
export const NAMED_WHOLE = 1.8;
// How many times more an item is worth if a query is one of the ways in which people ask for it, letter by letter.
export const PHRASE = 3;
// How many times more it is worth if one of these ways alone holds all of a query, and in part what it holds of it.
export const IN_ONE_WAY = 2;
export const IN_TITLE = 0.5;
// What it adds that a query is a title, letter by letter.
export const WHOLE_TITLE = 40;
// What it adds that a query is other words for an item.
export const CALLED = 20;
// How much of a query has to be covered: less is a word that many texts share; and by one pair of characters
// alone, unless the pair is a rare one.
export const LEAST = 0.12;
export const PAIRED = 0.42;
export const RARE = 4.6;
// How much of a query another language has to cover that the reader's own does not answer.
export const ELSEWHERE = 0.5;
// What covers a query less surely than this holds a part of it somewhere in a long text, and may be about something else.
export const PASSING = 0.85;
// What an item is worth that is found through other words: the thing that they name, and what speaks of it.
export const NAMED = 1.3;
export const THROUGH = 0.5;
// The score of a thing that a query names whose words were not looked up.
export const UNREAD = 20;
// The share of it that is left where the query only begins the other words, or is one of them.
export const BEGUN = 0.2;

// By kind: what a word in the head of an item is worth (a title says more than a whole question), and the item itself.
/** @type {Record<string, { head: number, item: number }>} */
export const RANK = {
  c: { head: 10, item: 1.2 },
  p: { head: 10, item: 0.9 },
  h: { head: 10, item: 0.95 },
  k: { head: 10, item: 1.1 },
  y: { head: 10, item: 1.05 },
  t: { head: 10, item: 1.25 },
  q: { head: 8, item: 1 },
  a: { head: 7, item: 0.95 },
  g: { head: 7, item: 0.9 },
  o: { head: 5, item: 0.7 },
  s: { head: 6, item: 0.6 },
};

// What stands in the title of a chapter, a measure or a term names a thing, and says more than what is done to it.
export const NAMING = new Set("ckt");
export const NAMES = 1.15;

// What an item is worth to somebody who asks how: ways out of trouble before what explains.
/** @type {Record<string, number>} */
export const ASKED_HOW = { y: 1.4, a: 1.3, q: 1.2, g: 1.1, h: 0.85, o: 0.8 };

// What it is worth to somebody who asks in a sentence: whoever looks for what a word means does not tell a story.
/** @type {Record<string, number>} */
export const IN_SENTENCE = { t: 0.6 };
