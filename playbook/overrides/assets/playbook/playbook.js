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
