// What the page of working sheets works with: the sheets of this browser, and the one that is open.
import { phrase } from "../work/elements.js";
import { OpenSheet, currentSheet, setCurrentSheet } from "../working-sheets/open-sheet.js";
import { follow, placesOf } from "../working-sheets/content-changes.js";
/** @import { Head, KnownWork, Store, Unmatched, WorkingSheet } from "../working-sheets/types" */
/** @import { Source, Texts } from "./types" */

const PAUSE = 400;

// Heads of sheets that are neither put away nor erased.
/** @type {(head: Head) => boolean} */
export const isHere = ({ archived, erased }) => !archived && !erased;

export class Desk {
  /** @type {WorkingSheet[]} */
  sheets = [];
  // The sheets that values of the open one may come from, as long as the page is open.
  /** @type {Source[]} */
  sources = [];
  /** @type {OpenSheet | undefined} */
  #open;
  /** @type {((item?: string) => void)[]} */
  #drawers = [];
  /** @type {(() => void)[]} */
  #idle = [];
  // What waits for a moment in which nobody types.
  #drawing = 0;
  #reading = 0;

  /**
   * @param {KnownWork} known
   * @param {Texts} texts
   * @param {Store} store
   * @param {(words: string) => void} say
   */
  constructor(known, texts, store, say) {
    this.known = known;
    this.texts = texts;
    this.store = store;
    this.say = say;
    this.places = placesOf(known);
    store.onChange(() => {
      clearTimeout(this.#reading);
      this.#reading = setTimeout(() => this.run(async () => {}), PAUSE);
    });
  }

  get hasSheet() {
    return Boolean(this.#open);
  }

  // The open sheet; only what is drawn where there is one asks for it.
  get sheet() {
    return /** @type {OpenSheet} */ (this.#open);
  }

  // What the items say in the language of the page.
  get wordings() {
    return this.texts[this.known.language] ?? {};
  }

  /** @type {(id: string) => string} */
  wordingOf(id) {
    return this.wordings[id] ?? this.#open?.filled(id)?.wording?.text ?? id;
  }

  /** @type {(id: string) => boolean} */
  isQuestion(id) {
    return this.places.get(id)?.kind === "question";
  }

  // Calls at once to draw: all of it, what shows one item of the open sheet, or with "" how the sheet stands.
  /** @type {(drawer: (item?: string) => void) => void} */
  onDraw(drawer) {
    this.#drawers.push(drawer);
  }

  // Calls to draw what is about the whole sheet: at once with all of it, else when nobody has typed for a moment.
  /** @param {() => void} drawer */
  onIdle(drawer) {
    this.#idle.push(drawer);
  }

  /** @type {(item?: string) => void} */
  draw(item) {
    clearTimeout(this.#drawing);
    if (item !== undefined) this.#drawing = setTimeout(() => this.#keepingFocus(() => this.#drawIdle()), PAUSE);
    this.#keepingFocus(() => {
      for (const drawer of this.#drawers) drawer(item);
      if (item === undefined) this.#drawIdle();
    });
  }

  #drawIdle() {
    for (const drawer of this.#idle) drawer();
  }

  // What is drawn anew under its old id has the focus again.
  /** @param {() => void} work */
  #keepingFocus(work) {
    const focused = document.activeElement?.id;
    work();
    const again = focused ? document.getElementById(focused) : null;
    if (again !== document.activeElement) again?.focus();
  }

  // Does what may fail in the store, tells so, and draws what is known of the sheets then.
  /** @type {(work: () => Promise<unknown>) => Promise<void>} */
  async run(work) {
    try {
      await work();
      await this.#read();
    } catch (error) {
      console.warn(error);
      this.say(phrase(this.known.words.desk_failed, { fault: /** @type {Error} */ (error).name }));
    }
    this.draw("");
  }

  // Opens a sheet of this browser, under the ids of today; where it is not there, or put away, none is open.
  /** @type {(id: string) => Promise<void>} */
  async choose(id) {
    await this.run(async () => {
      await this.#settle();
      const found = id ? await this.store.read(id) : undefined;
      const isThere = found && isHere(found);
      if (id !== this.#open?.sheet.id) this.sources = [];
      this.#open = undefined;
      if (isThere) this.#show(found);
      setCurrentSheet(this.known, isThere ? id : "");
    });
    this.draw();
  }

  // Opens the sheet that was open last; where there is only one, that.
  async chooseLast() {
    const here = await this.store.heads().then((heads) => heads.filter(isHere), () => []);
    await this.choose(currentSheet(this.known) || (here.length === 1 ? here[0].id : ""));
  }

  // Keeps a sheet, in place of one with its id, and opens it.
  /** @type {(sheet: WorkingSheet) => Promise<void>} */
  async keep(sheet) {
    await this.run(async () => {
      await this.#settle();
      await this.store.put({ ...sheet, changed: new Date().toISOString() });
      this.#open = undefined;
    });
    await this.choose(sheet.id);
  }

  // Takes into the open sheet what a merge made of it, item by item: another page may be writing at the same time.
  /** @type {(sheet: WorkingSheet, sources: Source[]) => Promise<void>} */
  async take({ items, unmatched }, sources) {
    for (const [item, filled] of Object.entries(items)) {
      if (JSON.stringify(filled) !== JSON.stringify(this.sheet.filled(item))) this.sheet.replace(item, filled);
    }
    if (unmatched.length > this.sheet.sheet.unmatched.length) await this.keepUnmatched(() => unmatched);
    this.sources = sources;
    this.draw();
  }

  // Changes the rows of the open sheet that no item answers to.
  /** @type {(change: (rows: Unmatched[]) => Unmatched[]) => Promise<void>} */
  async keepUnmatched(change) {
    const { id } = this.sheet.sheet;
    await this.run(async () => {
      await this.#settle();
      const found = await this.store.read(id);
      if (found) await this.store.put({ ...found, unmatched: change(found.unmatched), changed: new Date().toISOString() });
    });
    await this.choose(id);
  }

  /** @type {(id: string, changes: Partial<Head>) => Promise<void>} */
  async mark(id, changes) {
    await this.run(() => this.store.mark(id, changes));
    if (this.#open?.sheet.id === id) await this.choose(id);
  }

  // A whole sheet, as it is seen now.
  /** @type {(id: string) => Promise<WorkingSheet | undefined>} */
  async read(id) {
    return this.#open?.sheet.id === id ? this.#open.sheet : this.store.read(id);
  }

  // Waits until all of the open sheet is kept, or cannot be.
  #settle() {
    const open = this.#open;
    return new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
      if (!open || open.state === "failed") resolve();
      else open.settled().then(resolve);
      open?.listen(() => open.state === "failed" && resolve());
    });
  }

  /** @param {WorkingSheet} found */
  #show(found) {
    const open = new OpenSheet(this.store, found);
    follow(open, this.known);
    this.#open = open;
    open.listen((item) => open === this.#open && this.draw(item));
  }

  async #read() {
    const heads = await this.store.heads();
    const read = await Promise.all(heads.map(({ id }) => this.store.read(id)));
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    this.sheets = read.filter((sheet) => sheet !== undefined).sort((one, other) => collator.compare(one.name, other.name));
  }
}
