// Reads a filled workbook, by the rules of `playbook/workbook/reading.py`: no row is lost, and what is odd is named.
import { DATES, MOST_UNPACKED, TICKED } from "../tables.js";
import { Refused } from "../working-sheets/foreign-json.js";
import { newSheet } from "../working-sheets/sheets.js";
import { bookOf, columnName } from "./book.js";
import { dateIn } from "./dates.js";
import { rowsOf } from "./rows.js";
import { broken, tooLarge, unpacked } from "./unpacking.js";
import { folded } from "./words.js";
/** @import { Filled, Said, Unmatched } from "../working-sheets/types" */
/** @import { KnownReading, Opened, Row } from "./types" */

const MOST_FOUND = 80;

/** @typedef {Pick<Row, "table" | "number">} Place */

/** @type {(row: Place, field: string) => string} */
const cellOf = (row, field) => `${columnName(row.table.columns.get(field) ?? 0)}${row.number}`;

const today = () => {
  const now = new Date();
  return new Date(now.valueOf() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** What is read from one workbook, and what there is to say about it. */
class Reading {
  /** @param {KnownReading} known */
  constructor(known) {
    this.known = known;
    this.texts = Object.entries(known.texts).map(([language, texts]) => ({ language, texts: new Map(Object.entries(texts)) }));
    this.named = [
      { field: "status", ids: new Map(Object.entries(known.states)), code: "status-unknown" },
      { field: "answer", ids: new Map(Object.entries(known.answers)), code: "answer-unknown" },
    ];
    this.marks = new Map(Object.entries(known.marks));
    this.formerly = new Map(Object.entries(known.formerly));
    /** @type {Map<string, Set<string>>} */
    this.byWording = new Map();
    for (const { texts } of this.texts) {
      for (const [id, text] of texts) {
        const ids = this.byWording.get(folded(text)) ?? new Set();
        this.byWording.set(folded(text), ids.add(id));
      }
    }
    /** @type {Said[]} */
    this.said = [];
    /** @type {Map<string, Filled>} */
    this.items = new Map();
    /** @type {Unmatched[]} */
    this.unmatched = [];
    /** @type {Set<string>} */
    this.seen = new Set();
  }

  /** @type {(book: import("./types").Book, name: string) => Opened} */
  opened(book, name) {
    const { tables, rows } = rowsOf(book, this.known, (row) => this.ids(row));
    if (!tables.length) {
      throw new Refused("workbook-no-table", { found: this.known.idHeads.join(", ") });
    }
    for (const row of rows) this.take(row);
    // A workbook from before there was a column lacks no row of it.
    const lacking = Object.entries(this.known.later).filter(([field]) => !tables.some(({ columns }) => columns.has(field)));
    const later = new Set(lacking.flatMap(([, ids]) => ids));
    const missing = [...this.texts[0].texts.keys()].filter((id) => !this.seen.has(id) && !later.has(id));
    if (missing.length) this.said.push({ code: "rows-missing", facts: { count: String(missing.length), found: missing[0] } });
    const sheet = { ...newSheet(name, today()), items: Object.fromEntries(this.items), unmatched: this.unmatched };
    return { sheet, language: tables[0].language, said: this.said };
  }

  // The items that a row may be about, by its id or else by its wording.
  /** @type {(row: Row) => Set<string>} */
  ids({ values }) {
    const written = values.get("id") ?? "";
    const id = this.texts[0].texts.has(written) ? written : this.formerly.get(written);
    return id ? new Set([id]) : (this.byWording.get(folded(values.get("text") ?? "")) ?? new Set());
  }

  // Puts a row where it belongs, and notes what is unusual about it.
  /** @param {Row} row */
  take(row) {
    const filled = this.filled(row);
    const isFilled = Object.keys(filled).length > 0;
    const id = this.item(row, isFilled);
    if (!isFilled) return;
    const { table, number: place, values } = row;
    const text = values.get("text");
    const written = values.get("id");
    if (id) this.items.set(id, { ...filled, ...(text ? this.wording(id, text, table.language) : {}) });
    else this.unmatched.push({ sheet: table.title, row: place, ...(written ? { id: written } : {}), ...(text ? { text } : {}), ...filled });
  }

  // The item that a row is the first one of.
  /** @type {(row: Row, isFilled: boolean) => string} */
  item(row, isFilled) {
    const written = row.values.get("id");
    const text = row.values.get("text");
    const ids = this.ids(row);
    const [id] = ids;
    if (ids.size !== 1) {
      const found = written ?? text ?? String(row.number);
      if (written || isFilled) this.note(ids.size ? "row-unclear" : "row-gone", row, "id", { found });
      return "";
    }
    if (this.seen.has(id)) {
      this.note("row-twice", row, "id", { found: id });
      return "";
    }
    this.seen.add(id);
    if (text && !this.byWording.get(folded(text))?.has(id)) this.note("row-reworded", row, "text", { found: id });
    return id;
  }

  // What an item said when it was filled in: as the playbook has it, where it still says so.
  /** @type {(id: string, text: string, language: string) => Pick<Filled, "wording">} */
  wording(id, text, language) {
    const ownFirst = [...this.texts].sort((one, other) => Number(other.language === language) - Number(one.language === language));
    const same = ownFirst.find(({ texts }) => folded(texts.get(id) ?? "") === folded(text));
    return { wording: same ? { language: same.language, text: same.texts.get(id) ?? "" } : { language, text } };
  }

  // What people wrote, states and answers by id, dates in ISO 8601; what is odd about a cell is noted.
  /** @type {(row: Row) => Filled} */
  filled(row) {
    for (const at of row.cleaned.sort((one, other) => one - other)) {
      const cell = `${columnName(at)}${row.number}`;
      this.said.push({ code: "signs-removed", facts: { found: cell }, place: `${row.table.title}!${cell}` });
    }
    for (const field of row.computed.filter((one) => row.filled.has(one)).sort()) {
      this.note("cell-computed", row, field, { found: cellOf(row, field) });
    }
    const words = new Map(row.filled);
    for (const { field, ids, code } of this.named) {
      const written = words.get(field);
      const id = written && ids.get(folded(written));
      if (id) words.set(field, id);
      else if (written) this.note(code, row, field, { found: written });
    }
    for (const field of DATES) {
      const written = words.get(field);
      const date = written && dateIn(written, row.epoch);
      if (date) words.set(field, date);
      else if (written) this.note("date-unread", row, field, { found: written, cell: cellOf(row, field) });
    }
    words.delete(TICKED);
    return { ...Object.fromEntries(words), ...this.ticked(row) };
  }

  // Whether a row is ticked, and the columns that people added; what says neither yes nor no is kept among them.
  /** @type {(row: Row) => Pick<Filled, "ticked" | "other">} */
  ticked({ filled, other: added, ...row }) {
    const other = new Map(added);
    const written = filled.get(TICKED);
    const isTicked = written !== undefined && this.marks.get(folded(written));
    if (written !== undefined && isTicked === undefined) {
      this.note("tick-unread", row, TICKED, { found: written, cell: cellOf(row, TICKED) });
      other.set(row.table.heads.get(TICKED) ?? "", written);
    }
    return { ...(isTicked ? { ticked: true } : {}), ...(other.size ? { other: Object.fromEntries(other) } : {}) };
  }

  /** @type {(code: string, row: Place, field: string, facts: Record<string, string>) => void} */
  note(code, row, field, facts) {
    this.said.push({ code, facts, place: `${row.table.title}!${cellOf(row, field)}` });
  }
}

// The working sheet that a workbook holds, named as its file, and what there is to say about its rows.
/** @type {(data: File | ArrayBuffer, known: KnownReading, name?: string) => Promise<Opened>} */
export const read = async (data, known, name = data instanceof File ? data.name : "") => {
  try {
    if ((data instanceof File ? data.size : data.byteLength) > MOST_UNPACKED) throw tooLarge();
    const parts = await unpacked(data instanceof File ? await bytesOf(data) : data);
    return new Reading(known).opened(bookOf(parts, name), name.replace(/(?<=.)\.[^.]*$/, ""));
  } catch (error) {
    // A spoilt file meets the browser's own faults; whatever it was, the file cannot be read.
    const refused = error instanceof Refused ? error : broken(String(error).slice(0, MOST_FOUND));
    return { said: [refused.said] };
  }
};

/** @type {(file: File) => Promise<ArrayBuffer>} */
const bytesOf = async (file) => {
  try {
    return await file.arrayBuffer();
  } catch (error) {
    throw new Refused("file-unreadable", { found: error instanceof Error ? error.name : "" });
  }
};
