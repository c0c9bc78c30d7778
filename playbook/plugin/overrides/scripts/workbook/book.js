// A workbook as its sheets and their rows, wherever its parts stand.
import { Refused } from "../working-sheets/foreign-json.js";
import { broken } from "./unpacking.js";
import { children, documentOf, elements, refuseHostile } from "./xml.js";
import { stringOf, stylesOf, wordsOf } from "./values.js";
import { seen, stripped } from "./words.js";
/** @import { Book, Epoch, Line, Sheet } from "./types" */

const TYPES = "[Content_Types].xml";
// The part that is the book may have any name; its content type says which one it is (ECMA-376-1, 12.3.23).
const BOOK = "spreadsheetml.sheet.main+xml";
const STRINGS = "spreadsheetml.sharedStrings+xml";
const USUAL_PLACE = "xl/workbook.xml";
const STYLES = "xl/styles.xml";
const CELL = /^([A-Z]{1,3})\d+$/i;
const AREA = /^[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}$/;

/** @type {(parts: Map<string, Uint8Array>, name: string) => Book} */
export const bookOf = (parts, name) => {
  const names = [...parts.keys()];
  if (/\.xlsm$/i.test(name) || names.some((one) => /vbaproject\.bin$/i.test(one))) throw new Refused("workbook-macros");
  if (!parts.has(TYPES)) throw broken(USUAL_PLACE);
  refuseHostile(parts);
  const types = [...documentOf(parts, TYPES).documentElement.children];
  const ofType = (/** @type {string} */ type) => types.find((one) => one.getAttribute("ContentType")?.includes(type));
  const own = ofType(BOOK);
  if (!own) throw broken(USUAL_PLACE);
  const place = own.getAttribute("PartName")?.slice(1) ?? USUAL_PLACE;
  const main = documentOf(parts, place);
  const shared = ofType(STRINGS)?.getAttribute("PartName")?.slice(1);
  const isFrom1904 = elements(main, "workbookPr").some((one) => /^(?:1|true|on)$/.test(one.getAttribute("date1904") ?? ""));
  const cells = {
    strings: shared ? elements(documentOf(parts, shared), "si").map(stringOf) : [],
    styles: stylesOf(parts.has(STYLES) ? documentOf(parts, STYLES) : undefined),
    epoch: /** @type {Epoch} */ (isFrom1904 ? 1904 : 1900),
  };
  return { epoch: cells.epoch, sheets: sheetsOf(parts, main, place, cells) };
};

/** @type {(parts: Map<string, Uint8Array>, main: Document, place: string, cells: Parameters<typeof wordsOf>[1]) => Sheet[]} */
const sheetsOf = (parts, main, place, cells) => {
  const targets = relations(parts, place);
  const found = [];
  for (const sheet of elements(main, "sheet")) {
    const id = [...sheet.attributes].find((one) => one.localName === "id" && one.namespaceURI)?.value ?? "";
    const target = targets.get(id);
    if (!target || !parts.has(target)) continue;
    const page = documentOf(parts, target);
    found.push({
      title: sheet.getAttribute("name") ?? "",
      isHidden: (sheet.getAttribute("state") ?? "visible") !== "visible",
      merged: elements(page, "mergeCell").map((one) => one.getAttribute("ref") ?? "").filter((area) => AREA.test(area)),
      lines: () => linesOf(page, cells),
    });
  }
  return found;
};

// The names of the sheets' parts by the ids of their relations to the book.
/** @type {(parts: Map<string, Uint8Array>, place: string) => Map<string, string>} */
const relations = (parts, place) => {
  const folder = place.slice(0, place.lastIndexOf("/") + 1);
  const all = documentOf(parts, `${folder}_rels/${place.slice(folder.length)}.rels`);
  const sheets = elements(all, "Relationship").filter((one) => one.getAttribute("Type")?.endsWith("/worksheet"));
  return new Map(sheets.map((one) => [one.getAttribute("Id") ?? "", resolved(folder, one.getAttribute("Target") ?? "")]));
};

/** @type {(folder: string, target: string) => string} */
const resolved = (folder, target) => {
  const steps = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return steps.join("/");
};

// The rows in which anything is written.
/** @type {(page: Document, book: Parameters<typeof wordsOf>[1]) => Iterable<Line>} */
function* linesOf(page, book) {
  let number = 0;
  for (const row of elements(page, "row")) {
    number = row.hasAttribute("r") ? Number(row.getAttribute("r")) : number + 1;
    if (!Number.isInteger(number)) throw broken(`<row r="${row.getAttribute("r")}">`);
    /** @type {Line} */
    const line = { number, cells: new Map(), computed: new Set(), cleaned: new Set() };
    let column = -1;
    for (const cell of children(row, "c")) {
      column = cell.hasAttribute("r") ? columnOf(cell.getAttribute("r") ?? "") : column + 1;
      const words = cell.firstElementChild ? wordsOf(cell, book) : "";
      const plain = stripped(seen(words));
      if (plain) line.cells.set(column, plain);
      else line.cells.delete(column);
      if (plain && seen(words) !== words) line.cleaned.add(column);
      if (children(cell, "f").length) line.computed.add(column);
    }
    if (line.cells.size) yield line;
  }
}

/** @type {(cell: string) => number} */
export const columnOf = (cell) => {
  const letters = CELL.exec(cell)?.[1];
  if (!letters) throw broken(cell);
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
};

/** @type {(column: number) => string} */
export const columnName = (column) => {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
};
