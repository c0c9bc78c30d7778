// Opens the store of working sheets that a page has in common with the other pages of the site.
import { hubStore } from "./hub-store.js";
import { journal, replay, takeLeft } from "./journal.js";
import { isApart, storeName, openHere } from "./opening.js";
/** @import { KnownWork, Store } from "./types" */

const SCRIPT = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

// Never rejects; `kind` tells what was found, `fault` why it is not IndexedDB.
/** @type {(known: KnownWork) => Promise<Store>} */
export const openStore = async (known) => {
  if (!isApart() || !SCRIPT) return openHere(known);
  try {
    return await openThere(known, new URL("sheets-hub.html", SCRIPT).href);
  } catch (fault) {
    console.warn(fault);
    return openHere(known);
  }
};

// What a page leaves when it ends stays with the page: a frame hears nothing then.
/** @type {(known: KnownWork, address: string) => Promise<Store>} */
export const openThere = async (known, address) => {
  /** @type {((sheet: string, item?: string) => void)[]} */
  const hearers = [];
  const name = storeName(known);
  const there = await hubStore(address, known.playbook, (...what) => hearers.forEach((heard) => heard(...what)));
  /** @type {Store} */
  const store = {
    ...there,
    isShared: there.kind !== "memory",
    forgetLost() {
      store.lost.length = 0;
      there.forgetLost();
    },
    leave: journal(name),
    takeLeft: (id) => takeLeft(name, id),
    onChange: (heard) => void hearers.push(heard),
  };
  await replay(store, name);
  return store;
};
