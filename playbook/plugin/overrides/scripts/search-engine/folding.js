// Folds what a reader types as the generator folds texts: its ranges are joined in, its tables come with the index.
import { ACCENTS, HIRAGANA, IDEOGRAPHS, OKURIGANA, SELECTORS, STROKES, TO_KATAKANA } from "../tables.js";
import { unpackPairs } from "./packing.js";
/** @import { Head } from "./types" */

const ACCENT = new RegExp(`[${ACCENTS}]`, "g");
const KANA = new RegExp(`[${HIRAGANA}]`, "g");
const SELECTOR = new RegExp(`[${SELECTORS}]`, "gu");
const INNER_KANA = new RegExp(OKURIGANA, "g");
const LETTERS = new Map(STROKES.split(" ").map((row) => /** @type {[string, string]} */ (row.split("="))));
const STROKED = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "g");
const IDEOGRAPH = new RegExp(`[${IDEOGRAPHS}]`, "g");

export class Folding {
  /** @param {Pick<Head, "dropped" | "unspaced" | "spellings" | "variants" | "asking" | "how">} head */
  constructor(head) {
    this.dropped = new RegExp(`[${head.dropped}]`, "g");
    this.run = new RegExp(`[${head.unspaced}]+|(?![${head.unspaced}])[\\p{L}\\p{N}](?:(?![${head.unspaced}])[\\p{L}\\p{N}\\p{M}])*`, "gu");
    this.unspaced = new RegExp(`^[${head.unspaced}]`);
    /** @type {[RegExp, string][]} */
    this.spellings = head.spellings.map(([, found, put]) => [new RegExp(found, "g"), put]);
    this.variants = new Map(unpackPairs(head.variants));
    // Where nothing asks, the pattern matches nothing.
    this.asking = new RegExp([...head.how, ...head.asking].sort((one, other) => other.length - one.length).map((word) => this.asks(word)).join("|") || "(?!)", "gu");
    this.how = new RegExp(head.how.map((word) => this.asks(word)).join("|") || "(?!)", "u");
  }

  // A word asks where it stands alone; in a run without spaces nothing tells where words end.
  /** @param {string} word */
  asks(word) {
    const literal = word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    return this.unspaced.test(this.katakana(word)) ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
  }

  /** @param {string} text */
  simplified(text) {
    return text.replace(IDEOGRAPH, (sign) => this.variants.get(sign) ?? sign);
  }

  /** @param {string} text */
  katakana(text) {
    return text.replace(KANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + TO_KATAKANA));
  }

  // A text in one width and case, without accents and what is dropped: its kana and ideographs are as they were written.
  /** @param {string} text */
  plain(text) {
    const narrow = text.replace(INNER_KANA, "").replace(SELECTOR, "").normalize("NFKC").toLowerCase();
    const bare = narrow.normalize("NFD").replace(ACCENT, "").normalize("NFC");
    return bare.replace(STROKED, (letter) => LETTERS.get(letter) ?? letter).replace(this.dropped, "");
  }

  // The places of the kana of a text that a search does not read.
  /** @param {string} text */
  unread(text) {
    return new Set([...text.matchAll(INNER_KANA)].map(({ index }) => index));
  }

  /** @param {string} text */
  signs(text) {
    return this.simplified(this.katakana(this.plain(text)));
  }

  /** @param {string} text */
  spelled(text) {
    return this.spellings.reduce((folded, [found, put]) => folded.replace(found, put), text);
  }

  /** @param {string} text */
  fold(text) {
    return this.spelled(this.signs(text));
  }

  // A query without the words that only ask; as it is where they are all of it. Hiragana stays: katakana never asks.
  /** @param {string} query */
  told(query) {
    const narrow = query.normalize("NFKC").toLowerCase();
    const signs = narrow.split("");
    for (const { 0: word, index } of this.simplified(narrow).matchAll(this.asking)) signs.fill(" ", index, index + word.length);
    const told = signs.join("");
    return this.runs(this.fold(told)).length ? told : query;
  }

  // Tells whether a query asks for ways to do something.
  /** @param {string} query */
  asksHow(query) {
    return this.how.test(this.simplified(query.normalize("NFKC").toLowerCase()));
  }

  // The runs of a query, without the words that only ask.
  /** @param {string} query */
  asked(query) {
    return this.runs(this.fold(this.told(query)));
  }

  // The runs of a text, each with how it is written: there hiragana is still hiragana, and ideographs are the reader's.
  /** @type {(text: string) => { run: string, written: string }[]} */
  written(text) {
    const plain = this.plain(text);
    const folded = this.simplified(this.katakana(plain));
    return [...folded.matchAll(this.run)].map(({ 0: run, index }) => ({
      run: this.isUnspaced(run) ? run : this.spelled(run),
      written: plain.slice(index, index + run.length),
    }));
  }

  /** @type {(folded: string) => string[]} */
  runs(folded) {
    return folded.match(this.run) ?? [];
  }

  /** @param {string} run */
  isUnspaced(run) {
    return this.unspaced.test(run);
  }
}
