// Working sheets as values: nothing here knows of a page or a store.
import { FIELDS } from "../tables.js";
/** @import { Change, Field, Filled, WorkingSheet } from "./types" */

const ID_BYTES = 8;

/** @type {(name: string, today: string) => WorkingSheet} */
export const newSheet = (name, today) => {
  const id = [...crypto.getRandomValues(new Uint8Array(ID_BYTES))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id, name, created: today, items: {}, unmatched: [] };
};

// The id under which the evidence line of an action is ticked: `tick_id` in `playbook/model/working_sheets.py`.
/** @type {(action: string) => string} */
export const tickId = (action) => `${action}:deliverable`;

// Whether anything stands in an item.
/** @type {(filled: Filled | undefined) => boolean} */
export const isFilled = (filled) =>
  Boolean(filled && (filled.ticked || filled.other || FIELDS.some((name) => filled[/** @type {Field} */ (name)])));

/** @type {(filled: Filled | undefined, field: Change["field"]) => string} */
export const valueOf = (filled, field) => (field === "ticked" ? String(filled?.ticked ?? "") : (filled?.[field] ?? ""));

// What an item holds after a change. Where somebody else changed the field first, to another value, theirs stands against it.
/** @type {(filled: Filled | undefined, change: Change) => Filled} */
export const changed = (filled, { field, was, value, wording }) => {
  const now = valueOf(filled, field);
  const next = { ...filled };
  if (field === "ticked") {
    if (value) next.ticked = true;
    else delete next.ticked;
  } else {
    if (value) next[field] = value;
    else delete next[field];
    if (now && now !== was && now !== value) next.conflicts = against(next.conflicts, field, now);
  }
  if (wording && !next.wording) next.wording = wording;
  if (!isFilled(next) && !next.conflicts) delete next.wording;
  return next;
};

/** @type {(conflicts: Filled["conflicts"], field: Field, value: string) => Filled["conflicts"]} */
export const against = (conflicts, field, value) => ({
  ...conflicts,
  [field]: [...new Set([...(conflicts?.[field] ?? []), value])],
});

// What an item holds when somebody has chosen a value of a field.
/** @type {(filled: Filled, field: Field, value: string) => Filled} */
export const chosen = (filled, field, value) => {
  const next = { ...filled, conflicts: { ...filled.conflicts } };
  delete next.conflicts[field];
  if (!Object.keys(next.conflicts).length) delete (/** @type {Filled} */ (next).conflicts);
  if (value) next[field] = value;
  else delete next[field];
  return next;
};
