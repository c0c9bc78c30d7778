// What stands around a part of a session: where it is, its clocks, and what there is to press.
import { make, phrase } from "../work/elements.js";
import { partView } from "./views.js";
/** @import { Shown } from "./types" */

/** @type {(label: string, action: () => void, className?: string) => HTMLButtonElement} */
export const button = (label, action, className = "") => {
  const made = make("button", { type: "button", className }, label);
  made.addEventListener("click", action);
  return made;
};

// `go` leads to a part by its number, `above` stands in the bar and `below` at the foot.
/** @type {(shown: Shown, go: (to: number) => void, above: Node[], below: Node[]) => HTMLElement[]} */
export const framed = (shown, go, above, below) => {
  const { words, parts, title, run: { at } } = shown;
  const back = button(words.back, () => go(at - 1));
  back.disabled = at === 0;
  const next = button(at === parts.length - 1 ? words.summary : words.next, () => go(at + 1), "pb-stage__next");
  const where = phrase(words.named, { what: phrase(words.part, { at: at + 1, count: parts.length }), item: title });
  return [
    make("header", { className: "pb-stage__bar" }, make("p", { className: "pb-stage__where" }, where), ...above),
    make("div", { className: "pb-stage__body" }, ...partView(shown)),
    make("footer", { className: "pb-stage__foot" }, back, next, ...below),
  ];
};
