// Unpacks the places of a key, as the generator packs them: see `playbook/search/index.py`.
import { DIGITS } from "../tables.js";
/** @import { Packed, Place } from "./types" */

const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
/** @param {string} digit */
const valueOf = (digit) => VALUE.get(digit) ?? 0;

// Gives the places, and how many there are of the key in all: of those that are too many some are left out.
/** @type {(packed: Packed) => [places: Place[], all: number]} */
export function unpack(packed) {
  if (typeof packed !== "string") return [packed, packed.length];
  const [places, all] = packed.split("*");
  /** @type {Place[]} */
  const found = [];
  let number = -1;
  for (let at = 0; at < places.length; ) {
    const head = valueOf(places[at]);
    const end = at + 2 + Math.floor(head / 16);
    let step = 0;
    for (at += 1; at < end; at += 1) step = step * 64 + valueOf(places[at]);
    number += step + 1;
    found.push([number, head % 16]);
  }
  return [found, all ? Number(all) : found.length];
}
