// What a page had not kept yet when it was left, for the next page to keep: no database answers a page that is going.
import { isJob } from "./items.js";
import { readKey, writeKey } from "./keys.js";
/** @import { Filled, Job, Store } from "./types" */

/** @type {(store: Pick<Store, "change" | "putItem">, sheet: string, job: Job) => Promise<Filled | undefined>} */
export const keepJob = (store, sheet, job) =>
  "field" in job ? store.change(sheet, job) : store.putItem(sheet, job.item, job.filled, job.was);

// Returns how to leave what is not kept, in a place of its own for each page.
/** @type {(name: string) => Store["leave"]} */
export const journal = (name) => {
  const key = `${name}.unkept.${Math.random()}`;
  return (sheet, jobs) => void writeKey(key, jobs.length ? [sheet, jobs] : undefined);
};

/** @type {(name: string) => { key: string, sheet: string, jobs: Job[] }[]} */
const leftEntries = (name) =>
  Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? "")
    .filter((key) => key.startsWith(`${name}.unkept.`))
    .map((key) => {
      const [sheet, jobs] = /** @type {unknown[]} */ ([readKey(key)].flat());
      return { key, sheet: String(sheet), jobs: Array.isArray(jobs) ? jobs.filter(isJob) : [] };
    });

// Keeps what others left. What is there already changes nothing, so a page that is still at it does no harm; what belongs
// to a sheet that was erased ends with it; what cannot be kept yet stays.
/** @type {(store: Pick<Store, "change" | "putItem" | "fault">, name: string) => Promise<void>} */
export const replay = async (store, name) => {
  for (const { key, sheet, jobs } of leftEntries(name)) {
    try {
      for (const job of jobs) await keepJob(store, sheet, job);
      writeKey(key, undefined);
    } catch (fault) {
      const isErased = /** @type {Error} */ (fault).name === "NotFoundError" && !store.fault;
      if (isErased) writeKey(key, undefined);
    }
  }
};

// Takes what could not be kept of a sheet, for a page that goes on trying.
/** @type {(name: string, sheet: string) => Job[]} */
export const takeLeft = (name, sheet) =>
  leftEntries(name)
    .filter((entry) => entry.sheet === sheet)
    .flatMap(({ key, jobs }) => {
      writeKey(key, undefined);
      return jobs;
    });
