// Workbooks as they are read, and what is known of them: `Known` in `playbook/export/reading.py`.
import type { Said, WorkingSheet } from "../working-sheets/types";

/** `work.reading.js`. */
export interface KnownReading {
  playbook: string;
  edition: string;
  /** By language: the fields of columns by their folded heads. */
  heads: Record<string, Record<string, string>>;
  /** How the column of ids is headed in the languages. */
  idHeads: string[];
  /** Ids of states and of answers, and whether something is ticked, by folded words of all languages. */
  states: Record<string, string>;
  answers: Record<string, string>;
  marks: Record<string, boolean>;
  /** By language, what the items say, in the order of the workbook. */
  texts: Record<string, Record<string, string>>;
  /** By field, the ids of what a workbook lacks that is from before there was its column. */
  later: Record<string, string[]>;
  formerly: Record<string, string>;
  /** What is said in the language of the page, by code. */
  messages: Record<string, string>;
}

/** What was read; no sheet where the workbook is refused. */
export interface Opened {
  sheet?: WorkingSheet;
  /** The language of the workbook. */
  language?: string;
  said: Said[];
}

export type Epoch = 1900 | 1904;

/** The cells of one row that say something, by their columns, counted from 0; those that compute it, and those that had
 * signs which nobody sees. */
export interface Line {
  number: number;
  cells: Map<number, string>;
  computed: Set<number>;
  cleaned: Set<number>;
}

export interface Sheet {
  title: string;
  isHidden: boolean;
  /** Areas of merged cells, such as A1:B2. */
  merged: string[];
  lines: () => Iterable<Line>;
}

export interface Book {
  epoch: Epoch;
  sheets: Sheet[];
}

/** Which styles show a number as a date, and which of them as a lapse of time. */
export interface Styles {
  dates: Set<number>;
  lapses: Set<number>;
}

/** The head of a table: columns and their titles by field, and the titles of columns that share theirs with no other. */
export interface Table {
  title: string;
  number: number;
  language: string;
  columns: Map<string, number>;
  heads: Map<string, string>;
  titles: Map<number, string>;
}

export interface Row {
  table: Table;
  number: number;
  values: Map<string, string>;
  /** What was filled in, as it was written; by field, and by title for columns that people added. */
  filled: Map<string, string>;
  other: Map<string, string>;
  computed: string[];
  /** Columns that people fill in whose cells had signs which nobody sees. */
  cleaned: number[];
  epoch: Epoch;
}
