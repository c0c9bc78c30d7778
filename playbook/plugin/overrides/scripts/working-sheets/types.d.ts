// Working sheets: their form is told in `playbook/model/working_sheets.py`, the data of the content in
// `playbook/export/work.py`.

/** What people fill in, by its name in files and workbooks. */
export type Field = "status" | "owner" | "due" | "completed" | "note" | "evidence" | "answer";

/** What was filled in about one item; what is empty is absent. */
export interface Filled extends Partial<Record<Field, string>> {
  ticked?: true;
  /** Columns that people added to a workbook, by title. */
  other?: Record<string, string>;
  /** What the item said when it was filled in. */
  wording?: { language: string; text: string };
  /** By field, the values that stand against the one in the field, until somebody chooses. */
  conflicts?: Partial<Record<Field, string[]>>;
}

/** A filled row that no item of the playbook answers to. */
export interface Unmatched extends Filled {
  sheet?: string;
  row?: number;
  id?: string;
  text?: string;
}

/** What is known of a sheet without its items. */
export interface Head {
  id: string;
  name: string;
  /** ISO 8601: a day, and moments of the last change, and of when it was put away or erased; absent where it was not. */
  created: string;
  changed?: string;
  archived?: string;
  erased?: string;
  /** When it was last saved as a file. */
  saved?: string;
}

export interface WorkingSheet extends Head {
  items: Record<string, Filled>;
  unmatched: Unmatched[];
}

/** One change of one item: `was` is what whoever made it saw before, so that a store can tell when another came first. */
export interface Change {
  item: string;
  field: Field | "ticked";
  was: string;
  value: string;
  wording?: { language: string; text: string };
  /** Where it ends a conflict: the values that somebody chose among. */
  among?: string[];
}

/** Where sheets are kept. What fails rejects with an Error whose `name` is that of the browser's fault. */
export interface Store {
  /** What keeps them: only "memory" ends with the page. */
  kind: "indexeddb" | "localstorage" | "memory";
  /** Whether the other pages of the site see the same sheets. */
  isShared: boolean;
  /** The name of the browser's fault that stands in the way of IndexedDB, "" where none does. */
  fault: string;
  /** Names of sheets that this browser has kept, and that cannot be found now. */
  lost: string[];
  /** Speaks of them no more: the reader knows. */
  forgetLost: () => void;
  heads: () => Promise<Head[]>;
  read: (id: string) => Promise<WorkingSheet | undefined>;
  /** Keeps a whole sheet, in place of one with its id. */
  put: (sheet: WorkingSheet) => Promise<void>;
  /** Changes what is known of a sheet: its name, whether it is put away; undefined takes a mark off. */
  mark: (id: string, changes: Partial<Head>) => Promise<void>;
  /** Makes one change, and resolves to what the item holds then, conflicts included. */
  change: (id: string, change: Change) => Promise<Filled>;
  /**
   * Puts one item as it is given; undefined empties it. What differs from `was`, another page wrote: it stands against
   * what is put. Resolves to what the item holds then.
   */
  putItem: (id: string, item: string, filled: Filled | undefined, was?: Filled) => Promise<Filled | undefined>;
  /** Writes down at once what is not kept yet, for the next page that opens the store; nothing where all is kept. */
  leave: (id: string, jobs: Job[]) => void;
  /** What pages left that cannot be kept yet: whoever takes it goes on trying. */
  takeLeft: (id: string) => Job[];
  /** Ends a sheet for good. */
  drop: (id: string) => Promise<void>;
  /** Calls when another page changed a sheet, or this one put, marked or dropped it: `item` is absent where more than one item changed. */
  onChange: (heard: (sheet: string, item?: string) => void) => void;
}

/** What is to be kept of one item: a change, or the whole of it. */
export type Job = Change | { item: string; filled?: Filled; was?: Filled };

export type Table = "heads" | "items" | "unmatched";

/** The records of a store inside one transaction: all of it is kept, or nothing. */
export interface Rows {
  get: (table: Table, key: string[]) => Promise<unknown>;
  put: (table: Table, key: string[], value: unknown) => Promise<unknown>;
  /** All records whose key begins so. */
  all: (table: Table, start: string[]) => Promise<[key: string[], value: unknown][]>;
  remove: (table: Table, start: string[]) => Promise<unknown>;
}

export interface Backend {
  kind: Store["kind"];
  /** Runs work that waits for nothing but rows, and resolves when its writes are kept. */
  run: <Result>(mode: "readonly" | "readwrite", work: (rows: Rows) => Promise<Result>) => Promise<Result>;
}

/** As much of `idb` as is used here. */
export interface IndexedLibrary {
  openDB: (
    name: string,
    version: number,
    callbacks: { upgrade: (db: IndexedConnection) => void; blocking: () => void; terminated: () => void },
  ) => Promise<IndexedConnection>;
}

export interface IndexedConnection {
  createObjectStore: (name: Table) => unknown;
  close: () => void;
  transaction: (
    names: readonly Table[],
    mode: "readonly" | "readwrite",
  ) => { done: Promise<void>; abort: () => void; objectStore: (name: Table) => IndexedTable };
}

interface IndexedTable {
  get: (key: string[]) => Promise<unknown>;
  getAll: (range: IDBKeyRange) => Promise<unknown[]>;
  getAllKeys: (range: IDBKeyRange) => Promise<string[][]>;
  put?: (value: unknown, key: string[]) => Promise<unknown>;
  delete?: (range: IDBKeyRange) => Promise<void>;
}

/** `work.data.js`. */
export interface KnownWork {
  playbook: string;
  edition: string;
  language: string;
  chapters: KnownChapter[];
  series: KnownSeries[];
  formerly: Record<string, string>;
  states: Record<string, [name: string, meaning: string]>;
  answers: Record<string, [name: string, meaning: string]>;
  /** The levels of maturity, lowest first. */
  levels: [id: string, title: string][];
  roles: string[];
  words: Record<string, string>;
}

export interface KnownChapter {
  id: string;
  title: string;
  /** Inside the folder of the language. */
  address: string;
  /** Ids without that of the chapter. */
  actions: [id: string, hasDeliverable: 0 | 1, ...examples: string[]][];
  questions: string[];
  /** Of each level that the chapter tells, its statements. */
  maturity: [level: string, ...statements: string[]][];
}

export interface KnownSeries {
  id: string;
  title: string;
  address: string;
  phases: { id: string; title: string; chapters: string[]; gate: string }[];
}

/** What is counted: actions by state (`total` of them), how many are overdue, ticks, questions and those with notes. */
export type Counts = Record<
  "total" | "done" | "dropped" | "open" | "started" | "agreed" | "overdue" | "ticks" | "ticked" | "questions" | "noted",
  number
>;

export interface Progress {
  all: Counts;
  chapters: Record<string, Counts>;
  /** By `series.phase`. */
  phases: Record<string, Counts>;
  series: Record<string, Counts>;
}

/** What there is to say about a file or an address: worded by `said_<code>` of the words of working sheets. */
export interface Said {
  code: string;
  facts: Record<string, string>;
  /** The item or the cell that it is about. */
  place?: string;
}
