// Which sheet is open: one of this browser, or a new one.
import { only } from "../shared/page.js";
import { today } from "../work/elements.js";
import { isHere } from "../work-page/desk.js";
import { newSheet } from "../working-sheets/sheets.js";
/** @import { Desk } from "../work-page/desk.js" */

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const choosing = (desk, root) => {
  const choice = only(root, "[data-choice]", HTMLElement);
  const sheets = only(choice, "select", HTMLSelectElement);
  const fresh = only(root, "[data-new]", HTMLFormElement);
  const folded = /** @type {HTMLDetailsElement} */ (fresh.closest("details"));
  const name = only(fresh, "input", HTMLInputElement);
  // Boxes that are drawn for paper ask for a sheet, as long as none is open.
  root.addEventListener("click", ({ target }) => {
    if (desk.hasSheet || !(target instanceof Element) || !target.closest("[data-first], .pb-box")) return;
    folded.open = true;
    (choice.hidden ? name : sheets).focus();
  });
  sheets.addEventListener("change", () => sheets.value && desk.choose(sheets.value));
  fresh.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = name.value.trim();
    if (!given) return;
    name.value = "";
    folded.open = false;
    await desk.keep(newSheet(given, today()));
  });
  desk.onIdle(() => {
    const here = desk.sheets.filter(isHere);
    const open = desk.hasSheet ? desk.sheet.sheet.id : "";
    choice.hidden = !here.length;
    if (!open) folded.open = true;
    const none = open ? [] : [new Option(desk.known.words.fill_choose, "")];
    sheets.replaceChildren(...none, ...here.map((sheet) => new Option(sheet.name, sheet.id, false, sheet.id === open)));
  });
};
