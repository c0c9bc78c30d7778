// The file of a working sheet: its form is told in `playbook/model/working_sheets.py`. A file may come from anywhere: what
// is odd in it is named, and whatever is taken from it is plain text of some length.
import { DATES, FIELDS, FORMAT, VERSION } from "../tables.js";
import { Refused, isRecord, keyTwice } from "./foreign-json.js";
import { isFilled, newSheet } from "./sheets.js";
/** @import { Field, Filled, KnownWork, Said, Unmatched, WorkingSheet } from "./types" */

export const MOST_BYTES = 5_000_000;
const MOST_ITEMS = 20_000;
// A cell of a workbook holds no more.
const MOST_LETTERS = 32_767;
const MOST_NAME = 120;
const MOST_SAID = 200;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*(?::deliverable)?$/;
const SHEET_ID = /^[0-9a-f]{16}$/;
// Control characters that are no space, and those that turn the direction of what follows them.
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** @type {(written: string) => boolean} */
export const isDate = (written) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(written)) return false;
  const day = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(written);
};

/** @type {(text: string, known: KnownWork) => Record<string, unknown>} */
const parsed = (text, known) => {
  if (text.length > MOST_BYTES) throw new Refused("too-large", { most: String(MOST_BYTES / 1_000_000) });
  /** @type {unknown} */
  let state;
  try {
    state = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new Refused(text.trimStart().startsWith("{") ? "cut-off" : "not-a-sheet");
  }
  if (!isRecord(state) || state.format !== FORMAT) throw new Refused("not-a-sheet");
  if (state.version !== 1 && state.version !== VERSION) {
    throw new Refused("version-unknown", { found: String(state.version).slice(0, 20), known: `1, ${VERSION}` });
  }
  if (state.version !== 1 && state.playbook !== known.playbook) {
    throw new Refused("other-playbook", { found: String(state.playbook).slice(0, 80), known: known.playbook });
  }
  if (!isRecord(state.items) || !Array.isArray(state.unmatched)) throw new Refused("not-a-sheet");
  if (Object.keys(state.items).length + state.unmatched.length > MOST_ITEMS) {
    throw new Refused("too-many", { most: String(MOST_ITEMS) });
  }
  const twice = keyTwice(text);
  if (twice !== undefined) throw new Refused("key-twice", { found: twice.slice(0, 80) });
  return state;
};

/** What is read from one file, and what there is to say about it. */
class Reading {
  /** @param {KnownWork} known */
  constructor(known) {
    this.known = known;
    this.named = /** @type {const} */ ([
      { field: "status", known: known.states, code: "status-unknown" },
      { field: "answer", known: known.answers, code: "answer-unknown" },
    ]);
    /** @type {Said[]} */
    this.said = [];
  }

  /** @type {(state: Record<string, unknown>) => Pick<WorkingSheet, "items" | "unmatched">} */
  all(state) {
    /** @type {Unmatched[]} */
    const unmatched = [];
    /** @type {[string, Filled][]} */
    const items = [];
    for (const [id, value] of Object.entries(/** @type {object} */ (state.items))) {
      const filled = this.filled(value, id);
      if (ID.test(id)) items.push([id, filled]);
      else {
        this.note("id-odd", id);
        unmatched.push({ ...filled, id: this.text(id, id) });
      }
    }
    for (const value of /** @type {unknown[]} */ (state.unmatched)) {
      unmatched.push(this.row(value));
    }
    const kept = (/** @type {Filled} */ filled) => isFilled(filled) || filled.conflicts;
    return { items: Object.fromEntries(items.filter(([, filled]) => kept(filled))), unmatched: unmatched.filter(kept) };
  }

  /** @type {(value: unknown) => Unmatched} */
  row(value) {
    const { sheet, row, id, text } = isRecord(value) ? value : {};
    const place = this.text(id, "") || this.text(text, "") || String(row ?? "");
    return {
      ...(sheet === undefined ? {} : { sheet: this.text(sheet, place) }),
      ...(Number.isSafeInteger(row) ? { row: Number(row) } : {}),
      ...(id ? { id: this.text(id, place) } : {}),
      ...(text ? { text: this.text(text, place) } : {}),
      ...this.filled(value, place),
    };
  }

  /** @type {(value: unknown, place: string) => Filled} */
  filled(value, place) {
    if (!isRecord(value)) {
      this.note("item-odd", place);
      return {};
    }
    /** @type {Filled} */
    const filled = {};
    for (const name of /** @type {Field[]} */ (FIELDS)) {
      const written = this.text(value[name], place);
      if (written) filled[name] = written;
    }
    for (const { field, known, code } of this.named) {
      const written = filled[field];
      if (written && !Object.hasOwn(known, written)) this.note(code, place, written);
    }
    for (const name of /** @type {("due" | "completed")[]} */ (DATES)) {
      const written = filled[name];
      if (written && !isDate(written)) this.note("date-unread", place, written);
    }
    if (value.ticked === true) filled.ticked = true;
    else if (value.ticked !== undefined) this.note("item-odd", place);
    const other = this.texts(value.other, place);
    if (other.length) filled.other = Object.fromEntries(other);
    if (isRecord(value.wording)) {
      filled.wording = { language: this.text(value.wording.language, place), text: this.text(value.wording.text, place) };
    }
    const conflicts = isRecord(value.conflicts) ? this.conflicts(value.conflicts, place) : {};
    if (Object.keys(conflicts).length) filled.conflicts = conflicts;
    return filled;
  }

  /** @type {(value: unknown, place: string) => [string, string][]} */
  texts(value, place) {
    if (!isRecord(value)) return [];
    return Object.entries(value)
      .map(([title, written]) => /** @type {[string, string]} */ ([this.text(title, place), this.text(written, place)]))
      .filter(([title, written]) => title && written);
  }

  /** @type {(value: Record<string, unknown>, place: string) => NonNullable<Filled["conflicts"]>} */
  conflicts(value, place) {
    /** @type {NonNullable<Filled["conflicts"]>} */
    const found = {};
    for (const name of /** @type {Field[]} */ (FIELDS)) {
      const offered = value[name];
      const words = Array.isArray(offered) ? offered.map((one) => this.text(one, place)).filter(Boolean) : [];
      if (words.length) found[name] = [...new Set(words)];
    }
    return found;
  }

  // Plain text without what cannot be seen; numbers as people write them, anything else is nothing.
  /** @type {(value: unknown, place: string) => string} */
  text(value, place) {
    if (value === undefined || value === null || value === "") return "";
    if (typeof value !== "string" && typeof value !== "number") {
      this.note("item-odd", place);
      return "";
    }
    const written = String(value);
    const lines = written.replace(/\r\n?/g, "\n");
    const plain = lines.replace(UNSEEN, "");
    if (plain !== lines) this.note("signs-removed", place);
    if (plain.length > MOST_LETTERS) this.note("text-cut", place, String(MOST_LETTERS));
    return plain.slice(0, MOST_LETTERS);
  }

  /** @type {(code: string, place: string, found?: string) => void} */
  note(code, place, found = "") {
    if (this.said.length < MOST_SAID) this.said.push({ code, place: place.slice(0, 120), facts: found ? { found: found.slice(0, 120) } : {} });
  }
}

// A sheet and what is odd about its file; no sheet where the file is refused. `name` and `today` are for files that
// have none.
/** @type {(text: string, known: KnownWork, fallback: { name: string, today: string }) => { sheet?: WorkingSheet, said: Said[] }} */
export const readStateFile = (text, known, { name, today }) => {
  try {
    const state = parsed(text, known);
    const reading = new Reading(known);
    const fresh = newSheet(reading.text(state.name, "").slice(0, MOST_NAME) || name, today);
    const sheet = {
      ...fresh,
      id: SHEET_ID.test(String(state.id)) ? String(state.id) : fresh.id,
      created: isDate(String(state.created)) ? String(state.created) : today,
      ...reading.all(state),
    };
    return { sheet, said: reading.said };
  } catch (error) {
    if (error instanceof Refused) return { said: [error.said] };
    throw error;
  }
};

const ORDER = [...FIELDS, "ticked", "other", "wording", "conflicts"];
const PLACE = ["sheet", "row", "id", "text"];

// The bytes of a sheet: the same sheet is the same file.
/** @type {(sheet: WorkingSheet, known: KnownWork) => string} */
export const writeStateFile = (sheet, known) => {
  const { id, name, created, items, unmatched } = sheet;
  const sorted = Object.keys(items).sort().filter((one) => isFilled(items[one]) || items[one].conflicts);
  const head = { format: FORMAT, version: VERSION, playbook: known.playbook, edition: known.edition, language: known.language };
  const state = {
    ...head,
    id,
    name,
    created,
    items: Object.fromEntries(sorted.map((one) => [one, inOrder(items[one], ORDER)])),
    unmatched: unmatched.map((row) => inOrder(row, [...PLACE, ...ORDER])),
  };
  return `${JSON.stringify(state, null, 2)}\n`;
};

/** @type {(filled: object, order: string[]) => object} */
const inOrder = (filled, order) => {
  const own = new Map(Object.entries(filled));
  return Object.fromEntries(order.filter((name) => own.has(name)).map((name) => [name, name === "conflicts" ? inOrder(own.get(name), [...FIELDS]) : own.get(name)]));
};
