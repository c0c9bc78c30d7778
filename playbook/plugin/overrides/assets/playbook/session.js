// Puts a session together from chosen questions. All of it stands in the address (?q=ids&m=minutes&t=title&s=start), so
// that it can be sent on; the ids are the same in every language. Nothing is stored.
(() => {
  const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
  const MOST_QUESTIONS = 60;
  const MOST_MINUTES = 480;
  const plan = document.querySelector("[data-plan]");
  const boxes = new Map([...document.querySelectorAll("[data-picks] input")].map((box) => [box.value, box]));
  const form = plan.querySelector("form");
  const [opening, closing] = plan.querySelectorAll("[data-fixed]");
  const page = location.pathname.replace(/.*\//, "");
  const chosen = [];

  const minutesOf = (written, otherwise) => {
    const minutes = /^\d{1,3}$/.test(written) ? Number(written) : 0;
    return minutes >= 1 && minutes <= MOST_MINUTES ? minutes : otherwise;
  };
  const usual = (id) => Number(boxes.get(id).dataset.minutes);
  // The words of a question, in a second language too where one stands beside it. The marks by which the texts of the
  // page are counted stay where they are.
  const wordsOf = (id) => {
    const words = boxes.get(id).parentElement.querySelector("span").cloneNode(true);
    words.querySelectorAll("[data-text]").forEach((text) => text.removeAttribute("data-text"));
    return words;
  };

  const fromAddress = () => {
    const asked = new URLSearchParams(location.search);
    const ids = (asked.get("q") ?? "").split(",").filter(Boolean).slice(0, MOST_QUESTIONS);
    const minutes = (asked.get("m") ?? "").split(",");
    const known = ids.filter((id, at) => boxes.has(id) && ids.indexOf(id) === at);
    chosen.push(...known.map((id) => ({ id, minutes: minutesOf(minutes[ids.indexOf(id)] ?? "", usual(id)) })));
    form.elements.title.value = (asked.get("t") ?? "").slice(0, form.elements.title.maxLength);
    form.elements.start.value = CLOCK.test(asked.get("s") ?? "") ? asked.get("s") : "";
    const unknown = plan.querySelector(".pb-plan__unknown");
    unknown.textContent = plan.dataset.unknown.replace("{count}", ids.length - known.length);
    unknown.hidden = ids.length === known.length;
    plan.hidden = !ids.length;
  };

  // What else stands in an address, such as a second language, stays there.
  const address = (search) => {
    const others = [...new URLSearchParams(search)].filter(([name]) => !"qmts".includes(name));
    const parts = others.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    if (chosen.length) {
      parts.push(`q=${chosen.map((one) => one.id).join(",")}`);
    }
    if (chosen.some((one) => one.minutes !== usual(one.id))) {
      parts.push(`m=${chosen.map((one) => one.minutes).join(",")}`);
    }
    const [title, start] = [form.elements.title.value.trim(), form.elements.start.value];
    parts.push(...(title ? [`t=${encodeURIComponent(title)}`] : []), ...(start ? [`s=${start}`] : []));
    return parts.length ? `?${parts.join("&")}` : "";
  };

  const clock = (minute) => {
    const start = CLOCK.exec(form.elements.start.value);
    const all = minute + (start ? Number(start[1]) * 60 + Number(start[2]) : 0);
    return `${Math.floor(all / 60) % (start ? 24 : 1000)}:${String(all % 60).padStart(2, "0")}`;
  };

  // A change of minutes leaves the rows as they are, or the field would lose its focus.
  const count = () => {
    let minute = 0;
    for (const row of plan.querySelectorAll(".pb-agenda tbody tr")) {
      row.cells[0].textContent = clock(minute);
      const one = chosen[row.dataset.at];
      minute += one ? one.minutes : Number(row.dataset.fixed);
    }
    plan.querySelector(".pb-plan__total").textContent = plan.dataset.total.replace("{minutes}", minute);
    const title = plan.querySelector(".pb-plan__title");
    title.textContent = form.elements.title.value.trim();
    title.hidden = !title.textContent;
    const there = page + address(location.search) + location.hash;
    plan.querySelector(".pb-plan__link").href = there;
    for (const link of document.querySelectorAll(".pb-switcher a")) {
      link.search = address(link.search);
    }
    try {
      history.replaceState(null, "", there);
    } catch {
      // A browser that forbids this for files still has the link.
    }
  };

  const fresh = (selector) => plan.querySelector(selector).content.firstElementChild.cloneNode(true);

  const draw = () => {
    plan.querySelectorAll("[data-at]").forEach((row) => row.remove());
    const list = plan.querySelector(".pb-question-list");
    list.replaceChildren();
    chosen.forEach(({ id, minutes }, at) => {
      const row = fresh("[data-row]");
      row.dataset.at = at;
      row.cells[1].append(wordsOf(id));
      row.querySelector("input").value = minutes;
      closing.before(row);
      const question = fresh("[data-question]");
      question.querySelector(".pb-number").textContent = at + 1;
      question.querySelector("p").append(wordsOf(id));
      list.append(question);
    });
    for (const [id, box] of boxes) {
      box.checked = chosen.some((one) => one.id === id);
    }
    for (const chapter of document.querySelectorAll("[data-picks] details")) {
      chapter.querySelector("[data-count]").dataset.count = chapter.querySelectorAll("input:checked").length || "";
    }
    plan.hidden = plan.hidden && !chosen.length;
    document.documentElement.classList.toggle("pb-session-on", chosen.length > 0);
    count();
  };

  const move = (from, to) => {
    if (to >= 0 && to < chosen.length) {
      chosen.splice(to, 0, ...chosen.splice(from, 1));
      draw();
    }
  };

  const actions = {
    up: (at) => move(at, at - 1),
    down: (at) => move(at, at + 1),
    remove: (at) => {
      chosen.splice(at, 1);
      draw();
    },
    print: () => window.print(),
  };

  document.querySelector("[data-picks]").addEventListener("change", ({ target }) => {
    if (target.checked) {
      chosen.push({ id: target.value, minutes: usual(target.value) });
    } else {
      chosen.splice(chosen.findIndex((one) => one.id === target.value), 1);
    }
    draw();
  });
  plan.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (button) {
      const kind = button.dataset.do;
      const at = Number(button.closest("tr")?.dataset.at);
      actions[kind](at);
      const there = kind === "up" ? at - 1 : kind === "down" ? at + 1 : at;
      plan.querySelector(`[data-at="${there}"] [data-do="${kind}"]`)?.focus();
    }
  });
  plan.addEventListener("input", ({ target }) => {
    const at = target.closest("tr")?.dataset.at;
    if (at !== undefined) {
      chosen[at].minutes = minutesOf(target.value, usual(chosen[at].id));
    }
    count();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  fromAddress();
  draw();
  // A second language may come and go.
  new MutationObserver(draw).observe(document.querySelector("[data-picks]"), { childList: true, subtree: true });
})();
