// Puts a session together from chosen questions. All of it stands in the address (?q=ids&m=minutes&t=title&s=start), so
// that it can be sent on; the ids are the same in every language. Nothing is stored.
import { all, only, said } from "../shared/page.js";
import { clock, fromAddress, minutesOf, toAddress } from "./plans.js";
/** @import { Chosen } from "./plans.js" */

const plan = only(document, "[data-plan]", HTMLElement);
const picks = only(document, "[data-picks]", HTMLElement);
const boxes = new Map(all(picks, "input", HTMLInputElement).map((box) => [box.value, box]));
const form = only(plan, "form", HTMLFormElement);
const title = only(form, "[name='title']", HTMLInputElement);
const start = only(form, "[name='start']", HTMLInputElement);
const [, closing] = all(plan, "[data-fixed]", HTMLElement);
const page = location.pathname.replace(/.*\//, "");
/** @type {Chosen[]} */
const chosen = [];

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
  chosen.push(...asked.chosen);
  title.value = asked.title.slice(0, title.maxLength);
  start.value = asked.start;
  const unknown = only(plan, ".pb-plan__unknown", HTMLElement);
  unknown.textContent = said(plan, "unknown", { count: asked.unknown });
  unknown.hidden = !asked.unknown;
  plan.hidden = !asked.asks;
};

/** @param {string} search */
const address = (search) => toAddress(search, chosen, usual, title.value.trim(), start.value);

// A change of minutes leaves the rows as they are, or the field would lose its focus.
const count = () => {
  let minute = 0;
  for (const row of all(plan, ".pb-agenda tbody tr", HTMLTableRowElement)) {
    row.cells[0].textContent = clock(minute, start.value);
    minute += chosen[Number(row.dataset.at)]?.minutes ?? Number(row.dataset.fixed);
  }
  only(plan, ".pb-plan__total", HTMLElement).textContent = said(plan, "total", { minutes: minute });
  const heading = only(plan, ".pb-plan__title", HTMLElement);
  heading.textContent = title.value.trim();
  heading.hidden = !heading.textContent;
  const there = page + address(location.search) + location.hash;
  only(plan, ".pb-plan__link", HTMLAnchorElement).href = there;
  for (const link of all(document, ".pb-switcher a", HTMLAnchorElement)) {
    link.search = address(link.search);
  }
  try {
    history.replaceState(null, "", there);
  } catch {
    // A browser that forbids this for files still has the link.
  }
};

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
  const list = only(plan, ".pb-question-list", HTMLElement);
  list.replaceChildren();
  chosen.forEach(({ id, minutes }, at) => {
    const row = fresh("[data-row]", "tr", HTMLTableRowElement);
    row.dataset.at = String(at);
    row.cells[1].append(wordsOf(id));
    only(row, "input", HTMLInputElement).value = String(minutes);
    closing.before(row);
    const question = fresh("[data-question]", "li", HTMLElement);
    only(question, ".pb-number", HTMLElement).textContent = String(at + 1);
    only(question, "p", HTMLElement).append(wordsOf(id));
    list.append(question);
  });
  for (const [id, box] of boxes) {
    box.checked = chosen.some((one) => one.id === id);
  }
  for (const chapter of all(picks, "details", HTMLElement)) {
    only(chapter, "[data-count]", HTMLElement).dataset.count = String(chapter.querySelectorAll("input:checked").length || "");
  }
  plan.hidden = plan.hidden && !chosen.length;
  document.documentElement.classList.toggle("pb-session-on", chosen.length > 0);
  count();
};

/** @type {(from: number, to: number) => void} */
const move = (from, to) => {
  if (to >= 0 && to < chosen.length) {
    chosen.splice(to, 0, ...chosen.splice(from, 1));
    draw();
  }
};

/** @type {Record<string, (at: number) => void>} */
const actions = {
  up: (at) => move(at, at - 1),
  down: (at) => move(at, at + 1),
  remove: (at) => {
    chosen.splice(at, 1);
    draw();
  },
  print: () => window.print(),
};

picks.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  if (target.checked) {
    chosen.push({ id: target.value, minutes: Number(target.dataset.minutes) });
  } else {
    chosen.splice(chosen.findIndex((one) => one.id === target.value), 1);
  }
  draw();
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
plan.addEventListener("input", ({ target }) => {
  const row = target instanceof HTMLInputElement ? target.closest("tr") : null;
  const one = row ? chosen[Number(row.dataset.at)] : undefined;
  if (one && target instanceof HTMLInputElement) {
    one.minutes = minutesOf(target.value, usual(one.id) ?? one.minutes);
  }
  count();
});
form.addEventListener("submit", (event) => event.preventDefault());

read();
draw();
// A second language may come and go.
new MutationObserver(draw).observe(picks, { childList: true, subtree: true });
