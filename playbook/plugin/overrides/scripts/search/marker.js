// Finds what of a text answers to the words of a query, and gives it with marks.
import { element } from "./elements.js";
/** @import { Folding } from "../search-engine/folding.js" */

/** @typedef {[start: number, end: number]} Span */

const KANA_PAIR = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]{2}$/u;
const EXCERPT = { spaced: 180, unspaced: 90 };

export class Marker {
  /**
   * @param {Folding} folding
   * @param {string[]} queries
   */
  constructor(folding, ...queries) {
    this.folding = folding;
    this.written = queries.join("\n");
    /** @type {string[]} */
    this.words = [];
    /** @type {Set<string>} */
    this.pairs = new Set();
    for (const run of queries.flatMap((query) => folding.asked(query))) {
      if (!folding.isUnspaced(run)) this.words.push(run);
      else if (run.length === 1) this.pairs.add(run);
      for (let at = 0; folding.isUnspaced(run) && at < run.length - 1; at += 1) this.pairs.add(run.slice(at, at + 2));
    }
  }

  // Gives the places of hits as [start, end] in the text as it is written.
  /** @type {(text: string) => Span[]} */
  places(text) {
    const [folded, origin] = this.folded(text);
    const hit = new Uint8Array(folded.length + 1);
    for (const match of folded.matchAll(this.folding.run)) {
      const spans = this.folding.isUnspaced(match[0]) ? this.within(match[0]) : this.word(match[0]);
      for (const [start, end] of spans) hit.fill(1, match.index + start, match.index + end);
    }
    /** @type {Span[]} */
    const found = [];
    for (let at = 0; at < folded.length; at += 1) {
      if (!hit[at]) continue;
      const start = at;
      while (hit[at + 1]) at += 1;
      found.push([origin[start], origin[at + 1]]);
    }
    return found.filter(([start, end]) => !this.isChance(text.slice(start, end)));
  }

  // Whether a hit is two kana of the other kind than they were asked for in: they stand in many words (セン, ません).
  /** @param {string} hit */
  isChance(hit) {
    return KANA_PAIR.test(hit) && !this.written.includes(hit);
  }

  // The folded signs of a text, and for each the place where it comes from.
  /** @type {(text: string) => [folded: string, origin: number[]]} */
  folded(text) {
    let folded = "";
    const origin = [];
    const unread = this.folding.unread(text);
    let at = 0;
    for (const sign of text) {
      const one = unread.has(at) ? "" : this.folding.signs(sign);
      for (let index = 0; index < one.length; index += 1) origin.push(at);
      folded += one;
      at += sign.length;
    }
    return [folded, [...origin, at]];
  }

  /** @param {string} run */
  within(run) {
    /** @type {Span[]} */
    const spans = [];
    for (let at = 0; at < run.length; at += 1) {
      for (const length of [2, 1]) {
        if (this.pairs.has(run.slice(at, at + length))) spans.push([at, at + length]);
      }
    }
    return spans;
  }

  /** @type {(word: string) => Span[]} */
  word(word) {
    const written = this.folding.fold(word);
    const hits = this.words.some((asked) => playbookSearch.alike(asked, written));
    return hits ? [[0, word.length]] : [];
  }

  /** @param {string} text */
  marked(text) {
    const parts = document.createDocumentFragment();
    let at = 0;
    for (const [start, end] of this.places(text)) {
      parts.append(text.slice(at, start), element("mark", {}, text.slice(start, end)));
      at = end;
    }
    parts.append(text.slice(at));
    return parts;
  }

  // The stretch of a text that says most about the query.
  /** @param {string} text */
  excerpt(text) {
    const lines = text.split("\n").map((line) => ({ line, places: this.places(line) }));
    const best = lines.reduce((one, other) => (other.places.length > one.places.length ? other : one));
    const most = this.folding.isUnspaced(this.folding.runs(this.folding.fold(best.line))[0] ?? "") ? EXCERPT.unspaced : EXCERPT.spaced;
    const first = best.places[0]?.[0] ?? 0;
    const start = best.line.length > most ? Math.max(0, Math.min(first - most / 4, best.line.length - most)) : 0;
    const goesOn = start + most < best.line.length;
    const cut = best.line.slice(start, start + most);
    const begun = start > 0 ? cut.replace(/^\S{0,12}\s/, "") : cut; // whole words at both ends
    const whole = goesOn ? begun.replace(/\s\S{0,12}$/, "") : begun;
    return [start > 0 ? "… " : "", this.marked(whole), goesOn ? " …" : ""];
  }
}
