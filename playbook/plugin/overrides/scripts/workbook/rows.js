// The rows of the tables of a workbook, wherever on its sheet a table stands; what is hidden comes last.
import { FIELDS, HEAD_WITHIN, MOST_ROWS, TICKED } from "../tables.js";
import { Refused } from "../working-sheets/foreign-json.js";
import { columnName, columnOf } from "./book.js";
import { folded } from "./words.js";
/** @import { Book, Epoch, KnownReading, Line, Row, Sheet, Table } from "./types" */

const FILLED = [...FIELDS, TICKED];

// What is under the head of each table; `idsOf` tells the items that a row may be about.
/** @type {(book: Book, known: KnownReading, idsOf: (row: Row) => Set<string>) => { tables: Table[], rows: Row[] }} */
export const rowsOf = (book, known, idsOf) => {
  /** @type {Table[]} */
  const tables = [];
  /** @type {Row[]} */
  const rows = [];
  for (const sheet of [...book.sheets].sort((one, other) => Number(one.isHidden) - Number(other.isHidden))) {
    const lines = sheet.lines()[Symbol.iterator]();
    const table = headOf(lines, sheet, known);
    if (!table) continue;
    tables.push(table);
    let last = table.number;
    for (let { done, value } = lines.next(); !done; { done, value } = lines.next()) {
      const row = rowOf(/** @type {Line} */ (value), table, book.epoch);
      rows.push(row);
      if (rows.length > MOST_ROWS) throw new Refused("workbook-too-many-rows", { most: String(MOST_ROWS) });
      if (row.filled.size || row.other.size || idsOf(row).size) last = Math.max(last, row.number);
    }
    refuseMerged(sheet, table, last);
  }
  return { tables, rows };
};

/** @type {(lines: Iterator<Line>, sheet: Sheet, known: KnownReading) => Table | undefined} */
const headOf = (lines, sheet, known) => {
  for (let count = 0; count < HEAD_WITHIN; count += 1) {
    const { done, value } = lines.next();
    if (done) return undefined;
    const table = tableOf(value, sheet.title, known);
    if (table) return table;
  }
  return undefined;
};

/** @type {(line: Line, title: string, known: KnownReading) => Table | undefined} */
const tableOf = ({ number, cells }, title, known) => {
  const titles = [...cells].map(([at, words]) => /** @type {const} */ ([at, folded(words)]));
  let best = { language: "", count: -1, heads: new Map() };
  for (const [language, own] of Object.entries(known.heads)) {
    const heads = new Map(Object.entries(own));
    const count = titles.filter(([, head]) => heads.has(head)).length;
    if (count > best.count) best = { language, count, heads };
  }
  const columns = new Map();
  for (const [at, head] of titles) {
    const field = best.heads.get(head);
    if (field !== undefined && !columns.has(field)) columns.set(field, at);
  }
  if (!((columns.has("id") || columns.has("text")) && FILLED.some((field) => columns.has(field)))) return undefined;
  const counts = new Map();
  for (const [, head] of titles) counts.set(head, (counts.get(head) ?? 0) + 1);
  const own = new Map(titles.filter(([, head]) => counts.get(head) === 1).map(([at]) => [at, cells.get(at) ?? ""]));
  const heads = new Map([...columns].map(([field, at]) => [field, cells.get(at) ?? ""]));
  return { title, number, language: best.language, columns, heads, titles: own };
};

/** @type {(line: Line, table: Table, epoch: Epoch) => Row} */
const rowOf = ({ number, cells, computed, cleaned }, table, epoch) => {
  const known = new Map([...table.columns].map(([field, at]) => [at, field]));
  /** @type {Row} */
  const row = { table, number, values: new Map(), filled: new Map(), other: new Map(), computed: [], cleaned: [], epoch };
  for (const [at, words] of cells) {
    const field = known.get(at);
    if (field === undefined) row.other.set(table.titles.get(at) ?? columnName(at), words);
    else row.values.set(field, words);
    if (field !== undefined && computed.has(at)) row.computed.push(field);
    if (cleaned.has(at) && (field === undefined || FILLED.includes(field))) row.cleaned.push(at);
  }
  for (const field of FILLED) {
    const words = row.values.get(field);
    if (words) row.filled.set(field, words);
  }
  return row;
};

// What was written in one of several cells that are merged counts for no one knows which row.
/** @type {(sheet: Sheet, table: Table, last: number) => void} */
const refuseMerged = (sheet, table, last) => {
  for (const area of sheet.merged) {
    const [from, to] = area.split(":").map((cell) => ({ column: columnOf(cell), row: Number(cell.replace(/\D/g, "")) }));
    const crosses = [...table.columns.values()].some((at) => from.column <= at && at <= to.column);
    if (crosses && from.row <= last && to.row >= table.number) {
      const refused = new Refused("workbook-merged", { found: area, sheet: table.title });
      throw Object.assign(refused, { said: { ...refused.said, place: table.title } });
    }
  }
};
