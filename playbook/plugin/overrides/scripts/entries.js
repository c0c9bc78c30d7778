// A catalogue whose entries open: a link opens its entry, and they are found and sorted in place. What was chosen stands
// in the address, so that it can be sent, and is there again for who comes back, or turns to another language.
(() => {
  const list = document.querySelector(".pb-list");
  const tools = list?.querySelector("form");
  if (!list || !tools) return;
  /** @type {HTMLDetailsElement[]} */
  const entries = [...list.querySelectorAll("details")].filter((one) => one.matches(".pb-entry"));
  /** @type {HTMLElement[]} */
  const groups = [...list.querySelectorAll("section")];
  /** @type {<T extends HTMLElement>(name: string, kind: new () => T) => T | undefined} */
  const control = (name, kind) => {
    const found = tools.querySelector(name);
    return found instanceof kind ? found : undefined;
  };
  const filter = control("input", HTMLInputElement);
  const direction = control("[name='direction']", HTMLSelectElement);
  const order = control("[name='order']", HTMLSelectElement);
  const choices = [filter, direction, order].filter((one) => one !== undefined);
  const opener = control("button", HTMLButtonElement);
  const status = control("[role='status']", HTMLElement);

  // New browsers open what a link leads to and go there; the others, and all at a second click, do so here.
  const openTarget = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const entry = place?.closest("details.pb-entry");
    if (!place || !(entry instanceof HTMLDetailsElement)) return;
    if (entry.hidden) showAll();
    entry.open = true;
    const fold = place.closest("details");
    if (fold) fold.open = true;
    place.scrollIntoView();
  };

  const HIRAGANA_AWAY = "ァ".charCodeAt(0) - "ぁ".charCodeAt(0);
  /** @param {string} words */
  const folded = (words) =>
    words.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - HIRAGANA_AWAY));

  /** @param {HTMLElement} entry */
  const wordsOf = (entry) =>
    folded([...entry.querySelectorAll("summary, [data-find]")].map((one) => one.textContent).join(" ") + (entry.dataset.reading ?? ""));

  const choose = () => {
    const asked = folded(filter?.value ?? "").trim().split(/\s+/);
    const way = direction?.value ?? "";
    for (const entry of entries) {
      const words = wordsOf(entry);
      entry.hidden = !asked.every((word) => words.includes(word)) || Boolean(way && entry.dataset.direction !== way);
    }
    for (const group of groups) group.hidden = ![...group.querySelectorAll(".pb-entry")].some((one) => one instanceof HTMLElement && !one.hidden);
    const shown = entries.filter((entry) => !entry.hidden).length;
    const { shown: counted = "", none = "" } = tools.dataset;
    const said = shown ? counted.replace("{count}", String(shown)).replace("{total}", String(entries.length)) : none;
    if (status) status.textContent = shown === entries.length ? "" : said;
  };

  const showAll = () => {
    if (filter) filter.value = "";
    if (direction) direction.value = "";
    choose();
    keep(false);
  };

  const homes = entries.map((entry) => entry.parentElement);
  const byName = Object.assign(document.createElement("section"), { className: "pb-list__group", hidden: true });
  const all = Object.assign(document.createElement("div"), { className: "pb-list__entries" });
  byName.append(all);
  /** @param {HTMLElement} entry */
  const rank = (entry) => Number(entry.dataset.rank);
  const sort = () => {
    if (order?.value) all.append(...[...entries].sort((one, other) => rank(one) - rank(other)));
    else entries.forEach((entry, at) => homes[at]?.append(entry));
    choose();
  };

  /** @param {string} address */
  const withChoices = (address) => {
    const url = new URL(address);
    const others = url.search.slice(1).split("&").filter((part) => part && !choices.some(({ name }) => part.startsWith(`${name}=`)));
    url.search = [...others, ...choices.filter(({ value }) => value).map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)].join("&");
    return url.href;
  };
  const tellSwitcher = () => {
    for (const link of document.querySelectorAll(".pb-switcher a")) if (link instanceof HTMLAnchorElement) link.href = withChoices(link.href);
  };
  /** @param {boolean} isNew whether the way back leads to what was chosen before */
  const keep = (isNew) => {
    tellSwitcher();
    const address = withChoices(location.href);
    try {
      if (address !== location.href) history[isNew ? "pushState" : "replaceState"](history.state, "", address);
    } catch {
      // Where an address cannot be changed, or not as often, the list is as it was chosen all the same.
    }
  };
  const take = () => {
    const asked = new URLSearchParams(location.search);
    const changed = choices.filter(({ name, value }) => value !== (asked.get(name) ?? ""));
    for (const choice of changed) {
      choice.value = asked.get(choice.name) ?? "";
      if (choice instanceof HTMLSelectElement && choice.selectedIndex < 0) choice.selectedIndex = 0; // an address may name anything
    }
    if (!changed.length) return; // what is moved loses the focus
    sort();
    tellSwitcher();
  };

  const openAll = () => {
    const shown = entries.filter((entry) => !entry.hidden);
    const isOpen = shown.every((entry) => entry.open);
    for (const entry of shown) entry.open = !isOpen;
    named();
  };
  const { textContent: toOpen = "", dataset } = opener ?? document.createElement("button");
  const named = () => {
    const isOpen = entries.filter((entry) => !entry.hidden).every((entry) => entry.open);
    if (opener) opener.textContent = isOpen ? (dataset.close ?? "") : toOpen;
  };

  groups[0]?.before(byName);
  groups.push(byName);
  tools.addEventListener("input", ({ target }) => {
    if (target === order) sort();
    else choose();
    // Of the letters that somebody types, the way back leads over the first one alone.
    keep(target !== filter || !new URLSearchParams(location.search).has("filter"));
  });
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("keydown", (event) => event.stopPropagation()); // single letters turn the theme's pages
  opener?.addEventListener("click", openAll);
  list.addEventListener("toggle", named, true);
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a[href^='#']");
    if (link instanceof HTMLAnchorElement && link.hash === location.hash) openTarget();
  });
  addEventListener("popstate", take);
  addEventListener("hashchange", openTarget);
  take();
  openTarget();
})();
