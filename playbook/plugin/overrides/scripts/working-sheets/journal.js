// What a page had not kept yet when it was left, for the next page to keep: no database answers a page that is going.
import { readKey, writeKey } from "./keys.js";
/** @import { Filled, Job, Store } from "./types" */

/** @type {(store: Pick<Store, "change" | "putItem">, sheet: string, job: Job) => Promise<Filled | undefined>} */
export const keep = (store, sheet, job) =>
  "field" in job ? store.change(sheet, job) : store.putItem(sheet, job.item, job.filled, job.was);

// A place of its own for each page.
/** @type {(name: string) => Store["leave"]} */
export const journal = (name) => {
  const key = `${name}.unkept.${Math.random()}`;
  return (sheet, jobs) => void writeKey(key, jobs.length ? [sheet, jobs] : undefined);
};

// Keeps what others left. What is there already changes nothing, so a page that is still at it does no harm.
/** @type {(store: Pick<Store, "change" | "putItem">, name: string) => Promise<void>} */
export const replay = async (store, name) => {
  const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? "");
  for (const key of keys.filter((one) => one.startsWith(`${name}.unkept.`))) {
    const [sheet, jobs] = /** @type {[string, Job[]]} */ (readKey(key));
    for (const job of jobs) await keep(store, sheet, job);
    writeKey(key, undefined);
  }
};
