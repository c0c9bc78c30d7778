// What becomes of an item when several write about it. Nothing here knows of a page or a store.
import { FIELDS } from "../tables.js";
import { against, changed, chosen, valueOf } from "./sheets.js";
/** @import { Change, Field, Filled, Head, Job, Unmatched } from "./types" */

const ITEM_FIELDS = /** @type {readonly Field[]} */ (FIELDS);

// What an item holds after a change, where a choice between values is one, too. Values that nobody saw who chose go on
// standing against the one that was chosen.
/** @type {(filled: Filled | undefined, change: Change) => Filled} */
export const applied = (filled, change) => {
  const { field, value, among } = change;
  if (!among || field === "ticked") return changed(filled, change);
  return [valueOf(filled, field), ...(filled?.conflicts?.[field] ?? [])]
    .filter((one) => one && one !== value && !among.includes(one))
    .reduce((next, one) => ({ ...next, conflicts: against(next.conflicts, field, one) }), chosen(filled ?? {}, field, value));
};

// What an item holds when the whole of it is put in place of what somebody saw.
/** @type {(now: Filled | undefined, filled: Filled | undefined, was: Filled | undefined) => Filled | undefined} */
export const replaced = (now, filled, was) =>
  ITEM_FIELDS
    .filter((field) => ![valueOf(was, field), valueOf(filled, field), ""].includes(valueOf(now, field)))
    .reduce((next, field) => ({ ...next, conflicts: against(next?.conflicts, field, valueOf(now, field)) }), filled);

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @type {(value: unknown) => boolean} */
const isTexts = (value) => isObject(value) && Object.values(value).every((one) => typeof one === "string");

/** @type {(value: unknown) => boolean} */
const isList = (value) => Array.isArray(value) && value.every((one) => typeof one === "string");

// By name, what may stand in a record beside the fields.
/** @type {Record<string, (value: unknown) => boolean>} */
const BESIDE = {
  ticked: (value) => value === true,
  other: isTexts,
  wording: isTexts,
  conflicts: (value) => isObject(value) && Object.values(value).every(isList),
};

// Whether a record is one that we wrote: a store may be damaged, and local pages of others share it.
/**
 * @param {unknown} value
 * @returns {value is Filled}
 */
export const isSound = (value) =>
  isObject(value) &&
  Object.entries(value).every(([name, one]) => (Object.hasOwn(BESIDE, name) ? BESIDE[name](one) : FIELDS.includes(name) && typeof one === "string"));

/**
 * @param {unknown} value
 * @returns {value is Job}
 */
export const isJob = (value) => {
  if (!isObject(value) || typeof value.item !== "string") return false;
  const { field, was, value: text, filled, among, wording } = value;
  if (field === undefined) return [filled, was].every((one) => one === undefined || isSound(one));
  const isField = field === "ticked" || FIELDS.includes(String(field));
  return isField && [was, text].every((one) => typeof one === "string") && (among === undefined || isList(among)) && (wording === undefined || isTexts(wording));
};

// A damaged record, as a row that people can read.
/** @type {(item: string, value: unknown) => Unmatched} */
export const damaged = (item, value) => ({ id: item, note: typeof value === "string" ? value : (JSON.stringify(value) ?? "") });

/** @type {(id: string, value: unknown) => Head} */
export const soundHead = (id, value) => {
  const texts = Object.entries(isObject(value) ? value : {}).filter(([, one]) => typeof one === "string");
  return { name: id, created: "", ...Object.fromEntries(texts), id };
};
