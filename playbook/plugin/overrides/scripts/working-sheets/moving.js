// Moves sheets from the place that stood in for a store to the store, when that works again.
import { FIELDS } from "../tables.js";
import { applied } from "./items.js";
import { valueOf } from "./sheets.js";
/** @import { Field, Filled, Store } from "./types" */

/** @typedef {Pick<Store, "heads" | "read" | "put" | "drop">} Place */

// Each sheet is at every moment in one of the two.
/** @type {(store: Place, other: Place) => Promise<void>} */
export const movedTo = async (store, other) => {
  for (const { id } of await other.heads()) {
    const [there, here] = await Promise.all([other.read(id), store.read(id)]);
    if (!there) continue;
    const items = Object.entries(there.items).map(([item, filled]) => [item, joined(here?.items[item], filled)]);
    await store.put({ ...there, ...here, items: { ...here?.items, ...Object.fromEntries(items) }, unmatched: [...(here?.unmatched ?? []), ...there.unmatched] });
    await other.drop(id);
  }
};

// Both were written without knowing of each other: what differs stands against each other.
/** @type {(here: Filled | undefined, there: Filled) => Filled} */
const joined = (here, there) =>
  FIELDS.map((field) => ({ item: "", field: /** @type {Field} */ (field), was: "", value: valueOf(there, /** @type {Field} */ (field)) }))
    .filter(({ value }) => value)
    .reduce((filled, change) => applied(filled, change), { ...there, ...here });
