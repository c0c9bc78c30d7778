// What a title says is shown below its element: on hover and on focus, as long as the pointer is on either, until Escape.
const TIP = "pb-tooltip";

/** Place a box below an element, or above it where there is no room, and within the window. */
function beneath(/** @type {HTMLElement} */ tip, /** @type {Element} */ host) {
  const [line] = host.getClientRects();
  const { width, height } = tip.getBoundingClientRect();
  const below = line.bottom + height <= innerHeight;
  tip.style.top = `${below ? line.bottom : line.top - height}px`;
  tip.style.left = `${Math.max(8, Math.min(line.left, document.documentElement.clientWidth - width - 8))}px`;
}

export function showTooltips() {
  const tip = document.createElement("div");
  tip.id = TIP;
  tip.className = "pb-tooltip";
  tip.popover = "manual";
  tip.setAttribute("role", "tooltip");
  /** @type {HTMLElement | null} */
  let host = null;

  const hide = () => {
    if (!host) return;
    host.title = tip.textContent ?? "";
    host.removeAttribute("aria-describedby");
    host = null;
    tip.hidePopover();
  };

  const show = (/** @type {HTMLElement} */ element) => {
    hide();
    host = element;
    tip.textContent = element.title;
    tip.lang = element.lang || (element.closest("[lang]")?.getAttribute("lang") ?? "");
    element.removeAttribute("title"); // or the browser shows it as well
    element.setAttribute("aria-describedby", TIP);
    element.closest("main, header")?.append(tip);
    tip.showPopover();
    beneath(tip, element);
  };

  // Over a menu or a dialog that is open only what stands in it says anything.
  const isCovered = (/** @type {Element} */ element) => {
    const over = document.querySelector(`:popover-open:not(#${TIP}), dialog:modal`);
    return over && !over.contains(element);
  };

  /** @param {Event} event */
  const reach = ({ target }) => {
    if (!(target instanceof Element) || tip.contains(target) || host?.contains(target)) return;
    const next = target.closest("[title]");
    if (next instanceof HTMLElement && next.title && next.closest("main, header") && !isCovered(next)) show(next);
    else hide();
  };

  document.addEventListener("pointerover", reach);
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && event.target.matches(":focus-visible")) reach(event);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", () => host && beneath(tip, host), { passive: true, capture: true });
  document.addEventListener("beforetoggle", ({ target }) => target !== tip && hide(), true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
