// Remembers the language that the reader chose, and keeps the place on the page when the language changes.
import { passed } from "./reading.js";

const PLACES = "article :is([data-item], h1, h2, h3, .pb-entry__body)[id]";

/** Return the anchor of what is being read: what the address names while it can be seen, else what was passed last. */
function placeBeingRead() {
  const top = (document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0) + 40;
  /** @param {Element | null} place */
  const topOf = (place) => place?.getClientRects()[0]?.top ?? Infinity;
  const named = topOf(document.getElementById(decodeURIComponent(location.hash.slice(1))));
  if (!scrollY || (named >= 0 && named < innerHeight)) return location.hash;
  const places = [...document.querySelectorAll(PLACES)].filter((place) => topOf(place) < Infinity);
  return places[passed(places.map(topOf), top)]?.id ?? "";
}

export function rememberLanguage() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const switcher = document.querySelectorAll(".pb-switcher a");
  for (const link of switcher) {
    link.addEventListener("click", () => {
      try {
        localStorage.setItem("playbook.language", link.dataset.language ?? "");
      } catch {
        // Without storage the choice holds for this visit only.
      }
      link.hash = placeBeingRead();
    });
  }
}
