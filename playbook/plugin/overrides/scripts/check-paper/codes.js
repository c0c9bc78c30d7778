// Content codes as people read and type them off paper.
import { LETTERS } from "../tables.js";

// What people type for a code: small or full-width letters, spaces, O for 0, I or L for 1.
/** @param {string} typed */
export const read = (typed) => {
  const plain = typed.normalize("NFKC").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  const code = plain.replace(/[^0-9A-Z]/g, "");
  return `${code.slice(0, 4)}-${code.slice(4)}`;
};

// Tells whether the last letter of a code is the one that guards the others: `guard` in `playbook/editions/codes.py`.
/** @param {string} code */
export const isCode = (code) => {
  const digits = [...code.replace("-", "")].map((letter) => LETTERS.indexOf(letter));
  const sum = digits.slice(0, 7).reduce((total, digit, place) => total + (2 * place + 1) * digit, 0);
  return digits.length === 8 && !digits.includes(-1) && sum % LETTERS.length === digits[7];
};
