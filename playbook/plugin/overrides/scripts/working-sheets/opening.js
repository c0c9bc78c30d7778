// Opens the place where a page keeps working sheets: IndexedDB; where that fails localStorage; where that fails, memory.
import { indexedBackend } from "./indexed-backend.js";
import { journal, replay, takeLeft } from "./journal.js";
import { keeping } from "./keeping.js";
import { readKey, writeKey } from "./keys.js";
import { plainBackend, memoryKeys } from "./plain-backend.js";
import { movedTo } from "./moving.js";
import { onReturn, tabs } from "./tabs.js";
/** @import { Backend, KnownWork, Store } from "./types" */

// Never rejects; `kind` tells what was found, `fault` why it is not IndexedDB.
/** @type {(known: KnownWork) => Promise<Store>} */
export const openHere = async (known) => {
  const name = storeName(known);
  const plain = realStorage();
  const { backend, fault } = await backendOf(name, plain);
  /** @type {((sheet: string, item?: string) => void)[]} */
  const hearers = [];
  /** @type {(sheet: string, item?: string) => void} */
  const hear = (...what) => hearers.forEach((heard) => heard(...what));
  const tell = backend.kind === "memory" ? () => {} : tabs(name, hear);
  const kept = keeping(backend, (sheet, item) => {
    tell(sheet, item);
    if (item === undefined) hear(sheet); // whoever works on it here did not write it
  });
  const isIndexed = backend.kind === "indexeddb";
  const names = namesOf(name);
  /** @type {Store} */
  const store = {
    ...kept,
    kind: backend.kind,
    isShared: backend.kind !== "memory" && !isApart(),
    fault,
    lost: [],
    forgetLost: () => names.forget(store),
    leave: backend.kind === "memory" ? () => {} : journal(name),
    takeLeft: (id) => (backend.kind === "memory" ? [] : takeLeft(name, id)),
    onChange: (heard) => void hearers.push(heard),
    ...(isIndexed && names.recording(kept, persisting(name))),
  };
  if (isIndexed && plain) await quietly(movedTo(store, keeping(plainBackend(name, plain, "localstorage"), () => {})));
  await quietly(names.lost(isIndexed ? store : null).then((lost) => store.lost.push(...lost)));
  if (backend.kind !== "memory") await quietly(replay(store, name));
  const look = looking(store, hear);
  onReturn(() => quietly(look()));
  return store;
};

// Other playbooks may share the origin; all pages of a disk do.
/** @type {(known: KnownWork) => string} */
export const storeName = (known) => `playbook.${known.playbook}`;

// Firefox gives each file of a disk a store of its own.
export const isApart = () => location.protocol === "file:" && location.origin === "null";

// The browser's own; where it is forbidden, `storage.js` has put a memory in its place.
const realStorage = () => {
  try {
    return localStorage instanceof Storage ? localStorage : null;
  } catch {
    return null;
  }
};

/** @type {(work: Promise<unknown>) => Promise<void>} */
const quietly = (work) => work.then(() => {}, (fault) => console.warn(fault));

/** @type {(name: string, plain: Storage | null) => Promise<{ backend: Backend, fault: string }>} */
const backendOf = async (name, plain) => {
  try {
    return { backend: await indexedBackend(name), fault: "" };
  } catch (error) {
    const fault = /** @type {Error} */ (error).name;
    return { backend: plain && takes(plain, name) ? plainBackend(name, plain, "localstorage") : plainBackend(name, memoryKeys(), "memory"), fault };
  }
};

// Whether anything can be written there: some browsers show a storage that is always full.
/** @type {(plain: Storage, name: string) => boolean} */
const takes = (plain, name) => {
  try {
    plain.setItem(`${name}.trial`, "1");
    plain.removeItem(`${name}.trial`);
    return true;
  } catch {
    return false;
  }
};

/** @typedef {Pick<Store, "heads" | "put" | "mark" | "drop">} Naming */

// The names of the sheets in IndexedDB are written down beside it: where it comes back empty, the reader is told what is missing.
/** @type {(name: string) => { lost: (kept: Naming | null) => Promise<string[]>, forget: (store: Store) => void, recording: (kept: Naming, first: () => void) => Partial<Store> }} */
const namesOf = (name) => {
  const key = `${name}.names`;
  /** @type {() => Record<string, string>} */
  const read = () => Object(readKey(key));
  /** @type {(id: string, title: string | undefined) => void} */
  const note = (id, title) => writeKey(key, { ...read(), [id]: title });
  return {
    async lost(kept) {
      const there = new Set((await kept?.heads())?.map(({ id }) => id));
      return Object.entries(read()).flatMap(([id, title]) => (there.has(id) ? [] : [String(title)]));
    },
    forget(store) {
      store.lost.length = 0;
      store.heads().then((heads) => writeKey(key, Object.fromEntries(heads.map(({ id, name: title }) => [id, title]))), () => {});
    },
    recording: (kept, first) => ({
      async put(sheet) {
        await kept.put(sheet);
        note(sheet.id, sheet.name);
        first();
      },
      async mark(id, changes) {
        await kept.mark(id, changes);
        if (changes.name) note(id, changes.name);
      },
      async drop(id) {
        await kept.drop(id);
        note(id, undefined);
      },
    }),
  };
};

// Asks the browser once not to clear the store by itself. From a disk Firefox never answers, and no other says yes.
/** @type {(name: string) => () => void} */
const persisting = (name) => () => {
  const key = `${name}.asked`;
  if (location.protocol === "file:" || !navigator.storage?.persist || readKey(key)) return;
  writeKey(key, true);
  navigator.storage.persist().catch(() => {});
};

// Finds out which sheets changed while nobody told this page.
/** @type {(store: Store, hear: (sheet: string) => void) => () => Promise<void>} */
const looking = (store, hear) => {
  /** @type {Map<string, string>} */
  let before = new Map();
  return async () => {
    const now = new Map((await store.heads()).map((head) => [head.id, JSON.stringify(head)]));
    const ids = [...new Set([...now.keys(), ...before.keys()])].filter((id) => now.get(id) !== before.get(id));
    before = now;
    for (const id of ids) hear(id);
  };
};
