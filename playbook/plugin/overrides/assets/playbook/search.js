// The search as a reader sees it: a box with a list of results, the same in the dialog and on the page `search.html`.
(() => {
  const AT_ONCE = { dialog: 8, page: 20 };
  const EXCERPT = { spaced: 180, unspaced: 90 };

  function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    put(made, properties);
    made.append(...children);
    return made;
  }

  function put(on, properties) {
    for (const [name, value] of Object.entries(properties)) {
      if (name in on && name !== "role") on[name] = value;
      else on.setAttribute(name, value);
    }
  }

  const say = (words, facts) => Object.entries(facts).reduce((said, [name, fact]) => said.replace(`{${name}}`, () => fact), words);

  // ---- hits within a text

  // Finds what of a text answers to the words of a query, and gives it with marks.
  class Marker {
    constructor(folding, ...queries) {
      this.folding = folding;
      this.words = [];
      this.pairs = new Set();
      for (const run of queries.flatMap((query) => folding.runs(folding.fold(folding.told(query))))) {
        if (!folding.isUnspaced(run)) this.words.push(run);
        else if (run.length === 1) this.pairs.add(run);
        for (let at = 0; folding.isUnspaced(run) && at < run.length - 1; at += 1) this.pairs.add(run.slice(at, at + 2));
      }
    }

    // Gives the places of hits as [start, end] in the text as it is written.
    places(text) {
      const [folded, origin] = this.folded(text);
      const hit = new Uint8Array(folded.length + 1);
      for (const match of folded.matchAll(this.folding.run)) {
        const spans = this.folding.isUnspaced(match[0]) ? this.within(match[0]) : this.word(match[0]);
        for (const [start, end] of spans) hit.fill(1, match.index + start, match.index + end);
      }
      const found = [];
      for (let at = 0; at < folded.length; at += 1) {
        if (!hit[at]) continue;
        const start = at;
        while (hit[at + 1]) at += 1;
        found.push([origin[start], origin[at + 1]]);
      }
      return found;
    }

    // The folded signs of a text, and for each the place where it comes from.
    folded(text) {
      let folded = "";
      const origin = [];
      let at = 0;
      for (const sign of text) {
        const one = this.folding.signs(sign);
        for (let index = 0; index < one.length; index += 1) origin.push(at);
        folded += one;
        at += sign.length;
      }
      return [folded, [...origin, at]];
    }

    within(run) {
      const spans = [];
      for (let at = 0; at < run.length; at += 1) {
        for (const length of [2, 1]) {
          if (this.pairs.has(run.slice(at, at + length))) spans.push([at, at + length]);
        }
      }
      return spans;
    }

    word(word) {
      const written = this.folding.fold(word);
      const hits = this.words.some((asked) => playbookSearch.alike(asked, written));
      return hits ? [[0, word.length]] : [];
    }

    marked(text) {
      const parts = document.createDocumentFragment();
      let at = 0;
      for (const [start, end] of this.places(text)) {
        parts.append(text.slice(at, start), element("mark", {}, text.slice(start, end)));
        at = end;
      }
      parts.append(text.slice(at));
      return parts;
    }

    // The stretch of a text that says most about the query.
    excerpt(text) {
      const lines = text.split("\n").map((line) => ({ line, places: this.places(line) }));
      const best = lines.reduce((one, other) => (other.places.length > one.places.length ? other : one));
      const most = this.folding.isUnspaced(this.folding.runs(this.folding.fold(best.line))[0] ?? "") ? EXCERPT.unspaced : EXCERPT.spaced;
      const first = best.places[0]?.[0] ?? 0;
      const start = best.line.length > most ? Math.max(0, Math.min(first - most / 4, best.line.length - most)) : 0;
      const goesOn = start + most < best.line.length;
      const cut = best.line.slice(start, start + most);
      const begun = start > 0 ? cut.replace(/^\S{0,12}\s/, "") : cut; // whole words at both ends
      const whole = goesOn ? begun.replace(/\s\S{0,12}$/, "") : begun;
      return [start > 0 ? "… " : "", this.marked(whole), goesOn ? " …" : ""];
    }
  }

  // ---- the box

  let boxes = 0;

  class Box {
    // `root` holds a field already, see `search-open.js`.
    constructor(index, root, { where, close }) {
      boxes += 1;
      this.id = `pb-search-${boxes}`;
      this.root = root;
      this.input = root.querySelector("input");
      this.index = index;
      this.words = index.head.words;
      this.where = where;
      this.close = close;
      this.shown = AT_ONCE[where];
      this.active = -1;
      this.asked = 0;
      this.build();
    }

    build() {
      const { words, id } = this;
      put(this.input, {
        id, inputMode: "search", enterKeyHint: "search", maxLength: 10000, placeholder: words.search_hint, role: "combobox",
        "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
      });
      this.list = element("ul", { id: `${id}-list`, role: "listbox", "aria-label": words.search, className: "pb-search__list" });
      this.status = element("p", { role: "status", className: "pb-search__status" });
      this.failed = element("div", { role: "alert", className: "pb-search__failed" });
      this.help = element("div", { className: "pb-search__help" });
      this.more = element("button", { type: "button", className: "pb-search__more", hidden: true }, words.search_more);
      this.everywhere = element("input", { type: "checkbox" });
      const closing = this.close
        ? [element("button", { type: "button", className: "pb-search__close", ariaLabel: words.search_close, onclick: this.close }, "✕")]
        : [];
      const page = element("a", { className: "pb-search__page", href: this.address() }, words.search_show_all);
      this.page = this.where === "dialog" ? page : null;
      this.input.after(...closing);
      this.root.append(
        element("div", { className: "pb-search__choices" }, this.filters(),
          element("label", { className: "pb-search__everywhere" }, this.everywhere, words.search_all_languages)),
        this.status, this.failed,
        element("div", { className: "pb-search__results" }, this.list, this.help, this.more), ...(this.page ? [this.page] : []));
      this.listen();
    }

    filters() {
      const chips = [["", this.words.search_everything], ...Object.entries(this.index.head.filters)].map(([value, name]) =>
        element("label", {}, element("input", { type: "radio", name: `${this.id}-filter`, value, checked: value === "" }), element("span", {}, name)));
      return element("fieldset", { className: "pb-search__filters" }, ...chips);
    }

    get filter() {
      return this.root.querySelector("input[type=radio]:checked").value;
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
      this.list.addEventListener("click", (event) => event.target.closest("a") && !event.ctrlKey && !event.metaKey && this.close?.());
    }

    options() {
      return [...this.list.querySelectorAll("[role=option]")];
    }

    key(event) {
      const options = this.options();
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
        const found = query ? await playbookSearch.find(this.index.language, query, { everywhere: this.everywhere.checked, filter: this.filter }) : [];
        const rows = await Promise.all(found.slice(0, this.shown).map((one, number) => this.row(one, number, query)));
        const help = query && !found.length ? await this.near(query) : [];
        if (turn === this.asked) this.show(query, found, rows, help, keep);
      } catch (error) {
        if (turn !== this.asked) return;
        this.show("", [], [], []);
        this.fail(error);
      }
    }

    show(query, found, rows, help, keep = false) {
      const active = keep ? this.active : 0;
      this.list.replaceChildren(...rows);
      this.help.replaceChildren(...help);
      this.more.hidden = found.length <= rows.length;
      this.input.setAttribute("aria-expanded", String(rows.length > 0));
      this.status.textContent = query ? this.count(query, found.length) : "";
      this.choose(rows.length ? active : -1);
    }

    count(query, number) {
      const { search_none, search_count, search_count_one } = this.words;
      if (!number) return say(search_none, { query });
      return number === 1 ? search_count_one : say(search_count, { count: number });
    }

    fail(error) {
      const again = element("button", { type: "button", onclick: () => this.search().then(() => this.input.focus()) }, this.words.search_again);
      this.failed.replaceChildren(`${this.words.search_failed} `, again);
      if (!(error instanceof playbookSearch.PartMissing)) throw error;
    }

    async row(found, number, query) {
      const own = this.index.head.languages.some(([id]) => id === this.index.language) && found.language !== this.index.language;
      const index = await playbookSearch.open(found.language);
      const shown = this.everywhere.checked ? index : this.index;
      const [address, head, context, body, missing] = await shown.document(found.number);
      const [, name] = this.index.kind(found.number);
      const marker = new Marker(index.folding, query, ...(found.through ? [found.through.title] : []));
      const [, tag] = this.index.head.languages.find(([id]) => id === shown.language);
      const lang = missing ?? tag;
      const option = element("a", {
        role: "option", id: `${this.id}-${number}`, tabIndex: -1, "aria-selected": "false",
        href: new URL(`${shown.language}/${address}`, playbookSearch.site).href, className: "pb-search__result",
      });
      option.append(
        element("span", { className: "pb-search__kind" }, name, ...(context ? [" · ", element("span", { lang: tag }, context)] : [])),
        element("span", { className: "pb-search__title", lang }, marker.marked(head)));
      if (body) option.append(element("span", { className: "pb-search__excerpt", lang }, ...marker.excerpt(body)));
      if (found.through) option.append(element("span", { className: "pb-search__through" }, say(this.words.search_through, found.through)));
      if (own && !this.everywhere.checked) option.append(await this.elsewhere(index, found.number, marker));
      return element("li", { role: "none" }, option);
    }

    // The text in another language that answered, beside the item in the reader's own.
    async elsewhere(index, number, marker) {
      const [, tag, language] = this.index.head.languages.find(([id]) => id === index.language);
      const [, head, , body] = await index.document(number);
      const [before, behind] = say(this.words.search_in_language, { language }).split("{words}");
      const text = marker.places(head).length || !body ? [marker.marked(head)] : marker.excerpt(body);
      return element("span", { className: "pb-search__through" }, before, element("span", { lang: tag }, ...text), behind ?? "");
    }

    async near(query) {
      const terms = await playbookSearch.near(this.index, query);
      const links = await Promise.all(terms.map(async ({ number, title }) => {
        const [address] = await this.index.document(number);
        return element("li", {}, element("a", { href: new URL(`${this.index.language}/${address}`, playbookSearch.site).href, onclick: () => this.close?.() }, title));
      }));
      const glossary = new URL(`${this.index.language}/glossary.html`, playbookSearch.site).href;
      const said = links.length ? [element("p", {}, this.words.search_near), element("ul", {}, ...links)] : [];
      return [...said, element("p", {}, element("a", { href: glossary }, this.words.search_to_glossary))];
    }
  }

  // ---- where the box stands

  let filled;

  // Makes of a dialog with a field a whole one, once, and searches for what has been typed meanwhile.
  function fillDialog(dialog, language) {
    filled ??= playbookSearch.open(language).then((index) => {
      const box = new Box(index, dialog.querySelector(".pb-search"), { where: "dialog", close: () => dialog.close() });
      if (box.input.value && !box.input.composing) box.search();
    });
    filled.catch(() => (filled = undefined));
    return filled;
  }

  // The page itself: the query stands in its address, so that a link shows the same to a colleague.
  async function fillPage(root, language) {
    const index = await playbookSearch.open(language);
    const box = new Box(index, root, { where: "page" });
    const address = new URL(location);
    box.input.value ||= playbookSearch.clean(address.searchParams.get("q") ?? "");
    box.everywhere.checked = address.searchParams.has("all");
    const kind = box.root.querySelector(`input[type=radio][value="${CSS.escape(address.searchParams.get("kind") ?? "")}"]`);
    if (kind) kind.checked = true;
    root.addEventListener("asked", ({ detail }) => {
      for (const [name, value] of [["q", detail], ["kind", box.filter], ["all", box.everywhere.checked ? "1" : ""]]) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      history.replaceState(history.state, "", address);
    });
    if (!box.input.composing) await box.search();
  }

  playbookSearch.fillDialog = fillDialog;
  playbookSearch.fillPage = fillPage;
})();
