// Remembers the language that the reader chose, and keeps the place on the page when the language changes.
/** @type {NodeListOf<HTMLAnchorElement>} */
const switcher = document.querySelectorAll(".pb-switcher a");
for (const link of switcher) {
  link.addEventListener("click", () => {
    try {
      localStorage.setItem("playbook.language", link.dataset.language ?? "");
    } catch {
      // Without storage the choice holds for this visit only.
    }
    link.hash = location.hash;
  });
}

// The theme's menu, folding groups and colour switch are labels of hidden boxes, which Enter presses and Space does not.
const menu = /** @type {HTMLElement} */ (document.querySelector(".md-header label[for='__drawer']"));
menu.tabIndex = 0;
menu.setAttribute("role", "button");
menu.setAttribute("aria-label", document.querySelector(".md-nav--primary")?.getAttribute("aria-label") ?? "");
document.addEventListener("keydown", (event) => {
  const label = event.key === " " && event.target instanceof Element && event.target.closest("label[tabindex]");
  if (label instanceof HTMLElement) {
    event.preventDefault();
    label.click();
  }
});
// Pressing the colour switch hides the label that was pressed: the other one takes the focus.
document.querySelector("[data-md-component='palette']")?.addEventListener("change", (event) => {
  const switched = /** @type {Element} */ (event.currentTarget);
  requestAnimationFrame(() => /** @type {HTMLElement} */ (switched.querySelector("label:not([hidden])")).focus());
});

// A problem with one item is reported from its place: the address is that of the page with the name of the item in it.
/** @type {HTMLAnchorElement | null} */
const report = document.querySelector(".pb-report a");
/** @type {NodeListOf<HTMLElement>} */
const tools = document.querySelectorAll(".pb-tools");
for (const one of report ? tools : []) {
  const [id, address, { itemName, label }] = [one.dataset.for ?? "", report?.getAttribute("href") ?? "", report?.dataset ?? {}];
  const link = document.createElement("a");
  /** @param {string} name */
  const named = (name) => `%5B${encodeURIComponent(name)}%5D`;
  link.className = "pb-report-item";
  link.rel = "noreferrer";
  link.href = address.replaceAll(named(itemName ?? ""), named(id));
  link.setAttribute("aria-label", (label ?? "").replace("{id}", id));
  one.append(link);
}

// What is overdue depends on the day of the reader, not on that of the build.
const today = new Date().toLocaleDateString("sv");
/** @type {NodeListOf<HTMLTimeElement>} */
const dates = document.querySelectorAll("time[data-due]");
for (const due of dates) {
  if (due.dateTime < today) {
    const mark = document.createElement("span");
    mark.className = "pb-state pb-state--stale";
    mark.textContent = due.dataset.due ?? "";
    due.after(" ", mark);
  }
}
