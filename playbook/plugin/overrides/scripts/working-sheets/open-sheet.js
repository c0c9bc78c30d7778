// The sheet that a page works on: what is written is seen at once, and kept behind it.
import { applied, replaced } from "./items.js";
import { keepJob } from "./journal.js";
import { readKey, writeKey } from "./keys.js";
import { isFilled, valueOf } from "./sheets.js";
import { onReturn } from "./tabs.js";
/** @import { Change, Field, Filled, Job, KnownWork, Store, WorkingSheet } from "./types" */

export class OpenSheet {
  // "failed" where the last try failed: the next change, or a return to the page, tries again.
  /** @type {"kept" | "keeping" | "failed"} */
  state = "kept";
  fault = "";
  /** @type {Store} */
  #store;
  // In the order in which they were made; the first may be on its way.
  /** @type {Job[]} */
  #jobs = [];
  /** @type {Job | undefined} */
  #sent;
  #isStale = false;
  #isRunning = false;
  /** @type {((item?: string) => void)[]} */
  #hearers = [];
  /** @type {(() => void)[]} */
  #waiting = [];

  /**
   * @param {Store} store
   * @param {WorkingSheet} sheet
   */
  constructor(store, sheet) {
    this.#store = store;
    this.sheet = sheet;
    store.onChange((id) => {
      if (id !== sheet.id) return;
      this.#isStale = true;
      this.#run();
    });
    const leave = () => store.leave(sheet.id, this.#jobs);
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
    onReturn(() => this.#run());
    for (const job of store.takeLeft(sheet.id)) this.#join(job);
    leave();
  }

  // Whether something would be lost if the page ended now.
  get hasUnkept() {
    return this.#jobs.length > 0;
  }

  /** @type {(item: string) => Filled | undefined} */
  filled(item) {
    return Object.hasOwn(this.sheet.items, item) ? this.sheet.items[item] : undefined;
  }

  // `was` is what whoever writes saw, where that is not what the sheet holds: somebody was composing when another page wrote.
  /** @type {(item: string, field: Change["field"], value: string, wording?: Change["wording"], was?: string) => void} */
  change(item, field, value, wording, was = valueOf(this.filled(item), field)) {
    if (value === valueOf(this.filled(item), field)) return;
    const last = this.#jobs.findLast((job) => job.item === item);
    if (last && last !== this.#sent && "field" in last && last.field === field && !last.among) {
      this.#swap(last, { ...last, value });
    } else {
      this.#jobs.push({ item, field, was, value, ...(wording && { wording }) });
    }
    this.#show(item, applied(this.filled(item), { item, field, was, value, wording }));
    this.#run();
  }

  // Ends a conflict; values that came in between stay.
  /** @type {(item: string, field: Field, value: string) => void} */
  choose(item, field, value) {
    const filled = this.filled(item);
    const was = valueOf(filled, field);
    this.#join({ item, field, was, value, among: [was, ...(filled?.conflicts?.[field] ?? [])] });
  }

  /** @type {(item: string, filled: Filled | undefined) => void} */
  replace(item, filled) {
    this.#join({ item, filled, was: this.filled(item) ?? {} });
  }

  // Resolves when all is kept, and never where that fails for good.
  /** @type {() => Promise<void>} */
  settled() {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#run();
    });
  }

  // Calls with the item that changed; with "" where only the state did; with nothing where the sheet itself did.
  /** @type {(heard: (item?: string) => void) => void} */
  listen(heard) {
    this.#hearers.push(heard);
  }

  /** @type {(job: Job) => void} */
  #join(job) {
    this.#jobs.push(job);
    this.#show(job.item, afterJob(this.filled(job.item), job));
    this.#run();
  }

  /** @type {(old: Job, job: Job) => void} */
  #swap(old, job) {
    this.#jobs[this.#jobs.indexOf(old)] = job;
  }

  /** @type {(item: string, filled: Filled | undefined) => void} */
  #show(item, filled) {
    this.sheet = { ...this.sheet, changed: new Date().toISOString(), items: withItem(this.sheet.items, item, filled) };
    this.#tell(item);
  }

  /** @type {(item?: string) => void} */
  #tell(item) {
    for (const heard of this.#hearers) heard(item);
  }

  // One at a time, so that each is based on what is there.
  async #run() {
    // Said even while something is read: what was written meanwhile is not kept yet.
    if (this.hasUnkept) this.#stand("keeping", "");
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.hasUnkept || this.#isStale) await (this.hasUnkept ? this.#keepFirst() : this.#read());
      if (this.fault !== GONE) this.#stand("kept", "");
      for (const resolve of this.#waiting.splice(0)) resolve();
    } catch (error) {
      if (this.hasUnkept) this.#stand("failed", /** @type {Error} */ (error).name);
      else console.warn(error);
    } finally {
      this.#sent = undefined;
      this.#isRunning = false;
    }
  }

  /** @type {(state: OpenSheet["state"], fault: string) => void} */
  #stand(state, fault) {
    if (this.state === state && this.fault === fault) return;
    this.state = state;
    this.fault = fault;
    this.#tell("");
  }

  async #keepFirst() {
    const [job] = this.#jobs;
    this.#sent = job;
    const filled = await keepJob(this.#store, this.sheet.id, job);
    this.#sent = undefined;
    this.#jobs.shift();
    if (!this.hasUnkept) this.#store.leave(this.sheet.id, []);
    const next = this.#jobs.filter(({ item }) => item === job.item).reduce(afterJob, filled);
    if (JSON.stringify(next) !== JSON.stringify(this.filled(job.item))) this.#show(job.item, next);
  }

  // What another page wrote, and on top of it what is still to be kept.
  async #read() {
    this.#isStale = false;
    const found = await this.#store.read(this.sheet.id).catch((fault) => {
      this.#isStale = true;
      throw fault;
    });
    if (!found) {
      this.#stand("failed", GONE);
      return;
    }
    const before = this.sheet;
    const items = this.#jobs.reduce((all, job) => withItem(all, job.item, afterJob(all[job.item], job)), found.items);
    this.sheet = { ...found, items };
    for (const item of differing(before.items, items)) this.#tell(item);
    if (headOnly(before) !== headOnly(found)) this.#tell();
  }
}

const GONE = "NotFoundError";

/** @type {(filled: Filled | undefined, job: Job) => Filled | undefined} */
const afterJob = (filled, job) => ("field" in job ? applied(filled, job) : replaced(filled, job.filled, job.was));

/** @type {(items: WorkingSheet["items"], item: string, filled: Filled | undefined) => WorkingSheet["items"]} */
const withItem = (items, item, filled) => {
  if (filled && (isFilled(filled) || filled.conflicts)) return { ...items, [item]: filled };
  return Object.fromEntries(Object.entries(items).filter(([id]) => id !== item));
};

/** @type {(before: WorkingSheet["items"], after: WorkingSheet["items"]) => string[]} */
const differing = (before, after) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((item) => JSON.stringify(before[item]) !== JSON.stringify(after[item]));

// All but the items, and the moment of the last change that they bring along.
/** @type {(sheet: WorkingSheet) => string} */
const headOnly = (sheet) => JSON.stringify(Object.entries(sheet).filter(([name]) => name !== "items" && name !== "changed").sort());

/** @typedef {{ address: string, title: string }} Place */

/** @type {(known: KnownWork, what: string) => string} */
const ownKey = (known, what) => `playbook.${known.playbook}.${what}`;

// The id of the sheet that was worked on last, "" where there is none.
/** @type {(known: KnownWork) => string} */
export const currentSheet = (known) => {
  try {
    return localStorage.getItem(ownKey(known, "sheet")) ?? "";
  } catch {
    return "";
  }
};

/** @type {(known: KnownWork, id: string) => void} */
export const setCurrentSheet = (known, id) => {
  try {
    localStorage.setItem(ownKey(known, "sheet"), id);
  } catch {
    // Full or forbidden: the next page asks which sheet is meant.
  }
};

// Where somebody left off. The address is for the page to judge: local pages of others can write it, too.
/** @type {(known: KnownWork) => Place | undefined} */
export const lastPlace = (known) => {
  const place = /** @type {Partial<Place> | null} */ (readKey(ownKey(known, "place")));
  return typeof place?.address === "string" && typeof place.title === "string" ? { address: place.address, title: place.title } : undefined;
};

/** @type {(known: KnownWork, place: Place) => void} */
export const setLastPlace = (known, place) => void writeKey(ownKey(known, "place"), place);
