// Finds what a script needs on its page, and fails at once where the template has lost it.

// The element of a kind at a place.
/**
 * @template {Element} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export const only = (root, selector, kind) => {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`no ${selector}`);
  return found;
};

// All elements of a kind.
/**
 * @template {Element} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind[]}
 */
export const all = (root, selector, kind) => [...root.querySelectorAll(selector)].flatMap((found) => (found instanceof kind ? [found] : []));

// What a template says in an attribute, with what is to stand in it.
/** @type {(element: HTMLElement, name: string, facts?: Record<string, string | number>) => string} */
export const said = (element, name, facts = {}) =>
  Object.entries(facts).reduce((words, [fact, value]) => words.replace(`{${fact}}`, () => String(value)), element.dataset[name] ?? "");
