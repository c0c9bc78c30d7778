// Dates as people write them into a cell: what is unambiguous is read, the rest stays as it is.
import { DATE_FORMS, ERAS, MONTHS } from "../tables.js";
import { folded } from "./words.js";
/** @import { Epoch } from "./types" */

export const DAY = 86_400_000;
// Day 0 of a spreadsheet that counts from 1900, which it takes for a leap year, and of one that counts from 1904
// (ECMA-376-1, 18.17.4.1).
/** @type {Record<Epoch, number>} */
export const DAY_0 = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
// A number that stands for a day outside these years is no date.
const FIRST = "2000-01-01";
const LAST = "2099-12-31";

/** @type {Record<string, (parts: string[]) => [year: number, month: number, day: number] | undefined>} */
const ORDERS = {
  "year first": ([year, month, day]) => [+year, +month, +day],
  era: ([era, year, month, day]) => [ERAS[era] + (year === "元" ? 1 : +year), +month, +day],
  // Which of two numbers is the month can be told only where the other cannot be one.
  "year last": ([one, other, year]) => {
    if (+one > 12 || +one === +other) return [+year, +other, +one];
    return +other > 12 ? [+year, +one, +other] : undefined;
  },
  "day, name of month": ([day, month, year]) => [+year, MONTHS.indexOf(month) + 1, +day],
  "name of month, day": ([month, day, year]) => [+year, MONTHS.indexOf(month) + 1, +day],
};
const FORMS = DATE_FORMS.map(([pattern, order]) => ({ form: new RegExp(`^(?:${pattern})$`, "u"), order: ORDERS[order] }));

// The day in ISO 8601, if there is such a day.
/** @type {(year: number, month: number, day: number) => string} */
export const dayOf = (year, month, day) => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const is = year > 0 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return is ? date.toISOString().slice(0, 10) : "";
};

// The date that a cell says, in ISO 8601, or nothing where it says none, or could say two.
/** @type {(words: string, epoch?: Epoch) => string} */
export const dateIn = (words, epoch = 1900) => {
  const plain = folded(words);
  if (/^\d{5}$/.test(plain)) {
    const day = new Date(DAY_0[epoch] + +plain * DAY).toISOString().slice(0, 10);
    return FIRST <= day && day <= LAST ? day : "";
  }
  for (const { form, order } of FORMS) {
    const found = form.exec(plain);
    if (found) {
      const parts = order(found.slice(1));
      return parts ? dayOf(...parts) : "";
    }
  }
  return "";
};
