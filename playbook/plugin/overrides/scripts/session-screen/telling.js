// Texts of the playbook as elements, in one language or two.
import { make } from "../work/elements.js";
/** @import { Item, KnownSession, Shown, Told } from "./types" */

/** @type {(told: Told) => string} */
export const wordsOf = (told) => (typeof told === "string" ? told : told[0]);

/** @type {(known: KnownSession) => Map<string, Item>} */
export const itemsOf = ({ chapters }) =>
  new Map(
    chapters.flatMap(({ id, title, questions, actions }) => [
      /** @type {[string, Item]} */ ([id, { text: title }]),
      ...questions.map(([one, text, listenFor, minutes]) => /** @type {[string, Item]} */ ([`${id}.${one}`, { text, listenFor, minutes }])),
      ...actions.map(([one, text]) => /** @type {[string, Item]} */ ([`${id}.${one}`, { text }])),
    ]),
  );

/** @type {(told: Told, tag: string, className: string) => HTMLElement} */
const spoken = (told, tag, className) => make("span", { className, lang: typeof told === "string" ? tag : told[1] }, wordsOf(told));

// One field of an item in each language that is shown; a language that lacks it, or says the same, says nothing.
/** @type {(shown: Shown, id: string, field?: "text" | "listenFor") => HTMLElement[]} */
export const tell = ({ spoken: languages }, id, field = "text") => {
  const told = languages.flatMap((known) => {
    const found = itemsOf(known).get(id)?.[field];
    return found ? [{ told: found, tag: known.tag }] : [];
  });
  const others = told.slice(1).filter((one) => wordsOf(one.told) !== wordsOf(told[0].told));
  return told.length ? [spoken(told[0].told, told[0].tag, "pb-told"), ...others.map((one) => spoken(one.told, one.tag, "pb-told pb-told--second"))] : [];
};

// A word of the interface in each language that is shown.
/** @type {(shown: Shown, key: string) => HTMLElement[]} */
export const tellWord = ({ spoken: languages }, key) =>
  languages.map(({ tag, words }, at) => spoken(words[key], tag, at ? "pb-told pb-told--second" : "pb-told"));

// The chapters that a session has questions of, in their order there.
/** @type {(shown: Pick<Shown, "session" | "spoken">) => KnownSession["chapters"]} */
export const chaptersIn = ({ session, spoken: [own] }) => {
  const ids = new Set(session.chosen.map(({ id }) => id.split(".")[0]));
  return [...ids].flatMap((id) => own.chapters.filter((chapter) => chapter.id === id));
};
