// The items of a chapter as rows to fill in, in their places on the page.
import { all, only } from "../shared/page.js";
import { tickId, valueOf } from "../working-sheets/sheets.js";
import { focusFirst, make, phrase, today } from "./elements.js";
import { SHOWN_FIELDS, fieldOf, nameOf } from "./fields.js";
import { addStatements } from "./statements.js";
import { differ, itemOf } from "./wording.js";
/** @import { Field } from "../working-sheets/types" */
/** @import { Item, Shown, Work } from "./types" */

// Where a value stands on paper: in the cells of the table, or below the words of the item.
const CELLS = /** @type {Field[]} */ (["owner", "due", "completed"]);

/** @type {(item: Item, word: string, known: Work["known"]) => { box: HTMLInputElement, tick: HTMLElement }} */
const boxOf = (item, word, { words }) => {
  const box = make("input", { type: "checkbox" });
  box.setAttribute("aria-label", phrase(words.fill_named, { what: word, item: item.name }));
  return { box, tick: make("label", { className: "pb-tick", title: word }, box) };
};

// A tick at an example, or at the evidence of an action.
/** @type {(work: Work, item: Item, word: string) => Shown} */
const tickOf = (work, item, word) => {
  const { box, tick } = boxOf(item, word, work.known);
  const drawn = make("span", { className: "pb-box" });
  drawn.setAttribute("aria-hidden", "true");
  tick.append(drawn);
  box.addEventListener("change", () => work.sheet.change(item.id, "ticked", String(box.checked || ""), item.wording()));
  return {
    element: tick,
    show: (filled) => {
      box.checked = Boolean(filled?.ticked);
      drawn.classList.toggle("pb-box--ticked", box.checked);
    },
  };
};

// Done or not, at a glance: ticking says that it is, today; taking the tick away leads back to what was.
/** @type {(work: Work, item: Item, drawn: Element) => Shown} */
const doneOf = (work, item, drawn) => {
  const { box, tick } = boxOf(item, work.known.words.done, work.known);
  let before = { sheet: work.sheet, status: "", isDated: false };
  /** @type {(field: Field, value: string) => void} */
  const change = (field, value) => work.sheet.change(item.id, field, value, item.wording());
  box.addEventListener("change", () => {
    const isDone = box.checked; // each change shows the row anew
    const { status, isDated } = before;
    change("status", isDone ? "done" : status);
    before.isDated = isDone && !valueOf(work.sheet.filled(item.id), "completed");
    if (before.isDated) change("completed", today());
    if (!isDone && isDated) change("completed", "");
  });
  return {
    element: tick,
    show: (filled) => {
      const status = valueOf(filled, "status");
      if (before.sheet !== work.sheet) before = { sheet: work.sheet, status: "", isDated: false };
      box.checked = status === "done";
      if (!box.checked) before.status = status;
      drawn.classList.toggle("pb-box--ticked", box.checked);
    },
  };
};

// What was asked when somebody answered, where the page asks otherwise now.
/** @type {(work: Work, item: Item) => Shown} */
const rewordedOf = (work, item) => {
  const { known } = work;
  const then = make("dd");
  const still = make("button", { type: "button" }, known.words.fill_still);
  const element = make(
    "div",
    { className: "pb-reworded", hidden: true },
    make("p", {}, known.words.fill_reworded),
    make("dl", {}, make("dt", {}, known.words.fill_then), then, make("dt", {}, known.words.fill_now), make("dd", {}, item.wording().text)),
    still,
  );
  still.addEventListener("click", () => {
    work.sheet.replace(item.id, { ...work.sheet.filled(item.id), wording: item.wording() });
    work.say(known.words.fill_still_said);
    focusFirst(/** @type {Element} */ (element.parentElement));
  });
  return {
    element,
    show: (filled) => {
      const { language = "", text = "" } = filled?.wording ?? {};
      element.hidden = language !== known.language || !differ(text, item.wording().text);
      then.textContent = text;
    },
  };
};

// Columns that people added to a workbook, as they stand there.
/** @type {() => Shown} */
const othersOf = () => {
  const element = make("ul", { className: "pb-others" });
  return {
    element,
    show: (filled) => {
      const others = Object.entries(filled?.other ?? {});
      element.hidden = !others.length;
      element.replaceChildren(...others.map(([title, value]) => make("li", {}, make("span", { className: "pb-name" }, title), value)));
    },
  };
};

// The fields of an item: on the screen as controls, on paper as text.
/** @type {(work: Work, item: Item, cells: Map<Field, Element>) => { fields: HTMLElement, paper: HTMLElement[], shown: Shown[] }} */
const fieldsOf = (work, item, cells) => {
  /** @type {HTMLElement[]} */
  const paper = [];
  const shown = SHOWN_FIELDS.map((field) => {
    const written = make("span", { className: "pb-written__value" });
    const cell = cells.get(field);
    if (cell) cell.append(written);
    else paper.push(make("p", { className: `pb-written pb-written--${field}` }, make("span", { className: "pb-name" }, nameOf(work, item, field)), written));
    return fieldOf(work, item, field, written);
  });
  const rest = [othersOf(), rewordedOf(work, item)];
  const fields = make("div", { className: "pb-fields" }, ...[...shown, ...rest].map(({ element }) => element));
  return { fields, paper, shown: [...shown, ...rest] };
};

/** @typedef {Map<string, Shown[]>} Rows what shows each item, by its whole id */

/** @type {(work: Work, row: HTMLElement, rows: Rows) => void} */
const addAction = (work, row, rows) => {
  const id = row.dataset.item ?? "";
  const { words } = work.known;
  const item = itemOf(work, id, only(row, ".pb-action__text", HTMLElement));
  const blanks = all(row, ".pb-blank", HTMLElement);
  const { fields, paper, shown } = fieldsOf(work, item, new Map(CELLS.map((field, at) => [field, blanks[at]])));
  const drawn = only(row, ".pb-done .pb-box", HTMLElement);
  const done = doneOf(work, item, drawn);
  drawn.before(done.element);
  only(row, ".pb-action", HTMLElement).append(fields, ...paper);
  rows.set(id, [done, ...shown]);
  /** @type {(ticked: string, holder: HTMLElement, word: string) => void} */
  const addTick = (ticked, holder, word) => {
    const tick = tickOf(work, itemOf(work, ticked, holder), word);
    holder.prepend(tick.element);
    rows.set(ticked, [tick]);
  };
  for (const holder of all(row, ".pb-deliverable", HTMLElement)) addTick(tickId(id), holder, words.fill_there);
  for (const holder of all(row, ".pb-examples [data-item]", HTMLElement)) addTick(holder.dataset.item ?? "", holder, words.fill_ticked);
};

/** @type {(work: Work, entry: HTMLElement, rows: Rows) => void} */
const addQuestion = (work, entry, rows) => {
  const id = entry.dataset.item ?? "";
  const item = itemOf(work, id, only(entry, ".pb-question", HTMLElement), true);
  const { fields, paper, shown } = fieldsOf(work, item, new Map());
  only(entry, ".pb-notes", HTMLElement).before(fields, ...paper);
  rows.set(id, shown);
};

// Makes all rows of the page.
/** @type {(work: Work, page: HTMLElement) => Rows} */
export const chapterRows = (work, page) => {
  /** @type {Rows} */
  const rows = new Map();
  for (const table of all(page, ".pb-actions .pb-sheet", HTMLElement)) {
    table.classList.add("pb-sheet--work");
    for (const row of all(table, "tr[data-item]", HTMLElement)) addAction(work, row, rows);
  }
  for (const entry of all(page, ".pb-question-list > [data-item]", HTMLElement)) addQuestion(work, entry, rows);
  addStatements(work, page, rows);
  return rows;
};
