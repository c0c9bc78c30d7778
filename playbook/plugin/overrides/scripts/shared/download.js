// Hands a file that was made on the page to the browser.

// Characters that no file name may have on one system or another, and those that turn its direction.
// eslint-disable-next-line no-control-regex
const NOT_IN_NAMES = /[\u0000-\u001f\u007f"*/:<>?\\|\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const MOST_SIGNS = 80;
const LONG_ENOUGH = 60_000;

// `ending` is that of the file's name, and comes behind what is left of a name that people gave.
/** @type {(given: string, ending: string, type: string, content: string) => void} */
export const download = (given, ending, type, content) => {
  const href = URL.createObjectURL(new Blob([content], { type }));
  const name = [...given.replaceAll(NOT_IN_NAMES, " ").trim()].slice(0, MOST_SIGNS).join("");
  Object.assign(document.createElement("a"), { href, download: `${name || "sheet"}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), LONG_ENOUGH);
};
