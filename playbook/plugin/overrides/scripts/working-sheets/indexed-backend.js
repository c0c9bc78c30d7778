// Keeps records in IndexedDB.
/** @import { Backend, IndexedConnection, Rows, Table } from "./types" */

const DB_VERSION = 1;
/** @type {readonly Table[]} */
const DB_TABLES = ["heads", "items", "unmatched"];
// Some browsers never answer: a damaged database, a known fault of Safari after a start. A slow disk that a virus scanner
// reads along may take some seconds, and whoever is taken for absent too early shows the reader an empty list: better too
// long than too short.
const PATIENCE = 10_000;

/** @type {<Result>(work: Promise<Result>) => Promise<Result>} */
const inTime = (work) =>
  new Promise((resolve, reject) => {
    const bell = setTimeout(() => reject(new DOMException("no answer", "TimeoutError")), PATIENCE);
    work.then(resolve, reject).finally(() => clearTimeout(bell));
  });

// Resolves when the database is open, and rejects where it cannot be opened.
/** @type {(name: string) => Promise<Backend>} */
export const indexedBackend = async (name) => {
  /** @type {Promise<IndexedConnection> | undefined} */
  let connection;
  const forget = () => (connection = undefined);
  const connected = () => {
    connection ??= inTime(openConnection(name, forget));
    connection.catch(forget);
    return connection;
  };
  await connected();
  return {
    kind: "indexeddb",
    // A browser may close a connection between two uses: the second time it is a new one.
    run: (mode, work) =>
      inTime(
        connected()
          .then((db) => transact(db, mode, work))
          .catch((fault) => {
            if (fault?.name !== "InvalidStateError") throw fault;
            forget();
            return connected().then((db) => transact(db, mode, work));
          }),
      ),
  };
};

/** @type {(name: string, forget: () => void) => Promise<IndexedConnection>} */
const openConnection = async (name, forget) => {
  const db = await idb.openDB(name, DB_VERSION, {
    upgrade: (made) => DB_TABLES.forEach((table) => made.createObjectStore(table)),
    // A newer playbook in another tab wants another form: it would wait for this page for ever.
    blocking() {
      forget();
      db.close();
    },
    terminated: forget,
  });
  return db;
};

// All of the work, or nothing of it.
/** @type {<Result>(db: IndexedConnection, mode: "readonly" | "readwrite", work: (rows: Rows) => Promise<Result>) => Promise<Result>} */
const transact = async (db, mode, work) => {
  const transaction = db.transaction(DB_TABLES, mode);
  const ended = transaction.done.then(() => null, (fault) => fault ?? new DOMException("", "AbortError"));
  try {
    const result = await work(tableRows((table) => transaction.objectStore(table)));
    const fault = await ended;
    if (fault) throw fault;
    return result;
  } catch (fault) {
    try {
      transaction.abort();
    } catch {
      // It has ended already.
    }
    // Where the whole ended, the single request only says that it was aborted.
    throw (/** @type {Error} */ (fault).name === "AbortError" && (await ended)) || fault;
  }
};

/** @type {(start: string[]) => IDBKeyRange} */
const rangeOf = (start) => IDBKeyRange.bound(start, [...start, []]);

/** @type {(table: (name: Table) => ReturnType<ReturnType<IndexedConnection["transaction"]>["objectStore"]>) => Rows} */
const tableRows = (table) => ({
  get: (name, key) => table(name).get(key),
  put: async (name, key, value) => table(name).put?.(value, key),
  remove: async (name, start) => table(name).delete?.(rangeOf(start)),
  async all(name, start) {
    const range = rangeOf(start);
    const [keys, values] = await Promise.all([table(name).getAllKeys(range), table(name).getAll(range)]);
    return keys.map((key, at) => [key, values[at]]);
  },
});
