// The statements of maturity of a chapter, to be answered in their places, and the level that the answers come to.
import { all, only } from "../shared/page.js";
import { standingOf } from "../working-sheets/assessment.js";
import { answersOf } from "./answers.js";
import { make, phrase } from "./elements.js";
import { fieldOf, nameOf, spoken } from "./fields.js";
import { itemOf } from "./wording.js";
/** @import { ChapterStanding } from "../working-sheets/assessment.js" */
/** @import { Field, KnownChapter, KnownWork } from "../working-sheets/types" */
/** @import { RowField } from "./fields.js" */
/** @import { Item, Shown, Work } from "./types" */

const NOTED = /** @type {RowField[]} */ (["evidence", "note"]);

// A level in words; what is not assessed says so.
/** @type {(known: KnownWork, standing: Pick<ChapterStanding, "level" | "levels">) => string} */
export const levelWords = ({ words }, { level, levels }) => {
  if (level === null) return words.answer_no_level;
  return level ? phrase(words.answer_level, { number: level, title: levels.find(({ number }) => number === level)?.title ?? "" }) : words.answer_level_0;
};

// What was noted about a statement: on the screen as controls, on paper as text.
/** @type {(work: Work, item: Item) => { fields: Shown[], paper: HTMLElement[] }} */
export const notedOf = (work, item) => {
  /** @type {HTMLElement[]} */
  const paper = [];
  const fields = NOTED.map((field) => {
    const written = make("span", { className: "pb-written__value" });
    paper.push(onPaper(nameOf(work, item, field), field, written));
    return fieldOf(work, item, field, written);
  });
  return { fields, paper };
};

/** @type {(name: string, field: Field, written: HTMLElement) => HTMLElement} */
const onPaper = (name, field, written) => make("p", { className: `pb-written pb-written--${field}` }, make("span", { className: "pb-name" }, name), written);

/** @type {(work: Work, entry: HTMLElement) => Shown[]} */
const statementOf = (work, entry) => {
  const item = itemOf(work, entry.dataset.item ?? "", entry);
  const { choices, clear, beside, show } = answersOf(work, item);
  const { fields, paper } = notedOf(work, item);
  const box = only(entry, ".pb-box", HTMLElement);
  const written = make("span", { className: "pb-written__value" });
  const group = make("fieldset", { className: "pb-answers" }, make("legend", {}, item.name));
  for (const [answer, choice] of choices) {
    choice.append(work.known.answers[answer][0]);
    group.append(choice);
  }
  group.append(clear, ...beside);
  entry.append(group, make("div", { className: "pb-fields" }, ...fields.map(({ element }) => element)), onPaper(nameOf(work, item, "answer"), "answer", written), ...paper);
  const answered = {
    element: group,
    show: (/** @type {Parameters<Shown["show"]>[0]} */ filled) => {
      show(filled);
      const values = [filled?.answer ?? "", ...(filled?.conflicts?.answer ?? [])].filter(Boolean);
      written.textContent = values.map((value) => spoken(work, "answer", value)).join(" ≠ ");
      box.classList.toggle("pb-box--ticked", values.join() === "yes");
    },
  };
  return [answered, ...fields];
};

/** @type {(work: Work, chapter: KnownChapter) => Shown} */
const levelLine = (work, chapter) => {
  const element = make("p", { className: "pb-answers__level" });
  element.setAttribute("role", "status");
  return {
    element,
    show: () => {
      const standing = standingOf(work.sheet.sheet, work.known, chapter);
      element.textContent = phrase(work.known.words.answer_reached, { level: levelWords(work.known, standing), answered: standing.answered, total: standing.total });
    },
  };
};

/** @type {(work: Work, page: HTMLElement, rows: Map<string, Shown[]>) => void} */
export const addStatements = (work, page, rows) => {
  const chapter = work.known.chapters.find(({ id }) => id === page.dataset.item);
  const steps = page.querySelector(".pb-maturity .pb-steps");
  if (!chapter || !steps) return;
  const level = levelLine(work, chapter);
  steps.before(level.element);
  for (const entry of all(steps, "li[data-item]", HTMLElement)) rows.set(entry.dataset.item ?? "", [...statementOf(work, entry), level]);
};
