// Puts the texts of other languages beside those of the page: by the key of each text, never by its position. The
// page itself has bare marks; the file of its own language names them in their order.
import { all, only, said } from "./shared/page.js";

/** @typedef {{ html: string, lang: string, state: string }} Piece a text in a language, and its state */

companion.show = (languages) => {
  const root = document.documentElement;
  const blocks = new Set(["P", "LI", "DIV", "FIGURE"]);
  /** @param {string} id */
  const linkTo = (id) => only(document, `.pb-switcher [data-language="${id}"]`, HTMLElement);
  /** @type {(id: string, row: ItemRow) => [key: string, piece: Piece]} */
  const item = (id, [key, html, lang = linkTo(id).lang, state = ""]) => [key, { html, lang, state }];

  /** @type {(name: string, className: string, lang?: string, html?: string) => HTMLElement} */
  const element = (name, className, lang = "", html = "") => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (lang) made.lang = lang;
    made.innerHTML = html;
    return made;
  };

  // A text of several blocks has a number behind its key; what one language has more stands at the last of the other.
  /** @type {(key: string, own: Map<string, Piece>, there: Map<string, Piece>) => Piece[]} */
  const counterparts = (key, own, there) => {
    const [text, number = "0"] = key.split("+");
    const keys = [key];
    for (let next = Number(number) + 1; !own.has(`${text}+${next}`) && there.has(`${text}+${next}`); next += 1) {
      keys.push(`${text}+${next}`);
    }
    return keys.flatMap((one) => there.get(one) ?? []);
  };

  /** @type {(here: Piece, other: Piece) => HTMLElement[]} */
  const second = (here, other) => {
    const repeats = other.lang === here.lang;
    if (repeats ? other.state !== "missing" : other.html === here.html) return [];
    const made = element("span", "pb-second", other.lang, repeats ? "" : other.html);
    const state = said(only(document, ".pb-with", HTMLElement), other.state);
    if (state) {
      const mark = element("small", "pb-state", root.lang);
      mark.textContent = state;
      made.append(" ", mark);
    }
    return [made];
  };

  /** @type {(unit: Element, seconds: Node[]) => void} */
  const put = (unit, seconds) => {
    if (!seconds.length) return;
    if (blocks.has(unit.tagName)) {
      const [row, first] = [element("span", "pb-row"), element("span", "pb-first")];
      first.append(...unit.childNodes);
      row.append(first, ...seconds);
      unit.append(row);
    } else {
      unit.after(...seconds);
    }
  };

  const remove = () => {
    for (const added of document.querySelectorAll(".pb-second, .pb-languages")) added.remove();
    for (const row of document.querySelectorAll(".pb-row")) row.replaceWith(...(row.firstChild?.childNodes ?? []));
  };

  const heads = () => {
    const line = element("p", "pb-languages");
    line.append(
      ...[companion.own, ...languages].map((id) => element("span", "", linkTo(id).lang, linkTo(id).innerHTML)),
    );
    document.querySelector("[data-text]")?.closest(".md-content__inner > *")?.before(line);
  };

  remove();
  delete root.dataset.with;
  if (!languages.length) return;
  root.dataset.with = String(languages.length);
  const units = [...document.querySelectorAll("[data-text]")];
  const rows = companion.items[companion.own].map((row) => item(companion.own, row));
  // A file of another day's page would put texts in the wrong places.
  if (units.length !== rows.length) return;
  const own = new Map(rows);
  const texts = languages.map((id) => new Map(companion.items[id].map((row) => item(id, row))));
  for (const [index, unit] of units.entries()) {
    const [key, here] = rows[index];
    put(unit, texts.flatMap((there) => counterparts(key, own, there).flatMap((other) => second(here, other))));
  }
  heads();
};

// The chooser in the head of the page, the address, and what is remembered.
(() => {
  const { dataset } = document.documentElement;
  let { chosen } = companion;
  const shown = () => companion.shown(chosen);

  const remember = () => {
    try {
      localStorage.setItem("playbook.with", chosen.join(","));
    } catch {
      dataset.forgets = ""; // the address and the links of the page keep the choice
    }
  };

  /** @param {string} address */
  const withChoice = (address) => {
    const url = new URL(address);
    const others = url.search.slice(1).split("&").filter((part) => part && !part.startsWith("with="));
    url.search = [...others, ...(chosen.length ? [`with=${chosen.join(",")}`] : [])].join("&");
    return url.href;
  };

  const inAddress = () => {
    try {
      const isRemembered = dataset.withAsked === undefined;
      history.replaceState({ ...history.state, isRemembered }, "", withChoice(location.href));
    } catch {
      // Where an address cannot be changed, the choice is remembered all the same.
    }
  };

  /** @type {(id: string) => Promise<void>} */
  const load = (id) =>
    new Promise((done) => {
      if (companion.items[id]) {
        done();
        return;
      }
      const script = Object.assign(document.createElement("script"), { src: companion.itemsOf(id) });
      script.addEventListener("load", () => done());
      document.head.append(script);
    });

  // What the reader looks at stays where it is.
  /** @param {() => void} change */
  const keepingPlace = (change) => {
    const root = document.documentElement;
    const top = only(document, ".md-header", HTMLElement).getBoundingClientRect().bottom;
    const seen = [...document.querySelectorAll("[data-text]")].find((unit) => unit.getBoundingClientRect().top >= top);
    const before = seen?.getBoundingClientRect().top ?? 0;
    root.style.overflowAnchor = "none";
    change();
    if (seen && scrollY) scrollBy({ top: seen.getBoundingClientRect().top - before, behavior: "instant" });
    requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
  };

  /** @param {string[]} ids */
  const choose = async (ids) => {
    chosen = ids.slice(-companion.MOST);
    dataset.withAsked = "";
    remember();
    inAddress();
    if (shown().length) await Promise.all([companion.own, ...shown()].map(load));
    keepingPlace(() => companion.show?.(shown()));
  };

  const start = () => {
    const chooser = only(document, ".pb-with", HTMLDetailsElement);
    const boxes = all(document, ".pb-switcher a:not([aria-current])", HTMLElement).map((link) => {
      const label = Object.assign(document.createElement("label"), { lang: link.lang });
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value: link.dataset.language });
      label.append(box, link.textContent ?? "");
      only(chooser, "fieldset", HTMLElement).append(label);
      return box;
    });
    const printed = Object.assign(document.createElement("input"), { type: "checkbox", name: "print" });
    const onPaper = document.createElement("label");
    onPaper.append(printed, chooser.dataset.print ?? "");
    only(chooser, "fieldset", HTMLElement).append(onPaper);
    printed.addEventListener("change", (event) => {
      event.stopPropagation();
      if (printed.checked) dataset.withAsked = "";
      else delete dataset.withAsked;
      inAddress();
    });
    const tick = () => {
      boxes.forEach((box) => (box.checked = shown().includes(box.value)));
      printed.checked = dataset.withAsked !== undefined;
      printed.disabled = !shown().length;
    };
    tick();
    if (shown().length) inAddress();
    chooser.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      const others = shown().filter((id) => id !== target.value);
      choose(target.checked ? [...others, target.value] : others).then(tick);
    });
    chooser.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        chooser.open = false;
        only(chooser, "summary", HTMLElement).focus();
      }
    });
    document.addEventListener("click", ({ target }) => {
      if (!(target instanceof Node && chooser.contains(target))) chooser.open = false;
    });
    // Links within the site take the choice along: where nothing can be stored, it would end with the page.
    for (const kind of ["click", "auxclick", "contextmenu"]) {
      document.addEventListener(kind, (event) => {
        const link = dataset.forgets !== undefined && event.target instanceof Element && event.target.closest("a[href]");
        if (link instanceof HTMLAnchorElement && link.protocol && link.href.startsWith(companion.site) && link.pathname !== location.pathname) {
          link.href = withChoice(link.href);
        }
      });
    }
  };

  remember();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
