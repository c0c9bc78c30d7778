// Looks a code up among those of this site and of its editions.
import { isCode } from "./codes.js";
/** @import { Answer, KnownPaper } from "./types" */

// A code, an id or a name comes from outside: those of every object, such as `constructor`, are none of ours.
/**
 * @template Value
 * @param {Record<string, Value>} table
 * @param {string} key
 * @returns {Value | undefined}
 */
export const own = (table, key) => (Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined);

/** @type {(known: KnownPaper, code: string) => Answer} */
export const look = (known, code) => {
  const present = own(known.present, code);
  if (present) {
    const [name, edition] = present;
    return { answer: "current", name, edition, changes: {} };
  }
  const past = own(known.past, code);
  if (past) {
    const [name, edition, changes] = past;
    const word = !changes ? "gone" : Object.keys(changes).length ? "changed" : "rearranged";
    return { answer: word, name, edition, changes: changes ?? {} };
  }
  return { answer: isCode(code) ? "unknown" : "mistyped", changes: {} };
};
