// Follows the files behind this page: loads it anew when they change, at the same place and as it was filled in.
(() => {
  const { version = "", panel = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const shown = { version, panel };
  const PLACE = "playbook.preview.place";
  const PANEL = "playbook.preview.panel";
  const FIELDS = "input:not([type=file], [type=password], [type=hidden], [type=submit], [type=button]), textarea, select";

  // ---- the place

  // Names each of some elements: by the item that it stands in, and how many of them do.
  /**
   * @template {HTMLElement} Kind
   * @param {string} selector
   * @returns {[name: string, element: Kind][]}
   */
  const named = (selector) => {
    const counts = new Map();
    /** @type {NodeListOf<Kind>} */
    const found = document.querySelectorAll(selector);
    return [...found].filter((one) => !one.closest("#pb-preview")).map((one) => {
      const owner = /** @type {HTMLElement | null} */ (one.closest("[data-item], [id]"));
      const name = owner?.dataset.item ?? owner?.id ?? "";
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return [`${name} ${counts.get(name)}`, one];
    });
  };
  /** @param {Element} element */
  const top = (element) => element.getBoundingClientRect().top;
  const head = () => document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  /** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
  /** @returns {[name: string, field: Field][]} */
  const fields = () => named(FIELDS);
  /** @returns {[name: string, details: HTMLDetailsElement][]} */
  const folds = () => named("details");
  /** @returns {[name: string, item: HTMLElement][]} */
  const items = () => named("[data-item], :is(h1, h2, h3)[id]");
  /** @param {Field} field */
  const isTick = (field) => field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type);
  /** @param {Field} field */
  const valueOf = (field) => (field instanceof HTMLInputElement && isTick(field) ? field.checked : field.value);

  const save = () => {
    const all = items();
    const from = head();
    // What begins in the window; where nothing does, what was begun last.
    const first = all.find(([, item]) => top(item) >= from && top(item) < innerHeight);
    const [item, element] = first ?? all.findLast(([, one]) => top(one) < from) ?? [];
    const filled = fields();
    sessionStorage.setItem(PLACE, JSON.stringify({
      page: location.pathname,
      y: scrollY,
      x: scrollX,
      item: scrollY > 0 ? item : undefined,
      top: element && top(element),
      open: folds().map(([name, one]) => [name, one.open]),
      fields: filled.map(([name, field]) => [name, valueOf(field)]),
      focus: filled.find(([, field]) => field === document.activeElement)?.[0],
    }));
  };

  /** @type {(field: Field, value: string | boolean) => void} */
  const fill = (field, value) => {
    if (valueOf(field) === value) return;
    if (typeof value === "string") field.value = value;
    else if (field instanceof HTMLInputElement) field.checked = value;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  };
  /**
   * @typedef {object} Place what `save` keeps
   * @property {string} page
   * @property {number} y
   * @property {number} x
   * @property {string} [item]
   * @property {number} [top]
   * @property {[name: string, open: boolean][]} open
   * @property {[name: string, value: string | boolean][]} fields
   * @property {string} [focus]
   */
  /** @param {Place} place */
  const restore = (place) => {
    const open = new Map(place.open);
    for (const [name, one] of folds()) one.open = open.get(name) ?? one.open;
    const values = new Map(place.fields);
    for (const [name, field] of fields()) {
      fill(field, values.get(name) ?? valueOf(field));
      if (name === place.focus) field.focus({ preventScroll: true });
    }
    const item = place.item ? items().find(([name]) => name === place.item)?.[1] : undefined;
    const y = item ? scrollY + top(item) - (place.top ?? 0) : place.y;
    scrollTo({ top: y, left: place.x, behavior: "instant" });
  };
  const reload = () => {
    save();
    history.scrollRestoration = "manual";
    location.reload();
  };

  const saved = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  /** @type {Place | null} */
  const place = saved === null ? null : JSON.parse(saved);
  if (place && place.page === location.pathname) {
    restore(place);
    // Once more when all is there: the browser goes to the hash of the address on its own, and scripts fill in forms.
    addEventListener("load", () => requestAnimationFrame(() => {
      restore(place);
      history.scrollRestoration = "auto";
    }));
  }

  // ---- the problems

  const panelOf = () => /** @type {HTMLDetailsElement | null} */ (document.querySelector("#pb-preview > details"));
  // What is listed first names the problems: warnings join the errors a moment later, and are no others.
  /** @param {HTMLElement} details */
  const listed = (details) => details.querySelector(":scope > ul")?.textContent;
  const watch = () => {
    const details = panelOf();
    if (!details) return;
    // Who folded it is not shown the same problems again; others are.
    const kept = JSON.parse(sessionStorage.getItem(PANEL) ?? "{}");
    if (kept.name === listed(details)) details.open = kept.open;
    // Before it folds, not at its `toggle`, which comes later: who goes on at once would be shown them again.
    details.querySelector("summary")?.addEventListener("click", () => {
      sessionStorage.setItem(PANEL, JSON.stringify({ name: listed(details), open: !details.open }));
    });
  };
  /** @param {News} news */
  const show = (news) => {
    shown.panel = news.panel;
    document.querySelector("#pb-preview")?.remove();
    document.body.insertAdjacentHTML("beforeend", news.html);
    watch();
  };

  // ---- the news; a hidden page does not wait for them, as browsers keep few connections

  const pause = () => new Promise((go) => {
    setTimeout(go, 300);
  });
  /** @typedef {{ version: string, panel: string, html: string }} News */
  /** @type {AbortController | undefined} */
  let waiting;
  /** @returns {Promise<News>} */
  const ask = async () => {
    waiting = new AbortController();
    const query = new URLSearchParams(shown);
    const answer = await fetch(`/.preview/news?${query}`, { signal: waiting.signal });
    return answer.json();
  };
  const follow = async () => {
    while (document.visibilityState === "visible") {
      try {
        const news = await ask();
        if (news.version !== shown.version) {
          reload();
          return;
        }
        if (news.panel !== shown.panel) show(news);
      } catch (error) {
        if (error instanceof DOMException && error.name === "AbortError") return;
        await pause(); // the server is starting again, or has ended
      }
    }
  };
  const stop = () => waiting?.abort();
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? follow() : stop()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => event.persisted && follow());
  watch();
  follow();
})();
