// Makes the elements of a working sheet; what people wrote becomes text, and nothing else.
import { all } from "../shared/page.js";

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// What tells a link or a summary from all others of its place.
/** @type {(element: Element) => string} */
const targetOf = (element) => [element.localName, element.getAttribute("href"), element.closest("[data-chapter]")?.getAttribute("data-chapter")].join();

// Puts children in the place of those that are there, where they differ: what the reader has opened stays open, and a link or
// a summary keeps the focus, as sheets are drawn again by what another page writes, too.
/** @type {(place: HTMLElement, ...children: Node[]) => void} */
export const redraw = (place, ...children) => {
  const fresh = /** @type {HTMLElement} */ (place.cloneNode(false));
  fresh.append(...children);
  const opened = new Set(all(place, "details[open]", HTMLElement).map(({ dataset }) => dataset.chapter));
  for (const details of all(fresh, "details", HTMLDetailsElement)) details.open = opened.has(details.dataset.chapter);
  if (place.isEqualNode(fresh)) return;
  const held = place.contains(document.activeElement) ? targetOf(/** @type {Element} */ (document.activeElement)) : "";
  place.replaceChildren(...fresh.childNodes);
  if (held) all(place, "a, summary", HTMLElement).find((one) => targetOf(one) === held)?.focus();
};

// Words with facts in them, such as "{done} of {total}".
/** @type {(words: string, facts: Record<string, string | number>) => string} */
export const phrase = (words, facts) => words.replaceAll(/\{(\w+)\}/g, (place, fact) => String(facts[fact] ?? place));

// The day of the reader, as ISO 8601 has it.
export const today = () => new Date().toLocaleDateString("sv");

// Puts the focus on the first control inside an element that can be seen.
/** @param {ParentNode} root */
export const focusFirst = (root) => {
  const controls = [...root.querySelectorAll(".pb-tick input, .pb-field :is(input, select, textarea)")];
  const first = controls.find((control) => control.checkVisibility());
  if (first instanceof HTMLElement) first.focus();
};
