// The answers to a statement, one to be chosen, with the way back to none.
import { valueOf } from "../working-sheets/sheets.js";
import { conflictOf, nameOf } from "./fields.js";
import { make, phrase } from "./elements.js";
/** @import { Filled } from "../working-sheets/types" */
/** @import { Item, Work } from "./types" */

/**
 * @typedef {object} Answers
 * @property {[answer: string, choice: HTMLElement][]} choices a control for each answer, without a word that is seen
 * @property {HTMLButtonElement} clear the way back to none, which keeps its room where there is nothing to clear
 * @property {HTMLElement[]} beside what stands beside them: what else was written, what stands against it
 * @property {(filled: Filled | undefined) => void} show
 */

/** @type {(work: Work, item: Item) => Answers} */
export const answersOf = (work, item) => {
  const { answers, words } = work.known;
  const name = `answer-${item.id}`;
  /** @param {string} value */
  const change = (value) => work.sheet.change(item.id, "answer", value, item.wording());
  /** @type {(word: string) => string} */
  const called = (word) => phrase(words.fill_named, { what: word, item: item.name });
  const radios = Object.entries(answers).map(([value, [word, meaning]]) => {
    const radio = make("input", { type: "radio", name, value, title: meaning });
    radio.setAttribute("aria-label", called(word));
    radio.addEventListener("change", () => change(value));
    return radio;
  });
  const clear = make("button", { type: "button", className: "pb-answers__clear", disabled: true }, words.answer_clear);
  clear.setAttribute("aria-label", called(words.answer_clear));
  clear.addEventListener("click", () => {
    change("");
    radios[0].focus();
  });
  const written = make("span", { className: "pb-answers__written" });
  const conflict = conflictOf(work, item, "answer", () => radios[0].focus());
  return {
    choices: radios.map((radio) => [radio.value, make("label", { className: "pb-answers__choice" }, radio)]),
    clear,
    beside: [written, conflict.element],
    show: (filled) => {
      const value = valueOf(filled, "answer");
      for (const radio of radios) radio.checked = radio.value === value;
      const isOwn = !value || Object.hasOwn(answers, value);
      written.textContent = isOwn ? "" : phrase(words.answer_as_written, { what: nameOf(work, item, "answer"), value });
      clear.disabled = !value;
      conflict.show(filled);
    },
  };
};
