// The link to an item is copied from its place: what lies on the clipboard leads a colleague to the same item.
const ITEMS = ":is(.pb-question-list > li, .pb-sheet tbody tr, .pb-kpi-table tbody tr, .pb-gaps li, .pb-step li)[id]";

/** Return where the tools of an item stand: the styles keep room for them, so that nothing moves. */
function toolsOf(/** @type {Element} */ item) {
  const known = item.querySelector(":scope > .pb-tools, :scope > .pb-done > .pb-tools");
  if (known) return known;
  const tools = document.createElement("span");
  tools.className = "pb-tools";
  (item.querySelector(":scope > :is(.pb-done, th)") ?? item).append(tools);
  return tools;
}

export function offerCopies() {
  /** @type {HTMLElement | null} */
  const said = document.querySelector(".pb-said");
  if (!said) return;
  const { copy = "", copied = "", failed = "" } = said.dataset;
  let hiding = 0;

  /** @param {string} words */
  const say = (words) => {
    said.textContent = words;
    clearTimeout(hiding);
    hiding = window.setTimeout(() => (said.textContent = ""), 6000);
  };

  /** @param {Element} item */
  const copyLink = async (item) => {
    const { href } = Object.assign(new URL(location.href), { hash: item.id });
    const isCopied = await navigator.clipboard?.writeText(href).then(() => true, () => false);
    // Where a browser has no clipboard for pages, the link can be taken from the address bar.
    if (!isCopied) history.replaceState(history.state, "", href);
    say(isCopied ? copied : failed);
  };

  /** @type {NodeListOf<HTMLElement>} */
  const items = document.querySelectorAll(ITEMS);
  for (const item of items) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pb-copy";
    button.setAttribute("aria-label", copy.replace("{id}", item.dataset.item ?? ""));
    button.addEventListener("click", () => copyLink(item));
    toolsOf(item).append(button);
  }
}
