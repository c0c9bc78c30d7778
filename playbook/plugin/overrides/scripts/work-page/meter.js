// How far something has come, as a bar and in words.
import { make, phrase } from "../work/elements.js";
/** @import { Counts, KnownWork } from "../working-sheets/types" */

/** @type {(known: KnownWork, counts: Counts) => string} */
export const countedWords = ({ words }, counts) => {
  const { total, done, dropped, overdue } = counts;
  const parts = [phrase(words.fill_progress, { total, done: done + dropped, open: total - done - dropped })];
  if (overdue) parts.push(phrase(words.fill_overdue, { overdue }));
  return parts.join(words.fill_separator);
};

/** @type {(known: KnownWork, counts: Counts, name: string) => HTMLElement} */
export const meterOf = (known, counts, name) => {
  const bar = make("progress", { max: counts.total || 1, value: counts.done + counts.dropped });
  bar.setAttribute("aria-label", name);
  return make("p", { className: "pb-meter" }, bar, " ", countedWords(known, counts));
};
