// Several sheets as one: what one has and another has not is taken, and where two differ, both values stay until somebody
// chooses.
import { FIELDS } from "../tables.js";
import { against } from "./sheets.js";
/** @import { Field, Filled, Unmatched, WorkingSheet } from "./types" */

const NAMES = /** @type {Field[]} */ (FIELDS);

/** @typedef {{ item: string, field: Field, values: string[] }} Conflict the value in the field comes first */

// The first sheet gives its name; the order of the others decides nothing but that in which values are offered.
/** @type {(sheets: WorkingSheet[]) => WorkingSheet} */
export const merged = (sheets) => {
  /** @type {Map<string, Filled>} */
  const items = new Map();
  /** @type {Map<string, Unmatched>} */
  const unmatched = new Map();
  for (const sheet of sheets) {
    for (const [id, filled] of Object.entries(sheet.items)) items.set(id, both(items.get(id), filled));
    for (const row of sheet.unmatched) unmatched.set(JSON.stringify(row), row);
  }
  return { ...sheets[0], items: Object.fromEntries(items), unmatched: [...unmatched.values()] };
};

// All values of a field that stand against each other.
/** @type {(sheet: WorkingSheet) => Conflict[]} */
export const conflictsOf = (sheet) =>
  Object.entries(sheet.items).flatMap(([item, filled]) =>
    NAMES.filter((field) => filled.conflicts?.[field]).map((field) => ({ item, field, values: valuesOf(filled, field) })),
  );

// The values of a field, its own first, then those that stand against it.
/** @type {(filled: Filled | undefined, field: Field) => string[]} */
export const valuesOf = (filled, field) => {
  const own = filled?.[field];
  return [...new Set([...(own ? [own] : []), ...(filled?.conflicts?.[field] ?? [])])];
};

/** @type {(one: Filled | undefined, other: Filled) => Filled} */
const both = (one, other) => {
  if (!one) return other;
  const next = { ...other, ...one };
  delete next.conflicts;
  for (const field of NAMES) {
    const [first, ...rest] = new Set([...valuesOf(one, field), ...valuesOf(other, field)]);
    if (first) next[field] = first;
    for (const value of rest) next.conflicts = against(next.conflicts, field, value);
  }
  if (one.other && other.other) next.other = columns(one.other, other.other);
  return next;
};

// What people added in columns of their own: the lines of both.
/** @type {(one: Record<string, string>, other: Record<string, string>) => Record<string, string>} */
const columns = (one, other) => {
  const lines = new Map(Object.entries(one).map(([title, written]) => [title, new Set(written.split("\n"))]));
  for (const [title, written] of Object.entries(other)) {
    lines.set(title, new Set([...(lines.get(title) ?? []), ...written.split("\n")]));
  }
  return Object.fromEntries([...lines].map(([title, own]) => [title, [...own].join("\n")]));
};
