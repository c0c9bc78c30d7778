// A session as its address holds it (?q=ids&m=minutes&t=title&s=start), and the times of its agenda.

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MOST_QUESTIONS = 60;
const MOST_MINUTES = 480;

/** @typedef {{ id: string, minutes: number }} Chosen */
/** @typedef {(id: string) => number | undefined} Usual the minutes that a question usually takes; none if there is no such */

/** @type {(written: string, otherwise: number) => number} */
export const minutesOf = (written, otherwise) => {
  const minutes = /^\d{1,3}$/.test(written) ? Number(written) : 0;
  return minutes >= 1 && minutes <= MOST_MINUTES ? minutes : otherwise;
};

// What an address asks for; `unknown` counts the questions that the playbook does not have, and those named twice.
/** @type {(search: string, usual: Usual) => { asks: boolean, chosen: Chosen[], unknown: number, title: string, start: string }} */
export const fromAddress = (search, usual) => {
  const asked = new URLSearchParams(search);
  const ids = (asked.get("q") ?? "").split(",").filter(Boolean).slice(0, MOST_QUESTIONS);
  const minutes = (asked.get("m") ?? "").split(",");
  /** @type {Chosen[]} */
  const chosen = [];
  ids.forEach((id, at) => {
    const otherwise = usual(id);
    if (otherwise !== undefined && ids.indexOf(id) === at) chosen.push({ id, minutes: minutesOf(minutes[at] ?? "", otherwise) });
  });
  const start = asked.get("s") ?? "";
  return { asks: ids.length > 0, chosen, unknown: ids.length - chosen.length, title: asked.get("t") ?? "", start: CLOCK.test(start) ? start : "" };
};

// The address of a session; what else stands in one, such as a second language, stays there.
/** @type {(search: string, chosen: Chosen[], usual: Usual, title: string, start: string) => string} */
export const toAddress = (search, chosen, usual, title, start) => {
  const others = [...new URLSearchParams(search)].filter(([name]) => !"qmts".includes(name));
  const parts = others.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  if (chosen.length) {
    parts.push(`q=${chosen.map((one) => one.id).join(",")}`);
  }
  if (chosen.some((one) => one.minutes !== usual(one.id))) {
    parts.push(`m=${chosen.map((one) => one.minutes).join(",")}`);
  }
  parts.push(...(title ? [`t=${encodeURIComponent(title)}`] : []), ...(start ? [`s=${start}`] : []));
  return parts.length ? `?${parts.join("&")}` : "";
};

// The time at a minute of the session: of the day where it has a start, else from its beginning.
/** @type {(minute: number, start: string) => string} */
export const clock = (minute, start) => {
  const began = CLOCK.exec(start);
  const all = minute + (began ? Number(began[1]) * 60 + Number(began[2]) : 0);
  return `${Math.floor(all / 60) % (began ? 24 : 1000)}:${String(all % 60).padStart(2, "0")}`;
};
