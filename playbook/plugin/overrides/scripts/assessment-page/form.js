// The form: a row for each statement, on paper with boxes, on the screen with answers to choose.
import { all, only } from "../shared/page.js";
import { answersOf } from "../work/answers.js";
import { make } from "../work/elements.js";
import { levelWords, notedOf } from "../work/statements.js";
import { itemOf } from "../work/wording.js";
import { standingOf } from "../working-sheets/assessment.js";
/** @import { Shown, Work } from "../work/types" */
/** @import { Desk } from "../work-page/desk.js" */

/** @type {(work: Work, row: HTMLElement) => Shown[]} */
const statementRow = (work, row) => {
  const holder = only(row, "th", HTMLElement);
  const item = itemOf(work, row.dataset.item ?? "", holder);
  const { choices, clear, beside, show } = answersOf(work, item);
  const { fields, paper } = notedOf(work, item);
  const boxes = choices.map(([answer, choice]) => {
    const cell = only(row, `[data-answer="${answer}"]`, HTMLElement);
    cell.append(choice);
    return { answer, box: only(cell, ".pb-box", HTMLElement) };
  });
  only(row, "[data-noted]", HTMLElement).append(make("div", { className: "pb-fields" }, ...fields.map(({ element }) => element), clear), ...beside, ...paper);
  const answered = {
    element: row,
    show: (/** @type {Parameters<Shown["show"]>[0]} */ filled) => {
      show(filled);
      for (const { answer, box } of boxes) box.classList.toggle("pb-box--ticked", [filled?.answer, ...(filled?.conflicts?.answer ?? [])].includes(answer));
    },
  };
  return [answered, ...fields];
};

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const form = (desk, root) => {
  const { known } = desk;
  const work = {
    known,
    get sheet() {
      return desk.sheet;
    },
    // What stands against each other, the page lists above.
    say: () => {},
  };
  /** @type {Map<string, Shown[]>} */
  const rows = new Map();
  const makeRows = () => {
    for (const row of all(root, "tr[data-item]", HTMLElement)) rows.set(row.dataset.item ?? "", statementRow(work, row));
  };
  const levels = all(root, "[data-level-of]", HTMLElement);
  desk.onDraw((item) => {
    if (!desk.hasSheet || item === "") return;
    if (!rows.size) makeRows();
    for (const [id, shown] of rows) if (item === undefined || item === id) for (const one of shown) one.show(desk.sheet.filled(id));
  });
  desk.onIdle(() => {
    for (const place of levels) {
      const chapter = known.chapters.find(({ id }) => id === place.dataset.levelOf);
      place.textContent = chapter && desk.hasSheet ? levelWords(known, standingOf(desk.sheet.sheet, known, chapter)) : "";
    }
  });
};
