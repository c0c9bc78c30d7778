// Puts a session together from chosen questions. All of it stands in the address, so that it can be sent on; the ids are
// the same in every language. Nothing is stored.
import { all, only, said } from "../shared/page.js";
import { MOST_MINUTES, clock, fromAddress, isMinutes, noSession, partsOf, toAddress, totalOf } from "./plans.js";
/** @import { Frame, Session } from "./plans.js" */

const plan = only(document, "[data-plan]", HTMLElement);
const picks = only(document, "[data-picks]", HTMLElement);
const boxes = new Map(all(picks, "input", HTMLInputElement).map((box) => [box.value, box]));
const form = only(plan, "form", HTMLFormElement);
const title = only(form, "[name='title']", HTMLInputElement);
const start = only(form, "[name='start']", HTMLInputElement);
const agreeing = only(plan, "[data-part='agreeing']", HTMLElement);
const page = location.pathname.replace(/.*\//, "");
/** @type {Session} */
let session = noSession();
// How many questions and minutes of the address could not be used.
let unknown = 0;
let wrong = 0;

/** @param {string} id */
const usual = (id) => (boxes.has(id) ? Number(boxes.get(id)?.dataset.minutes) : undefined);
// The words of a question, in a second language too where one stands beside it. The marks by which the texts of the
// page are counted stay where they are.
/** @param {string} id */
const wordsOf = (id) => {
  const label = /** @type {HTMLElement} */ (boxes.get(id)?.parentElement);
  const words = /** @type {HTMLElement} */ (only(label, "span", HTMLElement).cloneNode(true));
  words.querySelectorAll("[data-text]").forEach((text) => text.removeAttribute("data-text"));
  return words;
};

const read = () => {
  const asked = fromAddress(location.search, usual);
  ({ session, unknown, wrong } = asked);
  title.value = session.title;
  start.value = session.start;
  plan.hidden = !asked.asks;
};

/** @param {string} search */
const address = (search) => toAddress(search, session, usual);

const notices = () => {
  const total = totalOf(session);
  const told = [
    ...(unknown ? [said(plan, "unknown", { count: unknown })] : []),
    ...(wrong ? [said(plan, "wrong", { count: wrong, most: MOST_MINUTES })] : []),
    ...(total > MOST_MINUTES ? [said(plan, "tooLong", { minutes: total })] : []),
    ...(session.chosen.length ? [] : [said(plan, "empty")]),
  ];
  const place = only(plan, ".pb-plan__said", HTMLElement);
  if (told.join("") !== place.textContent) {
    place.replaceChildren(...told.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  }
};

// What a session is called that nobody has named: the chapters that its questions are from.
const chaptersOf = () => {
  const asked = all(picks, "details", HTMLElement).filter((chapter) => chapter.querySelector("input:checked"));
  return asked.map((chapter) => only(chapter, "summary [data-text]", HTMLElement).textContent ?? "");
};

// A change of minutes leaves the rows as they are, or the field would lose its focus.
const count = () => {
  const parts = partsOf(session);
  all(plan, ".pb-agenda tbody tr", HTMLTableRowElement).forEach((row, at) => {
    row.cells[0].textContent = clock(parts[at].from, session.start);
  });
  only(plan, ".pb-plan__total", HTMLElement).textContent = said(plan, "total", { minutes: totalOf(session) });
  const heading = only(plan, ".pb-plan__title", HTMLElement);
  heading.textContent = session.title || chaptersOf().join(" · ");
  heading.hidden = !heading.textContent;
  notices();
  for (const link of all(plan, ".pb-plan__link", HTMLAnchorElement)) {
    link.setAttribute("href", link.pathname.replace(/.*\//, "") + address(location.search));
  }
  for (const link of all(document, ".pb-switcher a", HTMLAnchorElement)) {
    link.search = address(link.search);
  }
};

// An address that somebody opens stays as it is until something is changed here: what it asks for in vain may be asked for
// again where the playbook has it.
const keep = () => {
  try {
    history.replaceState(null, "", page + address(location.search) + location.hash);
  } catch {
    // A browser that forbids this for files still has the link.
  }
};

/** @type {(field: HTMLInputElement, topic: string) => void} */
const name = (field, topic) => field.setAttribute("aria-label", said(plan, "named", { what: said(plan, "minutes"), item: topic }));

/**
 * @template {HTMLElement} Kind
 * @param {string} selector
 * @param {string} inside
 * @param {new () => Kind} kind
 */
const fresh = (selector, inside, kind) => {
  const made = /** @type {DocumentFragment} */ (only(plan, selector, HTMLTemplateElement).content.cloneNode(true));
  return only(made, inside, kind);
};

const draw = () => {
  plan.querySelectorAll("[data-at]").forEach((row) => row.remove());
  for (const row of all(plan, "[data-part]", HTMLTableRowElement)) {
    const field = only(row, "input", HTMLInputElement);
    field.value = String(session.frame[/** @type {keyof Frame} */ (row.dataset.part)]);
    name(field, row.cells[1].innerText);
  }
  const list = only(plan, ".pb-question-list", HTMLElement);
  list.replaceChildren();
  session.chosen.forEach(({ id, minutes }, at) => {
    const row = fresh("[data-row]", "tr", HTMLTableRowElement);
    row.dataset.at = String(at);
    row.cells[1].append(wordsOf(id));
    const field = only(row, "input", HTMLInputElement);
    field.value = String(minutes);
    agreeing.before(row);
    name(field, row.cells[1].innerText);
    for (const button of all(row, "[data-do]", HTMLElement)) {
      button.setAttribute("aria-label", said(plan, "named", { what: button.title, item: row.cells[1].innerText }));
    }
    const question = fresh("[data-question]", "li", HTMLElement);
    only(question, ".pb-number", HTMLElement).textContent = String(at + 1);
    only(question, "p", HTMLElement).append(wordsOf(id));
    list.append(question);
  });
  for (const [id, box] of boxes) {
    box.checked = session.chosen.some((one) => one.id === id);
  }
  for (const chapter of all(picks, "details", HTMLElement)) {
    only(chapter, "[data-count]", HTMLElement).dataset.count = String(chapter.querySelectorAll("input:checked").length || "");
  }
  plan.hidden = plan.hidden && !session.chosen.length;
  document.documentElement.classList.toggle("pb-session-on", session.chosen.length > 0);
  count();
};

const redraw = () => {
  draw();
  keep();
};

/** @type {(from: number, to: number) => void} */
const move = (from, to) => {
  const { chosen } = session;
  if (to >= 0 && to < chosen.length) {
    chosen.splice(to, 0, ...chosen.splice(from, 1));
    redraw();
  }
};

/** @type {Record<string, (at: number) => void>} */
const actions = {
  up: (at) => move(at, at - 1),
  down: (at) => move(at, at + 1),
  remove: (at) => {
    session.chosen.splice(at, 1);
    redraw();
  },
  print: () => window.print(),
};

picks.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const { chosen } = session;
  if (target.checked) {
    chosen.push({ id: target.value, minutes: Number(target.dataset.minutes) });
  } else {
    chosen.splice(chosen.findIndex((one) => one.id === target.value), 1);
  }
  redraw();
});
plan.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-do]") : null;
  if (button instanceof HTMLElement) {
    const kind = said(button, "do");
    const at = Number(button.closest("tr")?.dataset.at);
    actions[kind](at);
    const there = kind === "up" ? at - 1 : kind === "down" ? at + 1 : at;
    /** @type {HTMLElement | null} */ (plan.querySelector(`[data-at="${there}"] [data-do="${kind}"]`))?.focus();
  }
});
// Minutes that are none are said to be wrong, and those from before go on counting.
/** @type {(row: HTMLTableRowElement, field: HTMLInputElement) => void} */
const setMinutes = (row, field) => {
  field.setAttribute("aria-invalid", String(!isMinutes(field.value)));
  if (!isMinutes(field.value)) return;
  const { part, at } = row.dataset;
  if (part) session.frame[/** @type {keyof Frame} */ (part)] = Number(field.value);
  else session.chosen[Number(at)].minutes = Number(field.value);
};
plan.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const row = target.closest("tr");
  if (row) setMinutes(row, target);
  session.title = title.value.trim();
  session.start = start.value;
  wrong = plan.querySelectorAll("[aria-invalid='true']").length;
  count();
  keep();
});
form.addEventListener("submit", (event) => event.preventDefault());

read();
draw();
// Until now there was nothing to go to.
if (location.hash === `#${plan.id}` && !plan.hidden) plan.scrollIntoView();
// A second language may come and go.
new MutationObserver(draw).observe(picks, { childList: true, subtree: true });
