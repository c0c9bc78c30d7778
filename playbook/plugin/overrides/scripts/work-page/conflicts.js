// Values that stand against each other, from files or from two pages: all are shown, and nobody's is chosen silently.
import { all, only } from "../shared/page.js";
import { make, phrase } from "../work/elements.js";
import { nameOf, spoken } from "../work/fields.js";
import { conflictsOf } from "../working-sheets/merging.js";
import { valueOf } from "../working-sheets/sheets.js";
/** @import { Conflict } from "../working-sheets/merging.js" */
/** @import { Desk } from "./desk.js" */

// The names of the files and sheets that have a value.
/** @type {(desk: Desk, conflict: Conflict, value: string) => string} */
const sourcesOf = ({ sources, known }, { item, field }, value) => {
  const names = sources.filter(({ sheet: { items } }) => valueOf(items[item], field) === value || items[item]?.conflicts?.[field]?.includes(value));
  return names.map(({ name }) => name).join(known.words.fill_separator);
};

/** @type {(desk: Desk, conflict: Conflict) => HTMLElement} */
const entryOf = (desk, conflict) => {
  const { known, sheet, say } = desk;
  const { words } = known;
  const { item, field, values } = conflict;
  const heading = phrase(words.fill_named, { what: nameOf(desk, { isQuestion: desk.isQuestion(item) }, field), item: desk.wordingOf(item) });
  /** @type {(value: string, name: string, from: string) => HTMLElement} */
  const choice = (value, name, from) => {
    const button = make("button", { type: "button", className: "pb-quiet" }, make("bdi", {}, name));
    button.addEventListener("click", () => {
      sheet.choose(item, field, value);
      say(phrase(words.desk_chosen, { value: name, left: conflictsOf(sheet.sheet).length }));
    });
    return make("li", {}, button, ...(from ? [" ", make("span", { className: "pb-hint" }, from)] : []));
  };
  const choices = values.map((value) => choice(value, spoken(desk, field, value), sourcesOf(desk, conflict, value)));
  if (field === "note") choices.push(choice(values.join("\n"), words.desk_keep_all, ""));
  const list = make("ul", { className: "pb-desk__values" }, ...choices);
  list.setAttribute("aria-label", heading);
  return make("li", {}, make("p", {}, heading), list);
};

// What tells a choice from all others: what it is about, and its value.
/** @type {(button: Element | null) => string} */
const choiceOf = (button) => `${button?.closest("ul")?.getAttribute("aria-label")}\n${button?.textContent}`;

/** @type {(desk: Desk, root: HTMLElement) => void} */
export const conflicts = (desk, root) => {
  const section = only(root, "[data-conflicts]", HTMLElement);
  const title = only(section, "h2", HTMLElement);
  const list = only(section, "ul", HTMLElement);
  desk.onIdle(() => {
    const found = desk.hasSheet ? conflictsOf(desk.sheet.sheet) : [];
    const was = list.contains(document.activeElement) ? choiceOf(document.activeElement) : "";
    section.hidden = !found.length;
    title.textContent = phrase(desk.known.words.desk_conflicts, { count: found.length });
    list.replaceChildren(...found.map((conflict) => entryOf(desk, conflict)));
    if (!was) return;
    // Who is about to press a key keeps the value under it: the list may be drawn again by what another page writes.
    const buttons = all(list, "button", HTMLElement);
    (buttons.find((button) => choiceOf(button) === was) ?? buttons[0] ?? root).focus();
  });
};
