// Where the reader is: the contents of the page mark the part that is being read, and who turns back is offered the top,
// and on a narrow window the choices above the bar, from where the page can stay at its place.

/** Give the heading that was passed last, of those that stand in the order of the page. */
export function passed(/** @type {number[]} */ tops, /** @type {number} */ line) {
  return tops.findLastIndex((top) => top <= line);
}

/** Keep the marked link within the room of its list, which scrolls by itself. */
function reveal(/** @type {HTMLElement} */ link) {
  const list = link.closest(".md-sidebar");
  if (!list) return;
  const [inner, outer] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    list.scrollTop += inner.top - outer.top - outer.height / 2;
  }
}

function contentsMarker() {
  /** @type {HTMLAnchorElement[]} */
  const links = [...document.querySelectorAll(".md-nav--secondary a")].filter((link) => link instanceof HTMLAnchorElement);
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const head = document.querySelector(".md-header");
  let marked = -1;
  return () => {
    // Where a link to a heading leaves it, with a little to spare.
    const line = (head?.getBoundingClientRect().bottom ?? 0) + 40;
    const now = passed(headings.map((heading) => heading?.getClientRects()[0]?.top ?? Infinity), line);
    if (now === marked) return;
    links[marked]?.removeAttribute("aria-current");
    links[now]?.setAttribute("aria-current", "location");
    if (links[now]) reveal(links[now]);
    marked = now;
  };
}

function topOffer() {
  /** @type {HTMLElement | null} */
  const button = document.querySelector(".md-top");
  /** @type {number | undefined} */
  let last;
  button?.addEventListener("click", () => {
    scrollTo({ top: 0 });
    document.getElementById("pb-main")?.focus({ preventScroll: true });
  });
  return () => {
    // Asked for the first time here, when the others have written: to ask lays out the whole page.
    last ??= scrollY;
    if (Math.abs(scrollY - last) <= 4) return;
    const hasTurned = scrollY < last;
    last = scrollY;
    if (button) button.hidden = !hasTurned || scrollY < innerHeight;
    document.documentElement.toggleAttribute("data-reading-on", !hasTurned);
  };
}

export function followReading() {
  const steps = [contentsMarker(), topOffer()];
  let isAsked = false;
  const follow = () => {
    isAsked = false;
    for (const step of steps) step();
  };
  const ask = () => {
    if (!isAsked) requestAnimationFrame(follow);
    isAsked = true;
  };
  document.addEventListener("scroll", ask, { passive: true });
  window.addEventListener("resize", ask);
  ask();
}
