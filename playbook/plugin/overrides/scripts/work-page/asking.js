// Asks the reader before something is done that cannot be left to a guess.
import { make } from "../work/elements.js";

/** @typedef {{ title: string, about?: (Node | string)[], choices: [value: string, words: string][], cancel: string }} Question */

// Resolves to the value of a choice, or to "" where the reader wants none of them.
/** @type {(root: HTMLElement, question: Question) => Promise<string>} */
export const ask = (root, { title, about = [], choices, cancel }) =>
  new Promise((resolve) => {
    const heading = make("h2", { id: "pb-question", tabIndex: -1 }, title);
    const buttons = [...choices, ["", cancel]].map(([value, words]) => make("button", { value, className: value ? "" : "pb-quiet" }, words));
    const form = make("form", { method: "dialog", className: "pb-form" }, heading, ...about, make("p", { className: "pb-form__row" }, ...buttons));
    const dialog = make("dialog", { className: "pb-ask" }, form);
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    root.append(dialog);
    dialog.showModal();
    (dialog.querySelector("input") ?? heading).focus();
  });

// Resolves to a name, or to "" where the reader gives none.
/** @type {(root: HTMLElement, title: string, label: string, name: string, words: { accept: string, cancel: string }) => Promise<string>} */
export const askName = async (root, title, label, name, { accept, cancel }) => {
  const field = make("input", { value: name, maxLength: 120, required: true, autocomplete: "off" });
  const about = [make("p", {}, make("label", {}, `${label} `, field))];
  const answer = await ask(root, { title, about, choices: [["named", accept]], cancel });
  return answer ? field.value.trim() : "";
};
