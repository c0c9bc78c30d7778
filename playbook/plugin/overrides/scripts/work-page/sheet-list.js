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

/** @type {Record<string, Act>} */
const ACTS = {
  choose: (desk, _, { id }) => desk.choose(id),
  rename: async (desk, root, { id, name }) => {
    const { words } = desk.known;
    const given = await askName(root, words.desk_rename, words.desk_name, name, { accept: words.desk_rename, cancel: words.desk_cancel });
    if (given) await desk.mark(id, { name: given });
  },
  copy: async (desk, _, { id, name }) => {
    const sheet = await desk.read(id);
    const copy = newSheet(phrase(desk.known.words.desk_copy_of, { name }), today());
    if (sheet) await desk.keep({ ...copy, items: sheet.items, unmatched: sheet.unmatched });
  },
  archive: putAway("archived", "desk_archived_said"),
  erase: putAway("erased", "desk_erased_said"),
  back: (desk, _, { id }) => desk.mark(id, { archived: undefined, erased: undefined }),
  drop: async (desk, root, { id, name }) => {
    const { words } = desk.known;
    const question = { title: phrase(words.desk_drop_ask, { name }), about: [make("p", {}, words.desk_drop_about)], cancel: words.desk_cancel };
    if (await ask(root, { ...question, choices: [["drop", words.desk_drop]] })) await desk.run(() => desk.store.drop(id));
  },
};
const HERE = ["choose", "rename", "copy", "archive", "erase"];
const ARCHIVED = ["back", "erase"];
const ERASED = ["back", "drop"];

/** @type {(desk: Desk, root: HTMLElement, sheet: WorkingSheet, acts: string[]) => HTMLElement} */
const entry = (desk, root, sheet, acts) => {
  const { words } = desk.known;
  const { id, name, created, changed } = sheet;
  const isOpen = desk.hasSheet && desk.sheet.sheet.id === id;
  const buttons = acts
    .filter((act) => !(isOpen && act === "choose"))
    .map((act) => {
      const button = make("button", { type: "button", id: `sheet-${id}-${act}`, className: "pb-quiet" }, words[`desk_${act}`]);
      button.setAttribute("aria-label", phrase(words.fill_named, { what: words[`desk_${act}`], item: name }));
      button.addEventListener("click", () => ACTS[act](desk, root, sheet));
      return button;
    });
  const day = (/** @type {string} */ written) => new Date(written).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" });
  const times = [phrase(words.desk_created, { day: day(created) }), ...(changed ? [phrase(words.desk_changed, { day: day(changed) })] : [])];
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
  /** @type {(part: string, sheets: WorkingSheet[], acts: string[]) => void} */
  const fold = (part, sheets, acts) => {
    const details = only(root, `[data-${part}]`, HTMLElement);
    details.hidden = !sheets.length;
    only(details, "summary", HTMLElement).textContent = phrase(desk.known.words[`desk_${part}`], { count: sheets.length });
    only(details, "ul", HTMLElement).replaceChildren(...sheets.map((sheet) => entry(desk, root, sheet, acts)));
  };
  desk.onIdle(() => {
    const now = desk.sheets.map((sheet) => (desk.hasSheet && sheet.id === desk.sheet.sheet.id ? { ...sheet, ...desk.sheet.sheet } : sheet));
    const here = now.filter(isHere);
    none.hidden = here.length > 0;
    list.replaceChildren(...here.map((sheet) => entry(desk, root, sheet, HERE)));
    fold("archived", now.filter(({ archived, erased }) => archived && !erased), ARCHIVED);
    fold("erased", now.filter(({ erased }) => erased), ERASED);
  });
};
