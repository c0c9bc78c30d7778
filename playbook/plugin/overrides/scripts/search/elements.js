// Makes elements, and puts facts into words.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties]
 * @param {(string | Node)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  put(made, properties);
  made.append(...children);
  return made;
}

/** @type {(on: HTMLElement, properties: Record<string, unknown>) => void} */
export function put(on, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (name in on && name !== "role") Object.assign(on, { [name]: value });
    else on.setAttribute(name, String(value));
  }
}

/** @type {(words: string, facts: Record<string, string | number>) => string} */
export const say = (words, facts) => Object.entries(facts).reduce((said, [name, fact]) => said.replace(`{${name}}`, () => String(fact)), words);
