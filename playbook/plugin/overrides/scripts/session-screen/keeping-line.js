// Whether the sheet of a session is kept, and the file where it is not: nothing that is not kept is shown as kept.
import { make } from "../work/elements.js";
import { reminderText, reminders, standing } from "../working-sheets/reminding.js";
/** @import { OpenSheet } from "../working-sheets/open-sheet.js" */
/** @import { KnownWork, Store } from "../working-sheets/types" */

/** @type {(store: Store, sheet: OpenSheet, work: KnownWork) => { isTrouble: boolean, text: string }} */
const standOf = (store, sheet, { words }) => {
  const isTrouble = store.kind === "memory" || sheet.state === "failed";
  const told = reminders(store, sheet, new Date()).map((one) => reminderText(words, one));
  const first = isTrouble ? words.fill_not_kept : reminderText(words, standing(sheet));
  return { isTrouble, text: [first, ...told].join(" ") };
};

// The line, and what brings it up to date; `load` loads another script of the site.
/** @type {(work: KnownWork, load: (name: string) => Promise<void>) => { element: HTMLElement, tell: (store: Store, sheet: OpenSheet) => void }} */
export const keepingLine = (work, load) => {
  const element = make("p", { className: "pb-stage__kept" });
  element.setAttribute("role", "status");
  return {
    element,
    tell: (store, sheet) => {
      const { isTrouble, text } = standOf(store, sheet, work);
      element.dataset.state = isTrouble ? "failed" : sheet.state;
      if (element.firstChild?.textContent === text) return;
      element.replaceChildren(make("span", {}, text));
      if (!isTrouble) return;
      const save = make("button", { type: "button" }, work.words.fill_save);
      const ready = load("assets/playbook/save-sheet.js");
      ready.catch(console.warn);
      save.addEventListener("click", () => ready.then(() => globalThis.playbookSave(sheet.sheet, work), console.warn));
      element.append(save);
    },
  };
};
