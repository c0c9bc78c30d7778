// The bar at the foot of a chapter: which sheet is open, how far it has come, and whether it is kept.
import { openBefore } from "../working-sheets/progress.js";
import { make, phrase } from "./elements.js";
/** @import { Counts, Head, KnownWork, Progress, WorkingSheet } from "../working-sheets/types" */

/** @typedef {{ text: string, known?: string, forget?: () => void }} Told a reminder, and the button that ends it */

/** @typedef {object} Asks what the bar asks of the page
 * @property {(id: string) => void} choose
 * @property {(name: string) => Promise<void>} create
 * @property {() => void} save
 */

/** @type {(known: KnownWork, chapter: string) => string} */
const upFrom = (known, chapter) => {
  const { address = "" } = known.chapters.find(({ id }) => id === chapter) ?? {};
  return "../".repeat(address.split("/").length - 1);
};

/** @type {(known: KnownWork, counts: Counts) => string} */
const counted = ({ words }, { total, done, dropped, overdue }) => {
  const all = phrase(words.fill_progress, { done: done + dropped, total, open: total - done - dropped });
  return overdue ? `${all}${words.fill_separator}${phrase(words.fill_overdue, { overdue })}` : all;
};

// How far the phases have come in which a chapter stands, and what their gates still miss.
/** @type {(known: KnownWork, chapter: string, sheet: WorkingSheet, progress: Progress) => Node[]} */
const phasesOf = (known, chapter, sheet, progress) =>
  known.series.flatMap(({ id, title, phases }) => {
    const own = phases.filter((phase) => phase.chapters.includes(chapter));
    if (!own.length) return [];
    const lines = own.map((phase) => {
      const named = phase.title ? phrase(known.words.fill_named, { what: phase.title, item: counted(known, progress.phases[`${id}.${phase.id}`]) }) : "";
      const gate = phase.gate ? gateOf(known, chapter, sheet, phase) : [];
      return make("li", {}, named, ...gate);
    });
    const head = phrase(known.words.fill_named, { what: title, item: counted(known, progress.series[id]) });
    const told = lines.filter((line) => line.textContent);
    return [make("p", {}, head), ...(told.length ? [make("ul", {}, ...told)] : [])];
  });

/** @type {(known: KnownWork, chapter: string, sheet: WorkingSheet, phase: KnownWork["series"][number]["phases"][number]) => Node[]} */
const gateOf = (known, chapter, sheet, phase) => {
  const { words } = known;
  const open = known.chapters
    .filter(({ id }) => phase.chapters.includes(id))
    .map((one) => ({ ...one, count: openBefore(sheet, known, [one.id]).length }))
    .filter(({ count }) => count);
  if (!open.length) return [make("p", {}, phrase(words.fill_gate_free, { gate: phase.gate }))];
  const links = open.map(({ id, title, address, count }) => {
    const named = phrase(words.fill_gate_chapter, { chapter: title, count });
    return make("li", {}, id === chapter ? named : make("a", { href: `${upFrom(known, chapter)}${address}#actions` }, named));
  });
  return [make("p", {}, phrase(words.fill_gate, { gate: phase.gate })), make("ul", {}, ...links)];
};

/** @type {(known: KnownWork, create: Asks["create"], ended: (told: string) => void) => { form: HTMLFormElement, ask: () => void }} */
const formOf = ({ words }, create, ended) => {
  const name = make("input", { name: "sheet", required: true, maxLength: 120, autocomplete: "off", value: words.fill_default_name });
  const cancel = make("button", { type: "button", className: "pb-bar__quiet" }, words.fill_cancel);
  const form = make(
    "form",
    { className: "pb-bar__form", hidden: true },
    make("label", {}, make("span", {}, words.fill_name), name),
    make("button", { type: "submit" }, words.fill_create),
    cancel,
    make("p", {}, words.fill_stays),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!name.value.trim()) return;
    form.hidden = true;
    create(name.value.trim()).catch((fault) => {
      console.warn(fault);
      ended(words.fill_not_kept);
      ask();
    });
  });
  const ask = () => {
    form.hidden = false;
    name.focus();
    name.select();
  };
  cancel.addEventListener("click", () => {
    form.hidden = true;
    ended("");
  });
  return { form, ask };
};

// The bar, and what shows in it.
/** @type {(known: KnownWork, chapter: string, asks: Asks) => Bar} */
export const barOf = (known, chapter, asks) => {
  const { words } = known;
  const { form, ask } = formOf(known, asks.create, (told) => {
    said.textContent = told;
    fresh.focus();
  });
  const sheets = make("select");
  const choice = make("label", { hidden: true }, make("span", {}, words.fill_sheet), sheets);
  const fresh = make("button", { type: "button", className: "pb-bar__new pb-bar__quiet" }, words.fill_new);
  const meter = make("progress", { max: 1, value: 0 });
  const count = make("span");
  const come = make("p", { className: "pb-bar__progress", hidden: true }, meter, count);
  const kept = make("p", { className: "pb-bar__kept", hidden: true });
  const save = make("button", { type: "button", className: "pb-bar__save", hidden: true }, words.fill_save);
  const page = make("a", { className: "pb-bar__all", href: `${upFrom(known, chapter)}work.html` }, words.fill_all);
  const toggle = make("button", { type: "button", className: "pb-bar__toggle pb-bar__quiet", hidden: true }, words.fill_more);
  const more = make("div", { className: "pb-bar__more", id: "pb-bar-more", hidden: true });
  const said = make("p", { className: "pb-bar__said" });
  const reminders = make("div", { className: "pb-bar__said" });
  let canSave = false;
  /** @type {(told: Told) => HTMLElement} */
  const reminder = ({ text, known: name = "", forget }) => {
    const made = make("p", {}, make("span", {}, text));
    if (forget) {
      const button = make("button", { type: "button", className: "pb-bar__quiet" }, name);
      button.addEventListener("click", () => {
        forget();
        fresh.focus();
      });
      made.append(button);
    }
    return made;
  };
  const line = make(
    "div",
    { className: "pb-bar__line" },
    choice,
    come,
    kept,
    save,
    fresh,
    page,
    toggle,
  );
  const element = make("section", { className: "pb-bar pb-form" }, said, reminders, line, more, form);
  element.setAttribute("aria-label", words.fill_sheet);
  meter.setAttribute("aria-hidden", "true");
  for (const status of [said, reminders]) status.setAttribute("role", "status");
  toggle.setAttribute("aria-expanded", "false");
  toggle.setAttribute("aria-controls", more.id);
  toggle.addEventListener("click", () => {
    more.hidden = !more.hidden;
    toggle.setAttribute("aria-expanded", String(!more.hidden));
    element.classList.toggle("pb-bar--open", !more.hidden);
  });
  fresh.addEventListener("click", ask);
  save.addEventListener("click", asks.save);
  sheets.addEventListener("change", () => sheets.value && asks.choose(sheets.value));
  // What the bar hides at the foot of the page is still reached by scrolling.
  new ResizeObserver(() => document.documentElement.style.setProperty("--pb-bar", `${element.offsetHeight}px`)).observe(element);
  const offerFile = () => (save.hidden = !canSave || !reminders.childElementCount || kept.hidden);
  return {
    element,
    ask,
    say: (told) => (said.textContent = told),
    list: (heads, id) => {
      choice.hidden = !heads.length;
      const none = heads.some((head) => head.id === id) ? [] : [new Option(words.fill_choose, "")];
      sheets.replaceChildren(...none, ...heads.map((head) => new Option(head.name, head.id, false, head.id === id)));
    },
    canSave: () => {
      canSave = true;
      offerFile();
    },
    keeps: (state, told) => {
      kept.dataset.state = state;
      kept.textContent = words[state === "failed" ? "fill_not_kept" : `keep_${state}`] ?? "";
      kept.hidden = !state;
      const shown = [...reminders.querySelectorAll("span")].map((one) => one.textContent);
      if (told.map(({ text }) => text).join() !== shown.join()) reminders.replaceChildren(...told.map(reminder));
      offerFile();
    },
    count: (sheet, progress) => {
      const own = progress.chapters[chapter];
      come.hidden = toggle.hidden = false;
      meter.max = own.total || 1;
      meter.value = own.done + own.dropped;
      count.textContent = counted(known, own);
      more.replaceChildren(...phasesOf(known, chapter, sheet, progress));
    },
  };
};

/** @typedef {object} Bar
 * @property {HTMLElement} element
 * @property {() => void} ask shows the form for a new sheet
 * @property {(told: string) => void} say
 * @property {(heads: Head[], id: string) => void} list
 * @property {() => void} canSave offers the file
 * @property {(state: "kept" | "keeping" | "failed" | "", told: Told[]) => void} keeps
 * @property {(sheet: WorkingSheet, progress: Progress) => void} count
 */
