// Remembers the language that the reader chose, and keeps the place on the page when the language changes.
const switcher = document.querySelectorAll(".pb-switcher a");
for (const link of switcher) {
  link.addEventListener("click", () => {
    try {
      localStorage.setItem("playbook.language", link.dataset.language);
    } catch {
      // Without storage the choice holds for this visit only.
    }
    link.hash = location.hash;
  });
}

// The theme's menu, folding groups and colour switch are labels of hidden boxes, which Enter presses and Space does not.
const menu = document.querySelector(".md-header label[for='__drawer']");
menu.tabIndex = 0;
menu.setAttribute("role", "button");
menu.setAttribute("aria-label", document.querySelector(".md-nav--primary").getAttribute("aria-label"));
document.addEventListener("keydown", (event) => {
  const label = event.key === " " && event.target.closest("label[tabindex]");
  if (label) {
    event.preventDefault();
    label.click();
  }
});
// Pressing the colour switch hides the label that was pressed: the other one takes the focus.
document.querySelector("[data-md-component='palette']")?.addEventListener("change", (event) => {
  const switched = event.currentTarget;
  requestAnimationFrame(() => switched.querySelector("label:not([hidden])").focus());
});

// A problem with one item is reported from its place: the address is that of the page with the name of the item in it.
const report = document.querySelector(".pb-report a");
for (const tools of report ? document.querySelectorAll(".pb-tools") : []) {
  const link = document.createElement("a");
  const named = (name) => `%5B${encodeURIComponent(name)}%5D`;
  link.className = "pb-report-item";
  link.rel = "noreferrer";
  link.href = report.getAttribute("href").replaceAll(named(report.dataset.itemName), named(tools.dataset.for));
  link.setAttribute("aria-label", report.dataset.label.replace("{id}", tools.dataset.for));
  tools.append(link);
}

// What is overdue depends on the day of the reader, not on that of the build.
const today = new Date().toLocaleDateString("sv");
for (const due of document.querySelectorAll("time[data-due]")) {
  if (due.dateTime < today) {
    const mark = document.createElement("span");
    mark.className = "pb-state pb-state--stale";
    mark.textContent = due.dataset.due;
    due.after(" ", mark);
  }
}
