// A session as its address holds it (?q=ids&m=minutes&f=opening,agreeing,closing&t=title&s=start&about=symptom), and the times of its parts.
import { USUAL_MINUTES } from "../tables.js";

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MOST_QUESTIONS = 60;
export const MOST_MINUTES = 480;
export const MOST_TITLE = 120;
const SYMPTOM = /^[a-z][a-z0-9-]{0,99}$/;
const OWN = new Set(["q", "m", "f", "t", "s", "about"]);

/** @typedef {{ id: string, minutes: number }} Chosen */
/** @typedef {{ opening: number, agreeing: number, closing: number }} Frame the minutes around the questions */
/** @typedef {{ chosen: Chosen[], frame: Frame, title: string, start: string, about: string }} Session `about` is the id of the symptom that led to it, or "" */
/** @typedef {{ part: keyof Frame | "question", id: string, minutes: number, from: number }} Part `from` is its first minute */
/** @typedef {(id: string) => number | undefined} Usual the minutes that a question usually takes; none if there is no such */

/** @type {(written: string) => boolean} */
export const isMinutes = (written) => /^\d{1,3}$/.test(written) && Number(written) >= 1 && Number(written) <= MOST_MINUTES;

/** @type {(written: string, otherwise: number) => number} */
export const minutesOf = (written, otherwise) => (isMinutes(written) ? Number(written) : otherwise);

/** @type {() => Session} */
export const noSession = () => {
  const { opening, agreeing, closing } = USUAL_MINUTES;
  return { chosen: [], frame: { opening, agreeing, closing }, title: "", start: "", about: "" };
};

// What an address asks for. `unknown` counts the questions that the playbook does not have, those named twice and those that
// are too many, and `wrong` the minutes that are none; what is usual stands in their place.
/** @type {(search: string, usual: Usual) => { asks: boolean, session: Session, unknown: number, wrong: number }} */
export const fromAddress = (search, usual) => {
  const asked = new URLSearchParams(search);
  const listed = (/** @type {string} */ name) => (asked.get(name) ?? "").split(",");
  const ids = listed("q").filter(Boolean);
  const minutes = listed("m");
  const around = listed("f");
  let wrong = 0;
  const read = (/** @type {string} */ written, /** @type {number} */ otherwise) => {
    if (written && !isMinutes(written)) wrong += 1;
    return minutesOf(written, otherwise);
  };
  /** @type {Chosen[]} */
  const chosen = [];
  ids.forEach((id, at) => {
    const otherwise = at < MOST_QUESTIONS ? usual(id) : undefined;
    if (otherwise !== undefined && ids.indexOf(id) === at) chosen.push({ id, minutes: read(minutes[at] ?? "", otherwise) });
  });
  const { frame } = noSession();
  FRAME.forEach((part, at) => (frame[part] = read(around[at] ?? "", frame[part])));
  const start = asked.get("s") ?? "";
  const about = asked.get("about") ?? "";
  const session = {
    chosen,
    frame,
    title: (asked.get("t") ?? "").slice(0, MOST_TITLE),
    start: CLOCK.test(start) ? start : "",
    about: SYMPTOM.test(about) ? about : "",
  };
  return { asks: asked.has("q"), session, unknown: ids.length - chosen.length, wrong };
};

/** @type {(keyof Frame)[]} */
const FRAME = ["opening", "agreeing", "closing"];

// The address of a session; what else stands in one, such as a second language, stays there.
/** @type {(search: string, session: Session, usual: Usual) => string} */
export const toAddress = (search, { chosen, frame, title, start, about }, usual) => {
  const others = [...new URLSearchParams(search)].filter(([name]) => !OWN.has(name));
  const parts = others.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  if (chosen.length) {
    parts.push(`q=${chosen.map((one) => one.id).join(",")}`);
  }
  if (chosen.some((one) => one.minutes !== usual(one.id))) {
    parts.push(`m=${chosen.map((one) => one.minutes).join(",")}`);
  }
  if (FRAME.some((part) => frame[part] !== USUAL_MINUTES[part])) {
    parts.push(`f=${FRAME.map((part) => frame[part]).join(",")}`);
  }
  parts.push(...(title ? [`t=${encodeURIComponent(title)}`] : []), ...(start ? [`s=${start}`] : []), ...(about ? [`about=${about}`] : []));
  return parts.length ? `?${parts.join("&")}` : "";
};

// The parts in their order, each with the minute at which it begins.
/** @type {(session: Session) => Part[]} */
export const partsOf = ({ chosen, frame }) => {
  let from = 0;
  /** @type {(part: Part["part"], id: string, minutes: number) => Part} */
  const next = (part, id, minutes) => {
    from += minutes;
    return { part, id, minutes, from: from - minutes };
  };
  return [
    next("opening", "", frame.opening),
    ...chosen.map(({ id, minutes }) => next("question", id, minutes)),
    next("agreeing", "", frame.agreeing),
    next("closing", "", frame.closing),
  ];
};

/** @type {(session: Session) => number} */
export const totalOf = (session) => partsOf(session).reduce((sum, { minutes }) => sum + minutes, 0);

// The time at a minute of the session: of the day where it has a start, else from its beginning.
/** @type {(minute: number, start: string) => string} */
export const clock = (minute, start) => {
  const began = CLOCK.exec(start);
  const all = minute + (began ? Number(began[1]) * 60 + Number(began[2]) : 0);
  return `${Math.floor(all / 60) % (began ? 24 : 1000)}:${String(all % 60).padStart(2, "0")}`;
};
