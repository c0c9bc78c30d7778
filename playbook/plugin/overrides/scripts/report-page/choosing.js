// What the reader chooses for a report: the sheet, its heading and request, the parts, the chapters, the notes. Parts and
// chapters stand in the address (`without`, `chapters`), what is written and the notes in the sheet.
import { all, only } from "../shared/page.js";
import { REPORT } from "../tables.js";
import { make } from "../work/elements.js";
import { isHere } from "../work-page/desk.js";
import { knownOf, notedIn } from "../working-sheets/report.js";
import { valueOf } from "../working-sheets/sheets.js";
/** @import { Desk } from "../work-page/desk.js" */
/** @import { KnownWork } from "../working-sheets/types" */

/** @type {(label: string, box: HTMLInputElement) => HTMLElement} */
const ticked = (label, box) => make("label", {}, box, " ", make("span", {}, label));

/** @type {(values: string | null) => string[]} */
const listed = (values) => (values ?? "").split(",").filter(Boolean);

export class Choice {
  /**
   * @param {Desk} desk
   * @param {HTMLElement} root
   * @param {() => void} changed
   */
  constructor(desk, root, changed) {
    this.desk = desk;
    this.form = only(root, "[data-choose]", HTMLFormElement);
    this.sheets = only(this.form, "[name='sheet']", HTMLSelectElement);
    this.notes = only(this.form, "[data-notes]", HTMLElement);
    only(this.form, "[data-chapters] > div", HTMLElement).append(
      ...desk.known.chapters.map(({ id, title }) => ticked(title, make("input", { type: "checkbox", name: "chapter", value: id }))),
    );
    this.#fromAddress();
    this.sheets.addEventListener("change", () => desk.choose(this.sheets.value));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !["part", "chapter"].includes(target.name)) return;
      this.#toAddress();
      this.draw();
      changed();
    });
    only(this.form, "[data-print]", HTMLElement).addEventListener("click", () => window.print());
    this.#field("heading");
    this.#field("commitment");
  }

  get parts() {
    return this.#boxes("part").filter(({ checked }) => checked).map(({ value }) => value);
  }

  // What is known of the chapters that were chosen, in a language.
  /** @type {(known: KnownWork) => KnownWork} */
  known(known) {
    const chosen = new Set(this.#boxes("chapter").filter(({ checked }) => checked).map(({ value }) => value));
    return knownOf(known, (id) => chosen.has(id));
  }

  // Puts into the form what the sheets hold now; a field that has the focus keeps what its reader sees.
  draw() {
    const { desk } = this;
    if (!desk.hasSheet) return;
    const { id } = desk.sheet.sheet;
    this.sheets.replaceChildren(...desk.sheets.filter(isHere).map((sheet) => new Option(sheet.name, sheet.id, false, sheet.id === id)));
    for (const [name, item] of Object.entries(REPORT)) {
      const control = this.#control(name);
      if (document.activeElement !== control) control.value = valueOf(desk.sheet.filled(item), "note");
    }
    const noted = notedIn(desk.sheet.sheet, this.known(desk.known));
    only(this.notes, "[data-no-notes]", HTMLElement).hidden = noted.length > 0;
    only(this.notes, "div", HTMLElement).replaceChildren(...noted.map((item) => this.#note(item)));
  }

  /** @type {(item: string) => HTMLElement} */
  #note(item) {
    const { sheet, known } = this.desk;
    const text = this.desk.wordingOf(item);
    const box = make("input", { type: "checkbox", id: `note-${item}`, checked: Boolean(sheet.filled(item)?.ticked) });
    box.addEventListener("change", () => sheet.change(item, "ticked", box.checked ? "true" : "", { language: known.language, text }));
    const label = ticked(text, box);
    label.append(make("span", { className: "pb-gaps__note" }, valueOf(sheet.filled(item), "note")));
    return label;
  }

  /** @param {keyof typeof REPORT} name */
  #field(name) {
    const control = this.#control(name);
    control.addEventListener("input", () => {
      const { known, sheet } = this.desk;
      sheet.change(REPORT[name], "note", control.value, { language: known.language, text: known.words[`report_${name}`] });
    });
  }

  /** @type {(name: string) => HTMLInputElement | HTMLTextAreaElement} */
  #control(name) {
    return /** @type {HTMLInputElement | HTMLTextAreaElement} */ (only(this.form, `[name="${name}"]`, HTMLElement));
  }

  /** @type {(name: string) => HTMLInputElement[]} */
  #boxes(name) {
    return all(this.form, `[name="${name}"]`, HTMLInputElement);
  }

  // What an address names and the playbook has not is passed over; where no chapter is left, all are meant.
  #fromAddress() {
    const asked = new URLSearchParams(location.search);
    const without = listed(asked.get("without"));
    for (const box of this.#boxes("part")) box.checked = !without.includes(box.value);
    const chapters = listed(asked.get("chapters"));
    const boxes = this.#boxes("chapter");
    const isAll = !boxes.some(({ value }) => chapters.includes(value));
    for (const box of boxes) box.checked = isAll || chapters.includes(box.value);
  }

  #toAddress() {
    const boxes = this.#boxes("chapter");
    const chapters = boxes.filter(({ checked }) => checked);
    const without = this.#boxes("part").filter(({ checked }) => !checked);
    const others = location.search.slice(1).split("&").filter((part) => part && !/^(?:without|chapters)=/.test(part));
    const own = [
      ...(without.length ? [`without=${without.map(({ value }) => value).join(",")}`] : []),
      ...(chapters.length < boxes.length ? [`chapters=${chapters.map(({ value }) => value).join(",")}`] : []),
    ];
    const search = [...others, ...own].join("&");
    try {
      history.replaceState(history.state, "", `${location.pathname}${search && `?${search}`}${location.hash}`);
    } catch {
      // Where an address cannot be changed, the choice holds as long as the page.
    }
  }
}
