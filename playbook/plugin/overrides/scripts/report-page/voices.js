// The languages in which a report speaks: that of the page, and one beside it where the reader has chosen one.
import { all, only } from "../shared/page.js";
import { make } from "../work/elements.js";
/** @import { KnownWork } from "../working-sheets/types" */
/** @import { Texts } from "../work-page/types" */

/** @typedef {{ tag: string, known: KnownWork, texts: Record<string, string> }} Voice */

/** @type {(address: string) => Promise<void>} */
const loaded = (address) =>
  new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address });
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(address)));
    document.head.append(script);
  });

// The language that stands beside that of the page, "" where none does; of several, the first.
const beside = () => {
  const boxes = all(document, ".pb-with input:not([name])", HTMLInputElement);
  return (boxes.length ? boxes.filter(({ checked }) => checked).map(({ value }) => value) : companion.shown(companion.chosen))[0] ?? "";
};

export class Voices {
  /** @type {Map<string, Voice>} */
  #read = new Map();
  #second = "";

  /**
   * @param {HTMLElement} root
   * @param {KnownWork} known
   * @param {Texts} texts
   */
  constructor(root, known, texts) {
    this.tags = new Map((root.dataset.languages ?? "").split(" ").map((one) => /** @type {[string, string]} */ (one.split(":"))));
    this.own = { tag: this.tags.get(known.language) ?? "", known, texts: texts[known.language] };
  }

  get all() {
    const second = this.#read.get(this.#second);
    return second ? [this.own, second] : [this.own];
  }

  // Calls whenever the languages are others than before.
  /** @param {() => void} changed */
  async follow(changed) {
    const look = async () => {
      const before = this.#second;
      this.#second = beside();
      await this.#load(this.#second);
      if (before !== this.#second) changed();
    };
    only(document, ".pb-with", HTMLElement).addEventListener("change", look);
    await look();
  }

  // The scripts of a language bring its words under the names of the page's own, which are put back.
  /** @param {string} id */
  async #load(id) {
    if (!id || this.#read.has(id)) return;
    const own = globalThis.playbookWork;
    try {
      for (const name of ["work.data.js", "work.words.js", "work.texts.js"]) await loaded(`../${id}/${name}`);
      this.#read.set(id, { tag: this.tags.get(id) ?? id, known: globalThis.playbookWork, texts: globalThis.playbookTexts[id] });
    } catch (error) {
      console.warn(error);
    } finally {
      globalThis.playbookWork = own;
    }
  }
}

// What all voices say, one below the other; what is the same in both is said once.
/** @type {(voices: Voice[], say: (voice: Voice) => string) => (Node | string)[]} */
export const spoken = ([own, ...others], say) => {
  const first = say(own);
  const seconds = others.filter((voice) => say(voice) !== first).map((voice) => make("span", { className: "pb-gaps__second", lang: voice.tag }, say(voice)));
  return [first, ...seconds];
};
