// One field of one item: its control, its value on paper, and what stands against it.
import { DATES } from "../tables.js";
import { valueOf } from "../working-sheets/sheets.js";
import { make, phrase } from "./elements.js";
import { OWNERS } from "./owners.js";
/** @import { Field, Filled, KnownWork } from "../working-sheets/types" */
/** @import { Item, Shown, Work } from "./types" */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {Exclude<Field, "answer">} RowField what is written into one control; an answer is chosen among several */

// The words by which readers know the fields.
const FIELD_NAMES = { status: "status", owner: "assigned_to", due: "due", completed: "completed", note: "remark", evidence: "evidence", answer: "answer" };
const LINKS = ["http:", "https:", "mailto:"];

/** @type {(known: KnownWork) => Control} */
const states = (known) =>
  make(
    "select",
    {},
    new Option("", ""),
    ...Object.entries(known.states).map(([id, [name, meaning]]) => Object.assign(new Option(name, id), { title: meaning })),
  );

const owner = () => {
  const made = make("input", { type: "text", autocomplete: "off" });
  made.setAttribute("list", OWNERS);
  return made;
};

const day = () => make("input", { type: "date" });

/** @type {Record<RowField, (known: KnownWork) => Control>} */
const CONTROLS = {
  status: states,
  owner,
  due: day,
  completed: day,
  evidence: () => make("input", { type: "text", inputMode: "url", autocomplete: "off", spellcheck: false }),
  note: () => make("textarea", { rows: 1 }),
};

// The fields in the order in which a row shows them.
export const SHOWN_FIELDS = /** @type {RowField[]} */ (Object.keys(CONTROLS));

// Where a browser does not do so itself, a note has the height of what stands in it.
/** @param {Control} control */
const grow = (control) => {
  if (control instanceof HTMLTextAreaElement && !CSS.supports("field-sizing: content")) {
    control.style.height = "auto";
    control.style.height = `${control.scrollHeight}px`;
  }
};

// Whatever a workbook brought along is shown: a date that is none as text, a state of somebody's own as one more choice.
/** @type {(control: Control, field: Field, value: string) => void} */
const put = (control, field, value) => {
  if (control.value === value) return;
  if (control instanceof HTMLInputElement && DATES.includes(field)) control.type = "date";
  control.value = value;
  if (control.value !== value && control instanceof HTMLInputElement) control.type = "text";
  if (control.value !== value && control instanceof HTMLSelectElement) control.add(new Option(value, value));
  control.value = value;
};

// The address that a value leads to, where it is one that a browser may open.
/** @type {(value: string) => string} */
const linkIn = (value) => {
  try {
    const { href, protocol } = new URL(value.trim());
    return LINKS.includes(protocol) ? href : "";
  } catch {
    return "";
  }
};

// A remark on an action, notes on a question.
/** @type {(work: Pick<Work, "known">, item: Pick<Item, "isQuestion">, field: Field) => string} */
export const nameOf = ({ known }, { isQuestion }, field) => known.words[isQuestion && field === "note" ? "notes" : FIELD_NAMES[field]];

/** @type {(work: Pick<Work, "known">, field: Field, value: string) => string} */
export const spoken = ({ known }, field, value) => {
  /** @type {Partial<Record<Field, KnownWork["states"]>>} */
  const named = { status: known.states, answer: known.answers };
  return named[field]?.[value]?.[0] ?? value;
};

// What stands against a value, with a button for each: nobody's is chosen silently.
/** @type {(work: Work, item: Item, field: Field, chosen: () => void) => Shown} */
export const conflictOf = (work, item, field, chosen) => {
  const { words } = work.known;
  const element = make("div", { className: "pb-conflict", hidden: true });
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", phrase(words.fill_conflict_at, { what: nameOf(work, item, field), item: item.name }));
  let offered = "[]";
  /** @param {string} value */
  const button = (value) => {
    const said = spoken(work, field, value) || words.fill_empty;
    const made = make("button", { type: "button" }, phrase(words.fill_keep_this, { value: said }));
    made.addEventListener("click", () => {
      work.sheet.choose(item.id, field, value);
      chosen();
    });
    return made;
  };
  /** @param {Filled | undefined} filled */
  const show = (filled) => {
    const against = filled?.conflicts?.[field] ?? [];
    const values = against.length ? [valueOf(filled, field), ...against] : [];
    if (JSON.stringify(values) === offered) return;
    offered = JSON.stringify(values);
    element.hidden = !values.length;
    element.replaceChildren(make("p", {}, words.fill_conflict), ...values.map(button));
    work.say(!values.length ? "" : phrase(words.fill_conflict_at, { what: nameOf(work, item, field), item: item.name }));
  };
  return { element, show };
};

// A field: `written` is what stands on paper. A field that has the focus keeps what its reader sees; what somebody else wrote
// meanwhile then stands against what is typed.
/** @type {(work: Work, item: Item, field: RowField, written: HTMLElement) => Shown} */
export const fieldOf = (work, item, field, written) => {
  const { known } = work;
  const control = CONTROLS[field](known);
  const label = make("label", {}, make("span", { className: "pb-name" }, nameOf(work, item, field)), control);
  const link = make("a", { className: "pb-evidence", rel: "noreferrer noopener", target: "_blank", hidden: true }, known.words.fill_open);
  const conflict = conflictOf(work, item, field, () => control.focus());
  const element = make("div", { className: `pb-field pb-field--${field}` }, label, ...(field === "evidence" ? [link] : []), conflict.element);
  control.setAttribute("aria-label", phrase(known.words.fill_named, { what: nameOf(work, item, field), item: item.name }));
  link.setAttribute("aria-label", phrase(known.words.fill_named, { what: known.words.fill_open, item: item.name }));
  let seen = "";

  control.addEventListener("input", () => {
    const was = seen;
    seen = control.value;
    work.sheet.change(item.id, field, seen, item.wording(), was);
    grow(control);
  });
  control.addEventListener("blur", () => show(work.sheet.filled(item.id)));

  /** @param {Filled | undefined} filled */
  const show = (filled) => {
    const value = valueOf(filled, field);
    if (document.activeElement !== control) {
      put(control, field, value);
      grow(control);
    }
    if (control.value === value) seen = value;
    written.textContent = [value, ...(filled?.conflicts?.[field] ?? [])].map((one) => spoken(work, field, one)).join(" ≠ ");
    const address = field === "evidence" ? linkIn(value) : "";
    link.href = address;
    link.hidden = !address;
    if (control instanceof HTMLSelectElement) control.title = known.states[value]?.[1] ?? "";
    conflict.show(filled);
    element.classList.toggle("pb-field--filled", Boolean(value || filled?.conflicts?.[field]));
  };
  return { element, show };
};
