// How long each part of a session takes. Times come from timestamps, so that a computer that slept knows what it missed.

export const MINUTE = 60_000;
const LAST = 2 * MINUTE;

/** @typedef {{ at: number, spent: number[], since: number }} Run `at` is the part that is on, `spent` holds milliseconds by part, `since` the moment from which on the part runs: 0 where the clock stands */
/** @typedef {"" | "last" | "over"} Level */

/** @type {(now: number) => Run} */
export const begun = (now) => ({ at: 0, spent: [], since: now });

/** @type {(run: Run, at: number, now: number) => number} */
export const spentOn = (run, at, now) => (run.spent[at] ?? 0) + (run.since && at === run.at ? Math.max(0, now - run.since) : 0);

/** @type {(run: Run, now: number) => number} */
export const spentInAll = (run, now) => {
  const parts = Math.max(run.spent.length, run.at + 1);
  return Array.from({ length: parts }, (_, at) => spentOn(run, at, now)).reduce((sum, one) => sum + one, 0);
};

// With the time of the part that is on added to what it took before.
/** @type {(run: Run, now: number) => number[]} */
const booked = (run, now) => {
  const spent = [...run.spent];
  for (let at = 0; at <= run.at; at += 1) spent[at] = spentOn(run, at, now);
  return spent;
};

/** @type {(run: Run, to: number, now: number) => Run} */
export const moved = (run, to, now) => ({ at: to, spent: booked(run, now), since: run.since && now });

// Stops the clock, or lets it go on.
/** @type {(run: Run, now: number) => Run} */
export const switched = (run, now) => ({ at: run.at, spent: booked(run, now), since: run.since ? 0 : now });

// What is left of a part, or how much it is over where that is below zero; it warns when a fifth is left, two minutes at most.
/** @type {(run: Run, at: number, minutes: number, now: number) => { left: number, level: Level }} */
export const leftOf = (run, at, minutes, now) => {
  const left = minutes * MINUTE - spentOn(run, at, now);
  return { left, level: left < 0 ? "over" : left <= Math.min(LAST, (minutes * MINUTE) / 5) ? "last" : "" };
};

// How many whole minutes the session is behind its plan: it came late to its part, or has been in it for too long.
/** @type {(run: Run, part: { from: number, minutes: number }, now: number) => number} */
export const behind = (run, { from, minutes }, now) => {
  const all = spentInAll(run, now);
  const late = all - spentOn(run, run.at, now) - from * MINUTE;
  const over = all - (from + minutes) * MINUTE;
  return Math.max(0, Math.floor(Math.max(late, over) / MINUTE));
};

// Minutes and seconds, such as 9:05.
/** @type {(milliseconds: number) => string} */
export const written = (milliseconds) => {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/** @type {(milliseconds: number) => number} */
export const inMinutes = (milliseconds) => Math.round(milliseconds / MINUTE);

// What was stored of a run, where it is one of so many parts.
/** @type {(stored: unknown, parts: number) => Run | undefined} */
export const soundRun = (stored, parts) => {
  const { at, spent, since } = /** @type {Partial<Run>} */ (stored ?? {});
  const isTime = (/** @type {unknown} */ time) => typeof time === "number" && Number.isFinite(time) && time >= 0;
  if (!Number.isInteger(at) || !Array.isArray(spent) || spent.length > parts + 1 || !spent.every(isTime) || !isTime(since)) return undefined;
  const run = /** @type {Run} */ ({ at, spent, since });
  return run.at >= 0 && run.at <= parts ? run : undefined;
};
