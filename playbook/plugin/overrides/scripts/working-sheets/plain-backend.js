// Keeps records in localStorage, or in anything like it: a record has a key of its own, so that tabs do not write over
// each other's items.
/** @import { Backend, Rows, Store } from "./types" */

/** @typedef {Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">} Keys */

// Keys that last as long as the page.
/** @type {() => Keys} */
export const memoryKeys = () => {
  /** @type {Map<string, string>} */
  const memory = new Map();
  return {
    get length() { return memory.size; },
    key: (index) => [...memory.keys()][index] ?? null,
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, value) => void memory.set(key, value),
    removeItem: (key) => void memory.delete(key),
  };
};

/** @type {(name: string, keys: Keys, kind: Store["kind"]) => Backend} */
export const plainBackend = (name, keys, kind) => {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return {
    kind,
    run(_mode, work) {
      const result = last.then(() => oneTabAtATime(kind === "memory" ? "" : name, () => allOrNothing(name, keys, work)));
      last = result.catch(() => {});
      return result;
    },
  };
};

// Waits for other tabs where the browser has locks. Still, a browser may show a tab some milliseconds late what another
// wrote: two people at one field in two tabs at once need a database.
/** @type {<Result>(name: string, work: () => Promise<Result>) => Promise<Result>} */
const oneTabAtATime = (name, work) => (name && navigator.locks ? navigator.locks.request(name, work) : work());

// Takes back what was written where the work fails.
/** @type {<Result>(name: string, keys: Keys, work: (rows: Rows) => Promise<Result>) => Promise<Result>} */
const allOrNothing = async (name, keys, work) => {
  /** @type {Map<string, string | null>} */
  const before = new Map();
  try {
    return await work(recordsOf(name, keys, before));
  } catch (fault) {
    for (const key of before.keys()) keys.removeItem(key);
    for (const [key, value] of before) if (value !== null) keys.setItem(key, value);
    throw fault;
  }
};

/** @type {(name: string, keys: Keys, before: Map<string, string | null>) => Rows} */
const recordsOf = (name, keys, before) => {
  /** @type {(key: string) => void} */
  const remember = (key) => void (before.has(key) || before.set(key, keys.getItem(key)));
  /** @type {(table: string, key: string[]) => string} */
  const keyOf = (table, key) => JSON.stringify([name, table, ...key]);
  /** @type {(table: string, start: string[]) => string[]} */
  const beginning = (table, start) => {
    const whole = keyOf(table, start);
    const open = `${whole.slice(0, -1)},`;
    return Array.from({ length: keys.length }, (_, at) => keys.key(at) ?? "").filter((key) => key === whole || key.startsWith(open));
  };
  return {
    get: async (table, key) => parsedKey(keys.getItem(keyOf(table, key))),
    async put(table, key, value) {
      remember(keyOf(table, key));
      keys.setItem(keyOf(table, key), JSON.stringify(value));
    },
    async remove(table, start) {
      for (const key of beginning(table, start)) {
        remember(key);
        keys.removeItem(key);
      }
    },
    all: async (table, start) => beginning(table, start).map((key) => [JSON.parse(key).slice(2), parsedKey(keys.getItem(key))]),
  };
};

// What somebody else wrote under our name is text: whoever reads it sees that it is no record.
/** @type {(text: string | null) => unknown} */
const parsedKey = (text) => {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
};
