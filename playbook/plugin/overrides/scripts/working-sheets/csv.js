// A sheet as a table for other programs (RFC 4180), with the mark at its beginning by which Excel knows UTF-8.
import { FIELDS } from "../tables.js";
import { rowsOf } from "./rows.js";
/** @import { Field, KnownWork, WorkingSheet } from "./types" */

// A cell that begins like this, behind whatever space, is a formula to some program.
const LIKE_FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
// The words at the heads of the columns of `FIELDS`.
const HEADS = ["status", "assigned_to", "due", "completed", "remark", "evidence", "answer"];

/** @type {(sheet: WorkingSheet, known: KnownWork, texts: Record<string, string>) => string} */
export const asCsv = (sheet, known, texts) => {
  const { words } = known;
  /** @type {Record<string, KnownWork["states"]>} */
  const named = { status: known.states, answer: known.answers };
  const heads = ["item_id", "chapter_name", "item", ...HEADS, "ticked"].map((word) => words[word]);
  const rows = rowsOf(sheet, known, texts);
  const titles = [...new Set(rows.flatMap(({ filled }) => Object.keys(filled.other ?? {})))];
  const lines = rows.map(({ id, chapter, text, filled }) => {
    const fields = FIELDS.map((name) => {
      const value = filled[/** @type {Field} */ (name)] ?? "";
      return named[name]?.[value]?.[0] ?? value;
    });
    const added = new Map(Object.entries(filled.other ?? {}));
    return [id, chapter, text, ...fields, filled.ticked ? "✓" : "", ...titles.map((title) => added.get(title) ?? "")];
  });
  return `\ufeff${[[...heads, ...titles], ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
};

/** @type {(words: string) => string} */
const cell = (words) => `"${(LIKE_FORMULA.test(words) ? `'${words}` : words).replaceAll('"', '""')}"`;
