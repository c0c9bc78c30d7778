// The index of one language: which part a key or a document stands in, and what it holds.
import { DIGITS, TITLE } from "../tables.js";
import { Folding } from "./folding.js";
import { unpackPart } from "./packing.js";
import { load } from "./parts.js";
import { MOST_FILES, MOST_PARTS, RANK } from "./worth.js";
/** @import { Alias, Entry, Head, Part, Shown } from "./types" */

/** @typedef {Index & { meant: Map<string, string[]>, unread: Set<string> }} Inquiry */

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
    /** @type {{ named?: Alias[], foreign: Map<string, Alias[]>, sounds?: Map<string, string> }} */
    this.shared = { foreign: new Map() };
    /** @type {Set<string> | undefined} */
    this.touched = undefined;
    this.left = 0;
    this.refused = false;
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

  /** @param {number} number */
  kind(number) {
    return this.head.names[this.head.kinds.charCodeAt(number) - 97];
  }

  /** @param {number} number */
  rank(number) {
    return RANK[this.kind(number)[0]];
  }

  // How many words and pairs the head of a document has, or a little less where there are many.
  /** @param {number} number */
  size(number) {
    return DIGITS.indexOf(this.head.sizes[number]) || 1;
  }

  /** @type {(number: number) => Promise<Shown>} */
  async document(number) {
    const [part, first] = this.shownIn(number);
    return (await this.part(`d${part}`))[number - first];
  }

  // The number of the part that holds what is shown of a document, and the first document in it.
  /** @type {(number: number) => [part: number, first: number]} */
  shownIn(number) {
    let [part, first] = [0, 0];
    for (let size = this.together(part); first + size <= number; size = this.together(part)) {
      first += size;
      part += 1;
    }
    return [part, first];
  }

  // How many documents a part holds what is shown of.
  /** @param {number} part */
  together(part) {
    return DIGITS.indexOf(this.head.together[part]);
  }

  // The same index for one search: it reads no more than so many parts, and keeps what it has to tell the reader.
  asked(most = MOST_PARTS) {
    /** @type {Inquiry} */
    const inquiry = Object.assign(Object.create(this), { left: most, refused: false, touched: new Set(), meant: new Map(), unread: new Set() });
    return inquiry;
  }

  // Lets a search that could not read all of a query read half of what it may, beside what is shown of some documents;
  // tells whether it may read more.
  /** @param {{ number: number }[]} shown */
  mayReadMore(shown) {
    const more = MOST_FILES - new Set(shown.map(({ number }) => this.shownIn(number)[0])).size - this.left;
    if (!this.refused || more <= 0) return false;
    Object.assign(this, { left: this.left + Math.ceil(more / 2), refused: false, meant: new Map(), unread: new Set() });
    return true;
  }

  // Tells whether a part may be read: outside a search always, within one as long as there are not too many.
  /** @type {(name: string) => boolean} */
  mayRead(name) {
    if (!this.touched || this.touched.has(name)) return true;
    if (this.touched.size >= this.left) {
      this.refused = true;
      return false;
    }
    this.touched.add(name);
    return true;
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
    if (!this.mayRead(`k${number}`)) return [];
    let entries = this.read.get(number);
    if (!entries) {
      /** @type {string} */
      const packed = await this.part(`k${number}`);
      entries = unpackPart(packed);
      this.read.set(number, entries);
    }
    return entries;
  }

  // All entries whose key begins so, from at most `most` parts; whole titles are none of them.
  /** @param {string} start */
  async range(start, most = 2) {
    return (await this.beginning(start, most)).filter(([key]) => !key.endsWith(TITLE));
  }

  // The whole titles that begin so: they stand beside their own first words.
  /** @param {string} title */
  async titles(title) {
    return (await this.beginning(title)).filter(([key]) => key.endsWith(TITLE));
  }

  /** @param {string} start */
  async beginning(start, most = 2) {
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

  // The words that begin with a letter, among others.
  /** @type {(letter: string) => Promise<string[]>} */
  async vocabulary(letter) {
    const name = `w${this.head.initials.findIndex((letters) => letters.includes(letter))}`;
    return name !== "w-1" && this.mayRead(name) ? this.part(name) : [];
  }
}
