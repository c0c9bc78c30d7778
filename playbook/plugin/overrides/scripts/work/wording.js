// What an item says on this page, and how its controls are called: the same as `work.texts.js` has, whatever else stands beside it.
/** @import { Item, Work } from "./types" */

// What the page says in another language, or about a text, is no part of it.
const NOT_TEXT = ".pb-second, .pb-standing";

/** @type {(holder: Element) => string} */
export const textOf = (holder) => {
  const copy = /** @type {Element} */ (holder.cloneNode(true));
  copy.querySelectorAll(NOT_TEXT).forEach((one) => one.remove());
  const blocks = [...copy.querySelectorAll("p, li")];
  return blocks.map((block) => block.textContent?.trim() ?? "").join("\n");
};

/** @type {(work: Pick<Work, "known">, id: string, holder: Element, isQuestion?: boolean) => Item} */
export const itemOf = ({ known }, id, holder, isQuestion = false) => {
  const text = textOf(holder);
  return { id, isQuestion, name: text.replaceAll("\n", " "), wording: () => ({ language: known.language, text }) };
};

// Whether two wordings differ in more than their spaces.
/** @type {(one: string, other: string) => boolean} */
export const differ = (one, other) => one.replaceAll(/\s/g, "") !== other.replaceAll(/\s/g, "");
