// The sheets of this browser: made, named, copied, put away, erased and brought back.
import { only } from "../shared/page.js";
import { make, today, phrase } from "../work/elements.js";
import { progressOf } from "../working-sheets/progress.js";
import { newSheet } from "../working-sheets/sheets.js";
import { ask, askName } from "./asking.js";
import { isHere } from "./desk.js";
import { meterOf } from "./meter.js";
/** @import { WorkingSheet } from "../working-sheets/types" */
/** @import { Desk } from "./desk.js" */

/** @typedef {(desk: Desk, root: HTMLElement, sheet: WorkingSheet) => Promise<unknown>} Act */

/** @type {(mark: "archived" | "erased", said: string) => Act} */
const putAway = (mark, said) => async (desk, _, { id, name }) => {
  await desk.mark(id, { [mark]: new Date().toISOString() });
  desk.say(phrase(desk.known.words[said], { name }));
};

// By the word that offers it.
/** @type {Record<string, Act>} */
const ACTS = {
  desk_choose: (desk, _, { id }) => desk.choose(id),
  desk_rename: async (desk, root, { id, name }) => {
    const { words } = desk.known;
    const given = await askName(root, words.desk_rename, words.desk_name, name, { accept: words.desk_rename, cancel: words.fill_cancel });
    if (given) await desk.mark(id, { name: given });
  },
  desk_copy: async (desk, _, { id, name }) => {
    const sheet = await desk.read(id);
    const copy = newSheet(phrase(desk.known.words.desk_copy_of, { name }), today());
    if (sheet) await desk.keep({ ...copy, items: sheet.items, unmatched: sheet.unmatched });
  },
  desk_archive: putAway("archived", "desk_archived_said"),
  desk_erase: putAway("erased", "desk_erased_said"),
  desk_back: (desk, _, { id }) => desk.mark(id, { archived: undefined, erased: undefined }),
  desk_drop: async (desk, root, { id, name }) => {
    const { words } = desk.known;
    const question = { title: phrase(words.desk_drop_ask, { name }), about: [make("p", {}, words.desk_drop_about)], cancel: words.fill_cancel };
    if (await ask(root, { ...question, choices: [["drop", words.desk_drop]] })) await desk.run(() => desk.store.drop(id));
  },
};
const HERE = ["desk_choose", "desk_rename", "desk_copy", "desk_archive", "desk_erase"];
const ARCHIVED = ["desk_back", "desk_erase"];
const ERASED = ["desk_back", "desk_drop"];

// A moment in words, or nothing where there is none.
/** @type {(words: string, moment: string) => string[]} */
const dated = (words, moment) => {
  const day = new Date(moment);
  return Number.isNaN(day.valueOf()) ? [] : [phrase(words, { day: day.toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" }) })];
};

/** @type {(desk: Desk, root: HTMLElement, sheet: WorkingSheet, acts: string[]) => HTMLElement} */
const entry = (desk, root, sheet, acts) => {
  const { words } = desk.known;
  const { id, name, created, changed } = sheet;
  const isOpen = desk.hasSheet && desk.sheet.sheet.id === id;
  const buttons = acts
    .filter((act) => !(isOpen && act === "desk_choose"))
    .map((act) => {
      const button = make("button", { type: "button", id: `sheet-${id}-${act}`, className: "pb-quiet" }, words[act]);
      button.setAttribute("aria-label", phrase(words.fill_named, { what: words[act], item: name }));
      button.addEventListener("click", () => ACTS[act](desk, root, sheet));
      return button;
    });
  const times = [...dated(words.desk_created, `${created}T00:00`), ...dated(words.desk_changed, changed ?? "")];
  const made = make(
    "li",
    { className: "pb-desk__sheet" },
    make("p", { className: "pb-desk__name" }, make("bdi", {}, name), ...(isOpen ? [" ", make("span", { className: "pb-state" }, words.desk_is_open)] : [])),
    make("p", { className: "pb-hint" }, times.join(words.fill_separator)),
    meterOf(desk.known, progressOf(sheet, desk.known, today()).all, name),
    make("p", { className: "pb-form__row" }, ...buttons),
  );
  if (isOpen) made.setAttribute("aria-current", "true");
  return made;
};

// Draws the list; the form for a new sheet stands in the template.
/** @type {(desk: Desk, root: HTMLElement) => void} */
export const sheetList = (desk, root) => {
  const list = only(root, "[data-sheets]", HTMLElement);
  const none = only(root, "[data-no-sheets]", HTMLElement);
  const form = only(root, "[data-new]", HTMLFormElement);
  const name = only(form, "input", HTMLInputElement);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = name.value.trim();
    if (!given) return;
    name.value = "";
    await desk.keep(newSheet(given, today()));
    desk.say(phrase(desk.known.words.desk_made, { name: given }));
  });
  /** @type {(part: string, word: string, sheets: WorkingSheet[], acts: string[]) => void} */
  const fold = (part, word, sheets, acts) => {
    const details = only(root, `[data-${part}]`, HTMLElement);
    details.hidden = !sheets.length;
    only(details, "summary", HTMLElement).textContent = phrase(desk.known.words[word], { count: sheets.length });
    only(details, "ul", HTMLElement).replaceChildren(...sheets.map((sheet) => entry(desk, root, sheet, acts)));
  };
  desk.onIdle(() => {
    const now = desk.sheets.map((sheet) => (desk.hasSheet && sheet.id === desk.sheet.sheet.id ? { ...sheet, ...desk.sheet.sheet } : sheet));
    const here = now.filter(isHere);
    none.hidden = here.length > 0;
    list.replaceChildren(...here.map((sheet) => entry(desk, root, sheet, HERE)));
    fold("archived", "desk_archived", now.filter(({ archived, erased }) => archived && !erased), ARCHIVED);
    fold("erased", "desk_erased", now.filter(({ erased }) => erased), ERASED);
  });
};
