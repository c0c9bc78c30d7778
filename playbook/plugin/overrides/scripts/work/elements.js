// Makes the elements of a working sheet; what people wrote becomes text, and nothing else.

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
