// The pages of the screen: one for each part of a session, and the summary at its end.
import { clock, totalOf } from "../session/plans.js";
import { make, phrase } from "../work/elements.js";
import { agreedTable, choices, choicesAt, valueIn, write } from "./agreeing.js";
import { inMinutes, spentOn } from "./clock.js";
import { itemsOf, tell, tellWord } from "./telling.js";
/** @import { Part } from "../session/plans.js" */
/** @import { Shown, Told } from "./types" */

// What a part is about: a question, or the name of the part.
/** @type {(shown: Shown, part: Part) => HTMLElement[]} */
const topic = (shown, { part, id }) => (part === "question" ? tell(shown, id) : tellWord(shown, part));

/** @type {(shown: Shown, from: (part: Part) => string[], heads: string[]) => HTMLElement} */
const agendaOf = (shown, from, heads) => {
  const rows = shown.parts.map((part) => {
    const [time, ...minutes] = from(part);
    const cells = [make("td", {}, time), make("td", {}, ...topic(shown, part)), ...minutes.map((one) => make("td", {}, one))];
    cells.forEach((cell, at) => (cell.dataset.name = heads[at]));
    return make("tr", {}, ...cells);
  });
  const head = make("tr", {}, ...heads.map((word) => make("th", { scope: "col" }, word)));
  return make("table", { className: "pb-table pb-screen__agenda" }, make("thead", {}, head), make("tbody", {}, ...rows));
};

// The agenda of a session that has not begun.
/** @type {(shown: Shown) => HTMLElement[]} */
export const agenda = (shown) => {
  const { words, session } = shown;
  const table = agendaOf(shown, ({ from, minutes }) => [clock(from, session.start), String(minutes)], [words.time, words.topic, words.minutes]);
  return [table, make("p", { className: "pb-screen__total" }, phrase(words.total, { minutes: totalOf(session) }))];
};

/** @type {(shown: Shown, id: string) => Told} */
const toldOf = ({ spoken: [own] }, id) => /** @type {Told} */ (itemsOf(own).get(id)?.text);

/** @type {(shown: Shown, id: string) => HTMLElement} */
const notesOf = (shown, id) => {
  const told = toldOf(shown, id);
  const field = make("textarea", { rows: 4, value: valueIn(shown, id, "note") });
  const keep = () => write(shown, id, "note", field.value.trim() ? field.value : "", told);
  // What an input method is still composing is no note yet.
  field.addEventListener("input", (event) => event instanceof InputEvent && event.isComposing || keep());
  field.addEventListener("compositionend", keep);
  shown.sheet?.listen((item) => {
    if (item === id && document.activeElement !== field) field.value = valueIn(shown, id, "note");
  });
  return make("label", { className: "pb-stage__notes" }, make("span", { className: "pb-name" }, shown.words.notes), field);
};

/** @type {(shown: Shown, id: string) => HTMLElement[]} */
const questionBody = (shown, id) => {
  const listen = tell(shown, id, "listenFor");
  return [
    ...(listen.length ? [make("details", { className: "pb-stage__listen" }, make("summary", {}, shown.words.listen_for), ...listen)] : []),
    ...(shown.sheet ? [notesOf(shown, id), choicesAt(shown, id, toldOf(shown, id))] : []),
  ];
};

/** @type {Record<Part["part"], (shown: Shown, part: Part) => HTMLElement[]>} */
const BODIES = {
  opening: (shown) => [make("p", { className: "pb-stage__hint" }, ...tellWord(shown, "opening_hint"))],
  question: (shown, { id }) => questionBody(shown, id),
  agreeing: (shown) => [make("p", { className: "pb-stage__hint" }, ...tellWord(shown, "agreeing_hint")), ...(shown.sheet ? choices(shown) : [])],
  closing: (shown) => [make("p", { className: "pb-stage__hint" }, ...tellWord(shown, "closing_hint")), ...(shown.sheet ? [agreedTable(shown)] : [])],
};

// One part: its words large, and what there is to do.
/** @type {(shown: Shown) => HTMLElement[]} */
export const partView = (shown) => {
  const part = shown.parts[shown.run.at];
  return [make("h1", { className: `pb-stage__topic pb-stage__topic--${part.part}`, tabIndex: -1 }, ...topic(shown, part)), ...BODIES[part.part](shown, part)];
};

/** @type {(shown: Shown) => HTMLElement[]} */
const noted = (shown) =>
  shown.session.chosen.flatMap(({ id }) => {
    const note = valueIn(shown, id, "note");
    return [make("h3", {}, ...tell(shown, id)), make("p", { className: "pb-summary__note" }, note || "–")];
  });

// What to hand out at the end: the agenda with the minutes that it took, notes, agreed actions, and the date.
/** @type {(shown: Shown, now: Date) => HTMLElement[]} */
export const summary = (shown, now) => {
  const { words, run } = shown;
  const day = now.toLocaleDateString(shown.spoken[0].tag, { dateStyle: "long" });
  const facts = [phrase(words.named, { what: words.date, item: day }), ...(shown.sheet ? [phrase(words.named, { what: words.sheet_word, item: shown.sheet.sheet.name })] : [])];
  const times = agendaOf(
    shown,
    (part) => [clock(part.from, shown.session.start), String(part.minutes), String(inMinutes(spentOn(run, shown.parts.indexOf(part), now.getTime())))],
    [words.time, words.topic, words.planned, words.taken],
  );
  return [
    make("h1", { tabIndex: -1 }, shown.title),
    ...facts.map((fact) => make("p", { className: "pb-summary__fact" }, fact)),
    ...(shown.sheet ? [make("h2", {}, words.agreed), agreedTable(shown), make("p", { className: "pb-summary__next" }, phrase(words.named, { what: words.next_look, item: "" }), make("span", {}))] : []),
    ...(shown.sheet ? [make("h2", {}, words.notes), ...noted(shown)] : []),
    make("h2", {}, words.agenda),
    times,
  ];
};
