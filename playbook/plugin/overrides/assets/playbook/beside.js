// Puts the texts of other languages beside those of the page: by the key of each text, never by its position. The
// page itself has bare marks; the file of its own language names them in their order.
companion.show = (languages) => {
  const root = document.documentElement;
  const blocks = new Set(["P", "LI", "DIV", "FIGURE"]);
  const linkTo = (id) => document.querySelector(`.pb-switcher [data-language="${id}"]`);
  const item = (id, [key, html, lang = linkTo(id).lang, state = ""]) => [key, { html, lang, state }];

  const element = (name, className, lang, html = "") => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (lang) made.lang = lang;
    made.innerHTML = html;
    return made;
  };

  // A text of several blocks has a number behind its key; what one language has more stands at the last of the other.
  const counterparts = (key, own, there) => {
    const found = there.has(key) ? [there.get(key)] : [];
    const [text, number = "0"] = key.split("+");
    for (let next = Number(number) + 1; !own.has(`${text}+${next}`) && there.has(`${text}+${next}`); next += 1) {
      found.push(there.get(`${text}+${next}`));
    }
    return found;
  };

  const second = (here, other) => {
    const repeats = other.lang === here.lang;
    if (repeats ? other.state !== "missing" : other.html === here.html) return [];
    const made = element("span", "pb-second", other.lang, repeats ? "" : other.html);
    const said = document.querySelector(".pb-with").dataset[other.state];
    if (said) {
      made.append(" ", element("small", "pb-state", root.lang));
      made.lastChild.textContent = said;
    }
    return [made];
  };

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
    for (const second of document.querySelectorAll(".pb-second, .pb-languages")) second.remove();
    for (const row of document.querySelectorAll(".pb-row")) row.replaceWith(...row.firstChild.childNodes);
  };

  const heads = () => {
    const line = element("p", "pb-languages");
    line.append(
      ...[companion.own, ...languages].map((id) => element("span", "", linkTo(id).lang, linkTo(id).innerHTML)),
    );
    document.querySelector("[data-text]").closest(".md-content__inner > *").before(line);
  };

  remove();
  root.dataset.with = languages.length;
  if (!languages.length) return;
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
  let { chosen } = companion;
  const shown = () => companion.shown(chosen);

  const remember = () => {
    try {
      localStorage.setItem("playbook.with", chosen.join(","));
    } catch {
      // Without storage the address and the links of the page keep the choice.
    }
  };

  const withChoice = (address) => {
    const url = new URL(address);
    const others = url.search.slice(1).split("&").filter((part) => part && !part.startsWith("with="));
    url.search = [...others, ...(chosen.length ? [`with=${chosen.join(",")}`] : [])].join("&");
    return url.href;
  };

  const inAddress = () => {
    try {
      history.replaceState(history.state, "", withChoice(location.href));
    } catch {
      // Where an address cannot be changed, the choice is remembered all the same.
    }
  };

  const load = (id) =>
    new Promise((done) => {
      if (companion.items[id]) return done();
      const script = Object.assign(document.createElement("script"), { src: companion.itemsOf(id) });
      script.addEventListener("load", done);
      document.head.append(script);
    });

  // What the reader looks at stays where it is.
  const keepingPlace = (change) => {
    const root = document.documentElement;
    const top = document.querySelector(".md-header").getBoundingClientRect().bottom;
    const seen = [...document.querySelectorAll("[data-text]")].find((unit) => unit.getBoundingClientRect().top >= top);
    const before = seen?.getBoundingClientRect().top;
    root.style.overflowAnchor = "none";
    change();
    if (seen && scrollY) scrollBy({ top: seen.getBoundingClientRect().top - before, behavior: "instant" });
    requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
  };

  const choose = async (ids) => {
    chosen = ids.slice(-companion.MOST);
    remember();
    inAddress();
    if (shown().length) await Promise.all([companion.own, ...shown()].map(load));
    keepingPlace(() => companion.show(shown()));
  };

  const start = () => {
    const chooser = document.querySelector(".pb-with");
    const boxes = [...document.querySelectorAll(".pb-switcher a:not([aria-current])")].map((link) => {
      const label = Object.assign(document.createElement("label"), { lang: link.lang });
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value: link.dataset.language });
      label.append(box, link.textContent);
      chooser.querySelector("fieldset").append(label);
      return box;
    });
    const tick = () => boxes.forEach((box) => (box.checked = shown().includes(box.value)));
    tick();
    if (shown().length) inAddress();
    chooser.addEventListener("change", ({ target }) => {
      const others = shown().filter((id) => id !== target.value);
      choose(target.checked ? [...others, target.value] : others).then(tick);
    });
    chooser.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        chooser.open = false;
        chooser.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (!chooser.contains(event.target)) chooser.open = false;
    });
    // Links within the site take the choice along: where nothing can be stored, it would end with the page.
    const site = new URL(`${JSON.parse(document.getElementById("__config").textContent).base}/`, location.href).href;
    for (const kind of ["click", "auxclick", "contextmenu"]) {
      document.addEventListener(kind, (event) => {
        const link = event.target.closest?.("a[href]");
        if (link?.protocol && link.href.startsWith(site) && link.pathname !== location.pathname) {
          link.href = withChoice(link.href);
        }
      });
    }
  };

  remember();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
