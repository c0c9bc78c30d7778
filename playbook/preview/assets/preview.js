// Follows the files behind this page: loads it anew when they change, at the same place and as it was filled in.
(() => {
  const shown = { ...document.currentScript.dataset };
  const PLACE = "playbook.preview.place";
  const PANEL = "playbook.preview.panel";
  const FIELDS = "input:not([type=file], [type=password], [type=hidden], [type=submit], [type=button]), textarea, select";

  // ---- the place

  // Names each of some elements: by the item that it stands in, and how many of them do.
  const named = (selector) => {
    const counts = new Map();
    return [...document.querySelectorAll(selector)].filter((one) => !one.closest("#pb-preview")).map((one) => {
      const owner = one.closest("[data-item], [id]");
      const name = owner?.dataset.item ?? owner?.id ?? "";
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return [`${name} ${counts.get(name)}`, one];
    });
  };
  const top = (element) => element.getBoundingClientRect().top;
  const head = () => document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  const valueOf = (field) => (/^(checkbox|radio)$/.test(field.type) ? field.checked : field.value);

  const save = () => {
    const items = named("[data-item], :is(h1, h2, h3)[id]");
    const from = head();
    // What begins in the window; where nothing does, what was begun last.
    const first = items.find(([, item]) => top(item) >= from && top(item) < innerHeight);
    const [item, element] = first ?? items.findLast(([, one]) => top(one) < from) ?? [];
    const fields = named(FIELDS);
    sessionStorage.setItem(PLACE, JSON.stringify({
      page: location.pathname,
      y: scrollY,
      x: scrollX,
      item: scrollY > 0 ? item : undefined,
      top: element && top(element),
      open: named("details").map(([name, one]) => [name, one.open]),
      fields: fields.map(([name, field]) => [name, valueOf(field)]),
      focus: fields.find(([, field]) => field === document.activeElement)?.[0],
    }));
  };

  const fill = (field, value) => {
    if (valueOf(field) === value) return;
    if (typeof value === "boolean") field.checked = value;
    else field.value = value;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  };
  const restore = (place) => {
    const open = new Map(place.open);
    for (const [name, one] of named("details")) if (open.has(name)) one.open = open.get(name);
    const values = new Map(place.fields);
    for (const [name, field] of named(FIELDS)) {
      if (values.has(name)) fill(field, values.get(name));
      if (name === place.focus) field.focus({ preventScroll: true });
    }
    const item = place.item && named("[data-item], :is(h1, h2, h3)[id]").find(([name]) => name === place.item)?.[1];
    const y = item ? scrollY + top(item) - place.top : place.y;
    scrollTo({ top: y, left: place.x, behavior: "instant" });
  };
  const reload = () => {
    save();
    history.scrollRestoration = "manual";
    location.reload();
  };

  const saved = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  const place = saved && JSON.parse(saved);
  if (place?.page === location.pathname) {
    restore(place);
    // Once more when all is there: the browser goes to the hash of the address on its own, and scripts fill in forms.
    addEventListener("load", () => requestAnimationFrame(() => {
      restore(place);
      history.scrollRestoration = "auto";
    }));
  }

  // ---- the problems

  const panel = () => document.querySelector("#pb-preview > details");
  // What is listed first names the problems: warnings join the errors a moment later, and are no others.
  const listed = (details) => details.querySelector(":scope > ul").textContent;
  const watch = () => {
    const details = panel();
    if (!details) return;
    // Who folded it is not shown the same problems again; others are.
    const kept = JSON.parse(sessionStorage.getItem(PANEL) ?? "{}");
    if (kept.name === listed(details)) details.open = kept.open;
    // Before it folds, not at its `toggle`, which comes later: who goes on at once would be shown them again.
    details.querySelector("summary").addEventListener("click", () => {
      sessionStorage.setItem(PANEL, JSON.stringify({ name: listed(details), open: !details.open }));
    });
  };
  const show = (news) => {
    shown.panel = news.panel;
    document.querySelector("#pb-preview")?.remove();
    document.body.insertAdjacentHTML("beforeend", news.html);
    watch();
  };

  // ---- the news; a hidden page does not wait for them, as browsers keep few connections

  const pause = () => new Promise((go) => setTimeout(go, 300));
  let waiting;
  const ask = async () => {
    waiting = new AbortController();
    const query = new URLSearchParams({ version: shown.version, panel: shown.panel });
    const answer = await fetch(`/.preview/news?${query}`, { signal: waiting.signal });
    return answer.json();
  };
  const follow = async () => {
    while (document.visibilityState === "visible") {
      try {
        const news = await ask();
        if (news.version !== shown.version) return reload();
        if (news.panel !== shown.panel) show(news);
      } catch (error) {
        if (error.name === "AbortError") return;
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
