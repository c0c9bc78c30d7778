// Unpacks the places of a key, as the generator packs them: see `playbook/search/index.py`.
import { DIGITS, MOST_WAYS } from "../tables.js";
import { ASKED } from "./worth.js";
/** @import { Entry, Packed, Place } from "./types" */

const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
/** @param {string} digit */
const valueOf = (digit) => VALUE.get(digit) ?? 0;

// Gives the places, and how many there are of the key in all: of those that are too many some are left out. A place tells
// in which of the ways in which people ask for its document the key stands.
/** @type {(packed: Packed) => [places: Place[], all: number]} */
export function unpack(packed) {
  if (typeof packed !== "string") return [packed, packed.length];
  const [written, all] = packed.split("*");
  const [places, ways = ""] = written.split("~");
  /** @type {Place[]} */
  const found = [];
  let number = -1;
  let way = 0;
  for (let at = 0; at < places.length; ) {
    const head = valueOf(places[at]);
    const end = at + 2 + Math.floor(head / 16);
    let step = 0;
    for (at += 1; at < end; at += 1) step = step * 64 + valueOf(places[at]);
    number += step + 1;
    const strength = head % 16;
    /** @type {number[]} */
    const stands = [];
    for (let more = strength >= ASKED && way < ways.length; more; way += 1) {
      const value = valueOf(ways[way]);
      more = value > MOST_WAYS;
      if (value !== MOST_WAYS) stands.push(value % (MOST_WAYS + 1));
    }
    found.push([number, strength, stands]);
  }
  return [found, all ? Number(all) : found.length];
}

// Gives how strongly a key stands in each document that it leads to.
/** @type {(packed: Packed) => Map<number, number>} */
export const strengthsOf = (packed) => new Map(unpack(packed)[0].map(([number, strength]) => [number, strength]));

// Gives the entries of a part: its keys stand in groups, the character that they begin with once in front.
/** @type {(part: string) => Entry[]} */
export function unpackPart(part) {
  const [written, packed] = part.split("|");
  const places = packed.split(" ");
  const keys = written.split(";").flatMap((group) => {
    const [first] = group;
    return group.slice(first.length).split(" ").map((rest) => first + rest);
  });
  return keys.map((key, at) => [key, places[at]]);
}

// Gives pairs of characters: of each the steps from the codes of the pair before.
/** @type {(packed: string) => [one: string, other: string][]} */
export function unpackPairs(packed) {
  const steps = numbers(packed);
  /** @type {[string, string][]} */
  const pairs = [];
  let [one, other] = [0, 0];
  for (let at = 0; at < steps.length; at += 2) {
    one += steps[at];
    other += steps[at + 1] % 2 ? -(steps[at + 1] + 1) / 2 : steps[at + 1] / 2;
    pairs.push([String.fromCodePoint(one), String.fromCodePoint(other)]);
  }
  return pairs;
}

// Numbers in digits of five bits, the lowest first; the sixth tells that more follow.
/** @param {string} packed */
function numbers(packed) {
  const found = [];
  let [number, scale] = [0, 1];
  for (const value of [...packed].map(valueOf)) {
    number += (value % 32) * scale;
    scale *= 32;
    if (value >= 32) continue;
    found.push(number);
    [number, scale] = [0, 1];
  }
  return found;
}
