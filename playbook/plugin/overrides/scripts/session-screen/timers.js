// The clocks of a part and of the whole session: they warn by a word and a colour, never by a sound.
import { totalOf } from "../session/plans.js";
import { make, phrase } from "../work/elements.js";
import { MINUTE, behind, leftOf, spentInAll, written } from "./clock.js";
/** @import { Shown } from "./types" */

/** @type {(element: HTMLElement, text: string, level: string) => void} */
const show = (element, text, level) => {
  if (element.textContent !== text) element.textContent = text;
  element.dataset.level = level;
};

const timer = (/** @type {string} */ className) => {
  const made = make("span", { className });
  made.setAttribute("role", "timer");
  return made;
};

// The elements of both clocks, and what brings them up to date; `say` speaks once where one begins to warn.
/** @type {(say: (told: string) => void) => { ofPart: HTMLElement, ofWhole: HTMLElement, tick: (shown: Shown) => void }} */
export const timers = (say) => {
  const ofPart = timer("pb-stage__clock");
  const ofWhole = timer("pb-stage__whole");

  const tickPart = (/** @type {Shown} */ { words, parts, run }, /** @type {number} */ now) => {
    const { left, level } = leftOf(run, run.at, parts[run.at].minutes, now);
    const told = phrase(words[level || "left"], { time: written(left) });
    if (level && ofPart.dataset.level !== level) say(told);
    show(ofPart, told, level);
  };

  const tickWhole = (/** @type {Shown} */ { words, parts, run, session }, /** @type {number} */ now) => {
    const spent = spentInAll(run, now);
    const over = Math.floor(spent / MINUTE) - totalOf(session);
    const late = behind(run, parts[run.at], now);
    const told = phrase(words.whole, { spent: written(spent), total: written(totalOf(session) * MINUTE) });
    const warning = over > 0 ? phrase(words.whole_over, { minutes: over }) : late ? phrase(words.behind, { minutes: late }) : "";
    const level = over > 0 ? "over" : late ? "last" : "";
    show(ofWhole, warning ? phrase(words.named, { what: told, item: warning }) : told, level);
  };

  return {
    ofPart,
    ofWhole,
    tick: (shown) => {
      if (!shown.parts[shown.run.at]) return;
      const now = Date.now();
      tickPart(shown, now);
      tickWhole(shown, now);
    },
  };
};
