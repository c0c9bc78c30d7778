// The menu and the contents of the page are drawers on a narrow window: buttons, the Escape key and a press beside them
// close them without a script. They also have to go when a link in them was followed, and when there is room for both.
export function tidyDrawers() {
  /** @type {NodeListOf<HTMLElement>} */
  const drawers = document.querySelectorAll(".md-sidebar[popover]");
  const close = () => drawers.forEach((drawer) => drawer.matches(":popover-open") && drawer.hidePopover());
  for (const drawer of drawers) {
    drawer.addEventListener("click", (event) => event.target instanceof Element && event.target.closest("a") && close());
  }
  for (const width of ["60em", "76.25em"]) matchMedia(`(min-width: ${width})`).addEventListener("change", close);
}
