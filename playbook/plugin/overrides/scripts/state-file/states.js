// Reads a state file that `playbook import` wrote: its form is told in `playbook/model/working_sheets.py`.
import { FIELDS, FORMAT, VERSION } from "../tables.js";
/** @import { Filled, State } from "./types" */

const MOST_LETTERS = 5_000;

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Whatever stands in a file becomes plain text of some length, or nothing.
/** @type {(value: unknown) => string} */
export const words = (value) => (typeof value === "string" || typeof value === "number" ? String(value).slice(0, MOST_LETTERS) : "");

// Gives what a file holds, or nothing where it is no state file of ours.
/** @type {(text: string) => State | null} */
export const read = (text) => {
  /** @type {unknown} */
  let state;
  try {
    state = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(state) || state.format !== FORMAT || state.version !== VERSION) return null;
  const { items, unmatched } = state;
  return isRecord(items) && Array.isArray(unmatched) ? { items, unmatched } : null;
};

// What was filled in, by whole id; what else stands there is passed over.
/** @type {(state: State) => Map<string, Filled>} */
export const filledIn = (state) => {
  /** @type {Map<string, Filled>} */
  const filled = new Map();
  for (const [id, value] of Object.entries(state.items)) {
    if (isRecord(value)) filled.set(id, value);
  }
  return filled;
};

// What is asked of a field, by its name: whether something written there is what it has to be.
/** @type {Record<string, (written: string, states: Map<string, string>) => boolean>} */
const FITS = {
  status: (written, states) => states.has(written),
  due: (written) => isDate(written),
  completed: (written) => isDate(written),
};

/** @type {(written: string) => boolean} */
const isDate = (written) => {
  const day = new Date(`${written}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(written) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
};

// The texts of what was filled in, in the order of the columns; below what is no status or no date stands that it is
// none, as `doubts` says of its field, and the remark has what people added besides.
/** @type {(filled: Filled, states: Map<string, string>, doubts: Record<string, string>) => string[][]} */
export const cellsOf = (filled, states, doubts) => {
  const cells = FIELDS.map((name) => {
    const written = words(filled[name]);
    const isNone = isFilled(filled[name]) && FITS[name]?.(written, states) === false;
    const shown = name === "status" ? (states.get(written) ?? written) : written;
    return isNone ? [shown, doubts[name]] : [shown];
  });
  const others = isRecord(filled.other) ? Object.entries(filled.other) : [];
  cells[cells.length - 1].push(...others.map(([title, value]) => `${words(title)}: ${words(value)}`));
  return cells;
};

/** @type {(value: unknown) => boolean} */
const isFilled = (value) => value !== undefined && value !== null && value !== "";
