// Moves sheets from the place that stood in for a store to the store, when that works again.
import { merged } from "./merging.js";
/** @import { Store } from "./types" */

/** @typedef {Pick<Store, "heads" | "read" | "put" | "drop">} Place */

// Each sheet is at every moment in one of the two; one that is in both was written twice without knowing of each other.
/** @type {(store: Place, other: Place) => Promise<void>} */
export const movedTo = async (store, other) => {
  for (const { id } of await other.heads()) {
    const [here, there] = await Promise.all([store.read(id), other.read(id)]);
    if (there) await store.put(here ? merged([here, there]) : there);
    await other.drop(id);
  }
};
