// The index of one language: which part a key or a document stands in, and what it holds.
import { Folding } from "./folding.js";
import { load } from "./parts.js";
import { RANK } from "./worth.js";
/** @import { Alias, AliasRow, Entry, Head, Part, Shown } from "./types" */

export class Index {
  /**
   * @param {string} language
   * @param {Part<Head>} head
   */
  constructor(language, { build, value: head }) {
    this.language = language;
    this.build = build;
    this.head = head;
    this.folding = new Folding(head);
    this.common = new Set(head.common);
    this.weak = new Set(head.weak);
    this.light = new Set(head.light);
    /** @type {Map<number, Entry[]>} number of a part -> its entries */
    this.read = new Map();
    /** @type {Alias[] | undefined} */
    this.named = undefined;
    /** @type {Set<string> | undefined} */
    this.initials = undefined;
  }

  /**
   * @template Value
   * @param {string} name
   * @returns {Promise<Value>}
   */
  async part(name) {
    /** @type {Part<Value>} */
    const part = await load(`${this.language}/${name}`, this.build);
    return part.value;
  }

  /** @returns {Promise<AliasRow[]>} */
  aliases() {
    return this.part("aliases");
  }

  /** @param {number} number */
  kind(number) {
    return this.head.names[this.head.kinds.charCodeAt(number) - 97];
  }

  /** @param {number} number */
  rank(number) {
    return RANK[this.kind(number)[0]];
  }

  /** @type {(number: number) => Promise<Shown>} */
  async document(number) {
    const { together } = this.head;
    return (await this.part(`d${Math.floor(number / together)}`))[number % together];
  }

  // The number of the part in which a key would stand.
  /** @param {string} key */
  partOf(key) {
    let [low, high] = [0, this.head.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.head.starts[middle] <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @type {(number: number) => Promise<Entry[]>} */
  async entries(number) {
    let entries = this.read.get(number);
    if (!entries) {
      /** @type {string} */
      const packed = await this.part(`k${number}`);
      entries = packed.split(";").map((entry) => /** @type {Entry} */ (entry.split(" ")));
      this.read.set(number, entries);
    }
    return entries;
  }

  // All entries whose key begins so, from at most `most` parts.
  /** @param {string} start */
  async range(start, most = 2) {
    const first = this.partOf(start);
    const found = [];
    for (let number = first; number < Math.min(first + most, this.head.starts.length); number += 1) {
      if (number > first && !this.head.starts[number].startsWith(start)) break;
      found.push(...(await this.entries(number)).filter(([key]) => key.startsWith(start)));
    }
    return found;
  }

  /** @param {string} key */
  async exact(key) {
    return (await this.entries(this.partOf(key))).filter(([other]) => other === key);
  }

  /** @type {(letter: string) => Promise<string[]>} */
  async vocabulary(letter) {
    const name = `w${letter.codePointAt(0)?.toString(16)}`;
    return this.letters().has(letter) ? this.part(name) : [];
  }

  letters() {
    this.initials ??= new Set(this.head.initials);
    return this.initials;
  }
}
