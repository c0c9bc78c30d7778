// Where a session leads besides its parts: to its agenda, and back to the symptom that it is about.
import { make, phrase } from "../work/elements.js";
import { wordsOf } from "./telling.js";
/** @import { Told } from "./types" */

/** @typedef {[id: string, title: Told, actions: string[]] | undefined} About the symptom that a session is about */

/** @type {(words: Record<string, string>, symptom: About) => HTMLElement[]} */
export const wayBack = (words, symptom) =>
  symptom ? [make("a", { href: `symptoms.html#${symptom[0]}` }, phrase(words.to_symptom, { title: wordsOf(symptom[1]) }))] : [];

// `builder` is the page that puts sessions together, where there is one, and `search` what asks it for a session.
/** @type {(words: Record<string, string>, builder: string | undefined, search: string) => HTMLElement[]} */
export const waysToBuilder = (words, builder, search) =>
  builder ? [words.change, words.hand_out].map((word) => make("a", { href: `${builder}${search}#plan` }, word)) : [];
