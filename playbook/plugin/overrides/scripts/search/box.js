// The box: a field, what to choose, and a list of results that keys walk through.
import { all, only } from "../shared/page.js";
import { element, put, say } from "./elements.js";
import { Marker } from "./marker.js";
/** @import { Found } from "../search-engine/types" */
/** @import { Index } from "../search-engine/index-of-language.js" */

const AT_ONCE = { dialog: 5, page: 20 };

/** @typedef {Awaited<ReturnType<typeof playbookSearch.ask>>} Answer */

/** @type {Answer} */
const NOTHING = { found: [], missing: [], inPassing: false, meant: new Map(), unread: [] };

let boxes = 0;

export class Box {
  // `root` holds a field already, see `search-open.js`.
  /**
   * @param {Index} index
   * @param {HTMLElement} root
   * @param {{ where: keyof typeof AT_ONCE, close?: () => void }} options
   */
  constructor(index, root, { where, close }) {
    boxes += 1;
    this.id = `pb-search-${boxes}`;
    this.root = root;
    this.input = only(root, "input", HTMLInputElement);
    this.index = index;
    this.words = index.head.words;
    this.where = where;
    this.close = close;
    this.shown = AT_ONCE[where];
    this.active = -1;
    this.asked = 0;
    const { words, id } = this;
    this.list = element("ul", { id: `${id}-list`, role: "listbox", "aria-label": words.search, className: "pb-search__list" });
    this.status = element("p", { role: "status", className: "pb-search__status" });
    this.meant = element("div", { className: "pb-search__meant" });
    this.failed = element("div", { role: "alert", className: "pb-search__failed" });
    this.help = element("div", { className: "pb-search__help" });
    this.more = element("button", { type: "button", className: "pb-search__more", hidden: true }, words.search_more);
    this.everywhere = element("input", { type: "checkbox" });
    this.page = where === "dialog" ? element("a", { className: "pb-search__page", href: this.address() }, words.search_show_all) : null;
    this.build();
  }

  build() {
    const { words, id } = this;
    put(this.input, {
      id, inputMode: "search", enterKeyHint: "search", maxLength: 10000, placeholder: words.search_hint, role: "combobox",
      "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
    });
    const closing = this.close
      ? [element("button", { type: "button", className: "pb-search__close", ariaLabel: words.search_close, onclick: this.close }, "✕")]
      : [];
    this.input.after(...closing);
    this.root.append(
      element("div", { className: "pb-search__choices" }, this.filters(),
        element("label", { className: "pb-search__everywhere" }, this.everywhere, words.search_all_languages)),
      this.status, this.meant, this.failed,
      element("div", { className: "pb-search__results" }, this.list, this.help, this.more), ...(this.page ? [this.page] : []));
    this.listen();
  }

  filters() {
    const chips = [["", this.words.search_everything], ...Object.entries(this.index.head.filters)].map(([value, name]) =>
      element("label", {}, element("input", { type: "radio", name: `${this.id}-filter`, value, checked: value === "" }), element("span", {}, name)));
    return element("fieldset", { className: "pb-search__filters" }, ...chips);
  }

  get filter() {
    return only(this.root, "input[type=radio]:checked", HTMLInputElement).value;
  }

  listen() {
    const { input } = this;
    input.addEventListener("compositionend", () => this.search());
    input.addEventListener("input", (event) => input.composing || event.isComposing || this.search());
    input.addEventListener("keydown", (event) => input.composing || event.isComposing || event.keyCode === 229 || this.key(event));
    this.root.addEventListener("change", (event) => event.target !== input && this.search());
    this.more.addEventListener("click", () => {
      const next = this.shown;
      this.shown += AT_ONCE[this.where];
      this.search({ keep: true }).then(() => this.options()[next]?.focus());
    });
    this.list.addEventListener("click", ({ target, ctrlKey, metaKey }) => target instanceof Element && target.closest("a") && !ctrlKey && !metaKey && this.close?.());
  }

  options() {
    return all(this.list, "[role=option]", HTMLElement);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const options = this.options();
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
    if (event.key in steps && options.length) {
      event.preventDefault();
      const next = this.active + steps[event.key];
      this.choose(Math.abs(steps[event.key]) === 1 ? (next + options.length) % options.length : Math.max(0, Math.min(options.length - 1, next)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const { ctrlKey, metaKey, shiftKey } = event;
      options[this.active]?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
    }
  }

  /** @param {number} number */
  choose(number) {
    this.active = number;
    this.options().forEach((option, index) => option.setAttribute("aria-selected", String(index === number)));
    const chosen = this.options()[number];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  address() {
    const address = new URL(`${this.index.language}/search.html`, playbookSearch.site);
    const query = playbookSearch.clean(this.input.value);
    if (query) address.searchParams.set("q", query);
    return address.href;
  }

  // Searches for what stands in the box; only the last of several searches shows its results.
  async search({ keep = false } = {}) {
    const turn = (this.asked += 1);
    const query = playbookSearch.clean(this.input.value);
    if (!keep) this.shown = AT_ONCE[this.where];
    if (this.page) this.page.href = this.address();
    this.failed.replaceChildren();
    this.root.dispatchEvent(new CustomEvent("asked", { detail: query }));
    try {
      const answer = query ? await playbookSearch.ask(this.index.language, query, { everywhere: this.everywhere.checked, filter: this.filter }) : NOTHING;
      const { found } = answer;
      const rows = await Promise.all(found.slice(0, this.shown).map((one, number) => this.row(one, number, query)));
      const help = query && !found.length ? await this.near(query) : [];
      if (turn === this.asked) this.show(query, answer, rows, help, keep);
    } catch (error) {
      if (turn !== this.asked) return;
      this.show("", NOTHING, [], []);
      this.fail(error);
    }
  }

  /** @type {(query: string, answer: Answer, rows: Node[], help: Node[], keep?: boolean) => void} */
  show(query, { found, missing, inPassing, meant, unread }, rows, help, keep = false) {
    const active = keep ? this.active : 0;
    this.list.replaceChildren(...rows);
    this.help.replaceChildren(...help);
    this.more.hidden = found.length <= rows.length;
    this.input.setAttribute("aria-expanded", String(rows.length > 0));
    this.status.textContent = query ? this.count(query, found.length) : "";
    if (missing.length) this.status.append(" · ", say(this.words.search_lacking, { words: missing.join(" · ") }));
    else if (inPassing) this.status.append(" · ", this.words.search_in_passing);
    if (unread.length) this.status.append(" · ", say(this.words.search_too_long, { words: unread.join(" · ") }));
    this.meant.replaceChildren(...[...meant].map(([written, words]) => this.proposed(written, words)));
    this.choose(rows.length ? active : -1);
  }

  // The words that somebody may have meant who slipped, to be chosen.
  /** @type {(written: string, words: string[]) => HTMLElement} */
  proposed(written, words) {
    const choose = (/** @type {string} */ word) => {
      this.input.value = this.input.value.replace(new RegExp(written, "i"), () => word);
      this.search().then(() => this.input.focus());
    };
    const [before, behind] = say(this.words.search_meant, { written }).split("{meant}");
    const buttons = words.flatMap((word, at) => [...(at ? [" "] : []), element("button", { type: "button", onclick: () => choose(word) }, word)]);
    return element("p", {}, before, ...buttons, behind ?? "");
  }

  /** @type {(query: string, number: number) => string} */
  count(query, number) {
    const { search_none, search_count, search_count_one } = this.words;
    if (!number) return say(search_none, { query });
    return number === 1 ? search_count_one : say(search_count, { count: number });
  }

  /** @param {unknown} error */
  fail(error) {
    const again = element("button", { type: "button", onclick: () => this.search().then(() => this.input.focus()) }, this.words.search_again);
    this.failed.replaceChildren(`${this.words.search_failed} `, again);
    if (!(error instanceof playbookSearch.PartMissing)) throw error;
  }

  /** @type {(found: Found, number: number, query: string) => Promise<HTMLElement>} */
  async row(found, number, query) {
    const own = this.index.head.languages.some(([id]) => id === this.index.language) && found.language !== this.index.language;
    const index = await playbookSearch.openPlain(found.language);
    const shown = this.everywhere.checked ? index : this.index;
    const [address, head, context, body, missing] = await shown.document(found.number);
    const [kind, name] = this.index.kind(found.number);
    const marker = new Marker(index.folding, query, ...(found.through ? [found.through.title] : []));
    const { tag } = this.language(shown.language);
    const lang = missing ?? tag;
    const option = element("a", {
      role: "option", id: `${this.id}-${number}`, tabIndex: -1, "aria-selected": "false",
      href: new URL(`${shown.language}/${address}`, playbookSearch.site).href, className: "pb-search__result",
    });
    option.append(
      element("span", { className: "pb-search__kind" }, name, ...(context ? [" · ", element("span", { lang: tag }, context)] : [])),
      element("span", { className: "pb-search__title", lang }, marker.marked(head)));
    // Of a term the meaning, which stands first, not what editors note of it.
    const said = kind === "t" ? body.split("\n")[0] : body;
    if (said) option.append(element("span", { className: "pb-search__excerpt", lang }, ...marker.excerpt(said)));
    if (found.through) option.append(element("span", { className: "pb-search__through" }, say(this.words.search_through, found.through)));
    if (own && !this.everywhere.checked) option.append(await this.elsewhere(index, found.number, marker));
    return element("li", { role: "none" }, option);
  }

  // The tag and the name of a language.
  /** @param {string} id */
  language(id) {
    const [, tag, language] = this.index.head.languages.find(([other]) => other === id) ?? [id, id, id];
    return { tag, language };
  }

  // The text in another language that answered, beside the item in the reader's own.
  /** @type {(index: Index, number: number, marker: Marker) => Promise<HTMLElement>} */
  async elsewhere(index, number, marker) {
    const { tag, language } = this.language(index.language);
    const [, head, , body] = await index.document(number);
    const [before, behind] = say(this.words.search_in_language, { language }).split("{words}");
    const text = marker.places(head).length || !body ? [marker.marked(head)] : marker.excerpt(body);
    return element("span", { className: "pb-search__through" }, before, element("span", { lang: tag }, ...text), behind ?? "");
  }

  /** @type {(query: string) => Promise<HTMLElement[]>} */
  async near(query) {
    const terms = playbookSearch.near(this.index, query);
    const links = await Promise.all(terms.map(async ({ number, title }) => {
      const [address] = await this.index.document(number);
      return element("li", {}, element("a", { href: new URL(`${this.index.language}/${address}`, playbookSearch.site).href, onclick: () => this.close?.() }, title));
    }));
    const glossary = new URL(`${this.index.language}/glossary.html`, playbookSearch.site).href;
    const said = links.length ? [element("p", {}, this.words.search_near), element("ul", {}, ...links)] : [];
    return [...said, element("p", {}, element("a", { href: glossary }, this.words.search_to_glossary))];
  }
}
