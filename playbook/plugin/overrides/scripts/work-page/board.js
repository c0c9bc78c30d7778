// All chapters of the open sheet at once, to work with and to print for a meeting.
import { all, only } from "../shared/page.js";
import { make, today, phrase } from "../work/elements.js";
import { fieldOf, nameOf } from "../work/fields.js";
import { ownersOf } from "../work/owners.js";
import { tickId } from "../working-sheets/sheets.js";
import { groupsOf } from "../working-sheets/views.js";
/** @import { Filled, KnownWork, WorkingSheet } from "../working-sheets/types" */
/** @import { Group, Row } from "../working-sheets/views.js" */
/** @import { Shown } from "../work/types" */
/** @import { RowField } from "../work/fields.js" */
/** @import { Desk } from "./desk.js" */

const COLUMNS = /** @type {RowField[]} */ (["status", "owner", "due", "evidence", "note"]);
// What stands where a view has no rows; and above rows that have not what a view groups by.
/** @type {Record<string, string>} */
const NOTHING = {
  chapters: "desk_nothing_chapters",
  open: "desk_nothing_open",
  overdue: "desk_nothing_overdue",
  owner: "desk_nothing_owner",
  date: "desk_nothing_date",
};
/** @type {Record<string, string>} */
const WITHOUT = { owner: "desk_without_owner", date: "desk_without_date" };
const NO_QUESTION = { isQuestion: false };
// Views whose groups are not chapters name the chapter in each row.
const BY_CHAPTER = ["chapters", "open"];

/** @type {(desk: Desk, view: string, of: string) => Node | string} */
const groupHead = ({ known }, view, of) => {
  if (BY_CHAPTER.includes(view)) {
    const { title = of, address = "" } = known.chapters.find(({ id }) => id === of) ?? {};
    return make("a", { href: `${address}#actions` }, title);
  }
  if (!of) return known.words[WITHOUT[view]] ?? "";
  const isMonth = view === "date";
  return isMonth ? new Date(`${of}-15`).toLocaleDateString(document.documentElement.lang, { year: "numeric", month: "long" }) : make("bdi", {}, of);
};

// The ids of what is ticked at an action: its evidence, its examples.
/** @type {(known: KnownWork, row: Row) => string[]} */
const ticksOf = (known, { id, chapter }) => {
  const own = known.chapters.find((one) => one.id === chapter)?.actions.find(([action]) => id === `${chapter}.${action}`);
  const [, hasDeliverable, ...examples] = own ?? [];
  return [...(hasDeliverable ? [tickId(id)] : []), ...examples.map((example) => `${chapter}.${example}`)];
};

// What stands below the wording of an item.
/** @type {(desk: Desk, row: Row, sheet: WorkingSheet, isNamed: boolean) => string[]} */
const remarksOf = ({ known }, row, sheet, isNamed) => {
  const { words } = known;
  const { completed = "", other = {} } = sheet.items[row.id] ?? {};
  const ticks = ticksOf(known, row);
  const ticked = ticks.filter((id) => sheet.items[id]?.ticked).length;
  /** @type {(what: string, item: string) => string} */
  const named = (what, item) => phrase(words.fill_named, { what, item });
  return [
    ...(isNamed ? [known.chapters.find(({ id }) => id === row.chapter)?.title ?? ""] : []),
    ...(row.kind === "question" ? [words.question] : []),
    ...(ticked ? [phrase(words.desk_ticks, { ticked, ticks: ticks.length })] : []),
    ...(completed ? [named(words.completed, completed)] : []),
    ...Object.entries(other).map(([title, value]) => named(title, value)),
  ];
};

/** @type {(desk: Desk, row: Row, address: string, isNamed: boolean) => { element: HTMLElement, shown: Shown[] }} */
const rowFor = (desk, row, address, isNamed) => {
  const { known, sheet } = desk;
  // A field that has nothing to say leaves what the page has said.
  const say = (/** @type {string} */ words) => words && desk.say(words);
  const text = desk.wordingOf(row.id);
  const item = { id: row.id, isQuestion: row.kind === "question", name: text.replaceAll("\n", " "), wording: () => ({ language: known.language, text }) };
  const remarks = make("ul", { className: "pb-board__remarks" });
  const element = make("tr", {}, make("th", { scope: "row" }, make("a", { href: address }, text), remarks));
  const fields = COLUMNS.map((field) => {
    const written = make("span", { className: "pb-board__written" });
    const shown = fieldOf({ known, sheet, say }, item, field, written);
    const control = only(shown.element, "input, select, textarea", HTMLElement);
    control.id = `board-${row.id}-${field}`;
    const cell = make("td", {}, shown.element, written);
    cell.dataset.name = nameOf(desk, item, field);
    element.append(cell);
    return shown;
  });
  const about = {
    element: remarks,
    show: () => remarks.replaceChildren(...remarksOf(desk, row, sheet.sheet, isNamed).map((words) => make("li", {}, words))),
  };
  return { element, shown: [...fields, about] };
};

/** @param {Shown[]} shown */
const showAll = (shown) => shown.forEach((one) => one.show(undefined));

class Board {
  /** @type {Map<string, Shown[]>} */
  rows = new Map();

  /**
   * @param {Desk} desk
   * @param {HTMLElement} root
   */
  constructor(desk, root) {
    this.desk = desk;
    this.form = only(root, "[data-views]", HTMLFormElement);
    this.table = only(root, "[data-board]", HTMLTableElement);
    this.head = only(this.table, "thead tr", HTMLElement);
    this.nothing = only(root, "[data-nothing]", HTMLElement);
    this.owners = ownersOf(desk.known);
    this.heading = only(root, "[data-print-head]", HTMLElement);
    root.append(this.owners.element);
    only(this.form, "[name='chapter']", HTMLSelectElement).append(...desk.known.chapters.map(({ id, title }) => new Option(title, id)));
    const heads = [desk.known.words.item, ...COLUMNS.map((field) => nameOf(desk, NO_QUESTION, field))];
    this.head.append(...heads.map((words) => make("th", { scope: "col" }, words)));
    this.form.addEventListener("change", () => this.draw());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    only(this.form, "[data-print]", HTMLElement).addEventListener("click", () => window.print());
  }

  draw() {
    const { desk } = this;
    if (!desk.hasSheet) return;
    const chosen = new FormData(this.form);
    const [view, chapter] = [String(chosen.get("view")), String(chosen.get("chapter"))];
    const collator = new Intl.Collator(document.documentElement.lang);
    const groups = groupsOf(view, { sheet: desk.sheet.sheet, known: desk.known, today: today(), collator }, chapter);
    this.rows.clear();
    for (const old of all(this.table, "tbody", HTMLElement)) old.remove();
    this.table.append(...groups.map((group) => this.group(view, group)));
    this.table.hidden = !groups.length;
    this.nothing.hidden = groups.length > 0;
    this.nothing.textContent = desk.known.words[NOTHING[view]];
    this.title(view);
    for (const shown of new Set(this.rows.values())) showAll(shown);
  }

  /** @type {(view: string, group: Group) => HTMLElement} */
  group(view, { of, rows }) {
    const body = make("tbody");
    const head = groupHead(this.desk, view, of);
    if (head) body.append(make("tr", {}, make("th", { colSpan: COLUMNS.length + 1, scope: "rowgroup", className: "pb-board__group" }, head)));
    for (const row of rows) {
      const { element, shown } = rowFor(this.desk, row, this.desk.places.get(row.id)?.address ?? "", !BY_CHAPTER.includes(view));
      const ticks = ticksOf(this.desk.known, row);
      const own = shown.map((one) => ({ ...one, show: () => one.show(this.filled(row.id)) }));
      for (const id of [row.id, ...ticks]) this.rows.set(id, own);
      body.append(element);
    }
    return body;
  }

  /** @type {(id: string) => Filled | undefined} */
  filled(id) {
    return this.desk.sheet.filled(id);
  }

  /** @param {string} item */
  show(item) {
    showAll(this.rows.get(item) ?? []);
  }

  // What stands above the table on paper.
  /** @param {string} view */
  title(view) {
    const option = only(this.form, `option[value="${view}"]`, HTMLOptionElement);
    const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    this.heading.textContent = phrase(this.desk.known.words.desk_print_head, { name: this.desk.sheet.sheet.name, view: option.text, day });
  }
}

// Draws the table anew where the sheet or the view is another; where an item changed, its row, in its place.
/** @type {(desk: Desk, root: HTMLElement) => void} */
export const board = (desk, root) => {
  const made = new Board(desk, root);
  desk.onDraw((item) => {
    if (item === undefined) made.draw();
    else made.show(item);
  });
  desk.onIdle(() => desk.hasSheet && made.owners.offer(desk.sheet.sheet));
};
