// How a report says things, in one language or in two.
import { make, phrase } from "../work/elements.js";
import { valuesOf } from "../working-sheets/merging.js";
import { spoken } from "./voices.js";
/** @import { Report } from "../working-sheets/report.js" */
/** @import { Field, WorkingSheet } from "../working-sheets/types" */
/** @import { Voice } from "./voices.js" */

/** @typedef {{ report: Report, sheet: WorkingSheet, voices: Voice[], parts: string[], today: string, title: string, most: number }} Look `most`: how many chapters there are to choose from */

/** @type {(look: Look, word: string, facts?: Record<string, string | number>) => (Node | string)[]} */
export const phrased = ({ voices }, word, facts = {}) => spoken(voices, ({ known: { words } }) => phrase(words[word], facts));

// Words in which something is told otherwise in each language, such as the titles of chapters.
/** @type {(look: Look, word: string, facts: (voice: Voice) => Record<string, string | number>) => (Node | string)[]} */
export const told = ({ voices }, word, facts) => spoken(voices, (voice) => phrase(voice.known.words[word], facts(voice)));

/** @type {(voice: Voice, id: string) => string} */
export const titleOf = ({ known }, id) => known.chapters.find((chapter) => chapter.id === id)?.title ?? id;

/** @type {(voice: Voice, ids: string[]) => string} */
export const titlesOf = (voice, ids) => ids.map((id) => titleOf(voice, id)).join(voice.known.words.fill_separator);

/** @type {(look: Look, id: string) => (Node | string)[]} */
export const wording = ({ voices, sheet }, id) => spoken(voices, ({ texts }) => texts[id] ?? sheet.items[id]?.wording?.text ?? id);

// What is to be done: of a question what its notes say, with the question beside them.
/** @type {(look: Look, id: string) => (Node | string)[]} */
export const task = (look, id) => {
  const notes = look.report.own.includes(id) ? valuesOf(look.sheet.items[id], "note") : [];
  return notes.length ? [make("bdi", { className: "pb-gaps__task" }, notes.join(" / ")), " ", make("span", { className: "pb-gaps__of" }, ...wording(look, id))] : wording(look, id);
};

/** @type {(look: Look, id: string) => (Node | string)[]} */
export const chapterOf = ({ voices }, id) => spoken(voices, (voice) => titleOf(voice, id.split(".")[0]));

// The number under which an action stands in the report.
/** @type {(look: Look, id: string) => number} */
export const numberOf = ({ report }, id) => [...report.overdue, ...report.following].indexOf(id) + 1;

// A table whose cells know the head of their column: on a phone each row is a card.
/** @type {(className: string, heads: (Node | string)[][], rows: HTMLTableRowElement[]) => HTMLElement} */
export const table = (className, heads, rows) => {
  for (const cell of rows.flatMap((row) => [...row.cells])) {
    if (cell.localName === "td") cell.dataset.name = String(heads[cell.cellIndex][0]);
  }
  const head = make("tr", {}, ...heads.map((words) => make("th", { scope: "col" }, ...words)));
  return make("table", { className: `pb-table ${className}` }, make("thead", {}, head), make("tbody", {}, ...rows));
};

// What stands in a field: where values stand against each other, all of them, as nobody has chosen.
/** @type {(look: Look, id: string, field: Field, without: string) => (Node | string)[]} */
export const written = (look, id, field, without) => {
  const values = valuesOf(look.sheet.items[id], field);
  return values.length ? [make("bdi", {}, values.join(" / "))] : [make("span", { className: "pb-gaps__lacks" }, ...phrased(look, without))];
};

/** @type {(className: string, items: (Node | string)[][]) => HTMLElement} */
export const list = (className, items) => make("ul", { className }, ...items.map((words) => make("li", {}, ...words)));
