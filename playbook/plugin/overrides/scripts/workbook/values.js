// What the cells of a workbook say, as words: the same words that openpyxl's values give in `playbook/workbook/reading.py`.
import { DAY, DAY_0, dayOf } from "./dates.js";
import { broken } from "./unpacking.js";
import { children, textOf } from "./xml.js";
import { written } from "./words.js";
/** @import { Epoch, Styles } from "./types" */

// The formats of dates that have a number and need no words (ECMA-376-1, 18.8.30), those of East Asia included.
const DATE_IDS = [[14, 22], [27, 36], [45, 47], [50, 58]];
const LAPSE_ID = 46;
const LAPSE = /\[hh?\](:mm(:ss(\.0*)?)?)?|\[mm?\](:ss(\.0*)?)?|\[ss?\](\.0*)?/i;
const LITERAL = /".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]/g;
const DATE_SIGN = /(?:^|[^_\\])[dmhys]/i;
const WHOLE = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const ISO = /^(?:(\d{4})-(\d\d)-(\d\d))?T?(?:(\d\d):(\d\d)(?::(\d\d)(\.\d{1,3})?)?)?Z?/;
const ISO_LAPSE = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?/;

/** @type {(styles: Document | undefined) => Styles} */
export const stylesOf = (styles) => {
  /** @type {Styles} */
  const found = { dates: new Set(), lapses: new Set() };
  const formats = new Map();
  for (const format of styles?.getElementsByTagNameNS("*", "numFmt") ?? []) {
    formats.set(format.getAttribute("numFmtId"), format.getAttribute("formatCode") ?? "");
  }
  const [own] = styles?.getElementsByTagNameNS("*", "cellXfs") ?? [];
  for (const [at, style] of (own ? children(own, "xf") : []).entries()) {
    const id = style.getAttribute("numFmtId") ?? "0";
    const format = formats.get(id)?.split(";")[0];
    const isLapse = format === undefined ? +id === LAPSE_ID : LAPSE.test(format);
    const isDate = format === undefined ? DATE_IDS.some(([from, to]) => from <= +id && +id <= to) : DATE_SIGN.test(format.replace(LITERAL, ""));
    if (isDate) found.dates.add(at);
    if (isLapse) found.lapses.add(at);
  }
  return found;
};

// The words of a string with its runs, without how they are read aloud.
/** @type {(item: Element) => string} */
export const stringOf = (item) => [item, ...children(item, "r")].map((part) => textOf(part, "t") ?? "").join("");

// What a cell says; nothing where it says nothing.
/** @type {(cell: Element, book: { strings: string[], styles: Styles, epoch: Epoch }) => string} */
export const wordsOf = (cell, book) => {
  const [inline] = children(cell, "is");
  const kind = cell.getAttribute("t") ?? "n";
  if (kind === "inlineStr") return inline ? written(stringOf(inline)) : "";
  const value = textOf(cell, "v");
  if (!value) return formulaOf(cell);
  const read = KINDS[kind] ?? written;
  return read(value, book, +(cell.getAttribute("s") ?? 0));
};

// A formula that was never computed says itself.
/** @type {(cell: Element) => string} */
const formulaOf = (cell) => {
  const [formula] = children(cell, "f");
  return formula ? written(`=${formula.textContent}`) : "";
};

/** @type {Record<string, (value: string, book: Parameters<typeof wordsOf>[1], style: number) => string>} */
const KINDS = {
  s: (value, { strings }) => {
    const found = strings[whole(value)];
    if (found === undefined) throw broken(`<v>${value}</v>`);
    return written(found);
  },
  b: (value) => (whole(value) ? "True" : "False"),
  d: (value) => isoWords(value),
  n: (value, { styles, epoch }, style) => {
    const plain = value.trim();
    if (!NUMBER.test(plain)) throw broken(`<v>${value}</v>`);
    if (!styles.dates.has(style)) return WHOLE.test(plain) ? String(BigInt(plain.replace("+", ""))) : numberWords(+plain);
    return styles.lapses.has(style) ? lapseWords(Math.round(+plain * DAY)) : momentWords(+plain, epoch);
  },
};

/** @type {(value: string) => number} */
const whole = (value) => {
  if (!WHOLE.test(value.trim())) throw broken(`<v>${value}</v>`);
  return +value;
};

// As Python writes a number.
/** @type {(number: number) => string} */
const numberWords = (number) => {
  if (Number.isInteger(number)) return String(BigInt(number));
  return Math.abs(number) < 1e-4 ? number.toExponential().replace(/e-(\d)$/, "e-0$1") : String(number);
};

/** @type {(number: number, digits?: number) => string} */
const padded = (number, digits = 2) => String(number).padStart(digits, "0");

// Milliseconds of a day as a time.
/** @type {(passed: number) => string} */
const timeWords = (passed) => {
  const seconds = Math.floor(passed / 1000);
  const rest = passed % 1000;
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((one) => padded(one)).join(":");
  return rest ? `${time}.${padded(rest, 3)}000` : time;
};

/** @type {(passed: number) => string} */
const lapseWords = (passed) => {
  const days = Math.floor(passed / DAY);
  const time = timeWords(passed - days * DAY).replace(/^0/, "");
  return days ? `${days} ${Math.abs(days) === 1 ? "day" : "days"}, ${time}` : time;
};

/** @type {(number: number, epoch: Epoch) => string} */
const momentWords = (number, epoch) => {
  const day = Math.floor(number);
  const passed = Math.round((number - day) * DAY);
  if (number >= 0 && number < 1 && passed < DAY) return timeWords(passed);
  // The 1900s of spreadsheets have a 29 February.
  const isEarly = number > 0 && number < 60 && epoch === 1900;
  const moment = new Date(DAY_0[epoch] + (day + Number(isEarly)) * DAY + passed);
  const year = moment.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return "#VALUE!";
  const time = timeWords(moment.valueOf() - Math.floor(moment.valueOf() / DAY) * DAY);
  const date = moment.toISOString().slice(0, 10);
  return time === "00:00:00" ? date : `${date}T${time}`;
};

// What strict workbooks hold: dates, times and lapses in ISO 8601.
/** @type {(value: string) => string} */
const isoWords = (value) => {
  const [, year, month, day, hours, minutes, seconds = 0, rest = 0] = ISO.exec(value) ?? [];
  const date = year && dayOf(+year, +month, +day);
  const time = hours && timeWords(((+hours * 60 + +minutes) * 60 + +seconds + +rest) * 1000);
  if (date === "") throw broken(`<v>${value}</v>`);
  if (date && time) return time === "00:00:00" ? date : `${date}T${time}`;
  if (date ?? time) return String(date ?? time);
  const [, ...lapse] = ISO_LAPSE.exec(value) ?? [];
  if (!lapse.some(Boolean)) throw broken(`<v>${value}</v>`);
  const [all, some, last] = lapse.map((one) => +(one ?? 0));
  return lapseWords(((all * 60 + some) * 60 + last) * 1000);
};
