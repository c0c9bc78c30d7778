// What the parts of the search hand to each other, for the checker alone.

/** The id, the tag and the name of a language, and the scripts that its titles are in. */
export type LanguageRow = [id: string, tag: string, name: string, scripts: string[]];

/** What a search knows before it fetches anything else: see `_head` in `playbook/search/__init__.py`. */
export interface Head {
  documents: number;
  together: string;
  kinds: string;
  sizes: string;
  names: [letter: string, name: string][];
  filters: Record<string, string>;
  starts: string[];
  initials: string[];
  common: string[];
  dropped: string;
  unspaced: string;
  spellings: [part: string, found: string, put: string][];
  scripts: Record<string, string>;
  asking: string[];
  how: string[];
  weak: string;
  light: string[];
  words: Record<string, string>;
  languages: LanguageRow[];
  variants: string;
  aliases: AliasRow[];
  foreign: string[];
  sounds: boolean;
}

/** A part of the index, as its script delivers it: `value` is what the generator wrote into it. */
export interface Part<Value> {
  build: string;
  value: Value;
}

/** What a result shows; the tag of its language only where that is not the reader's. */
export type Shown = [address: string, head: string, context: string, body: string, tag?: string];
/** The numbers of the documents of a title, the title, and other words for it. */
export type AliasRow = [numbers: number[], title: string, ...words: string[]];

/** Other words for the titles of a row, which is counted in `aliases`. */
export type WordsOfRow = [row: number, ...words: string[]];

/** A document, how strongly a key stands in it, and in which of the ways in which people ask for it. */
export type Place = [number: number, strength: number, ways?: number[]];
export type Packed = string | Place[];
export type Entry = [key: string, places: string];

/**
 * One thing that a query asks for: `keys` fulfil it, each by its worth. `written` is what the reader wrote, `run` the run
 * of signs without spaces that a pair stands in, `tells` how much it says by its signs alone, `turn` is 0 for what is looked up first, `unread` tells that it was not
 * looked up.
 */
export interface Wish {
  key: string;
  written: string;
  tells: number;
  word?: string;
  run?: string;
  turn: number;
  share: number;
  unread?: boolean;
  keys: [places: Packed, worth: number][];
}

/** What the wishes of a query add up to for one document. */
export interface Score {
  number: number;
  score: number;
  covered: number;
  titled: number;
  title: number;
  held: number;
  firm: number;
  heads: number;
  named: number;
  asked: boolean;
  ways: Map<number, number>;
}

/** A document that a query finds: how much of the query it covers, and how surely; whether its title is the query. */
export interface Rated {
  number: number;
  called: boolean;
  coverage: number;
  firm: number;
  score: number;
  lacks: string[];
}

/** A result: the language whose text answered, and the other words through which it was found. */
export interface Found extends Rated {
  language: string;
  through?: { words: string; title: string };
}

/** Other words for a document; `own` is its title and `folded` are the words, both folded. */
export interface Alias {
  number: number;
  title: string;
  word: string;
  own: string;
  folded: string;
  runs: string[];
}

/** An alias that a query leads to: what to ask for instead, and the share of its worth that is left. */
export interface Asked extends Alias {
  query: string;
  share?: number;
}
