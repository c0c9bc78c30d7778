// Choosing actions, and what was agreed on: it stands in the working sheet, and nowhere else.
import { make, phrase } from "../work/elements.js";
import { valueOf } from "../working-sheets/sheets.js";
import { chaptersIn, itemsOf, tell, tellWord, wordsOf } from "./telling.js";
/** @import { Field } from "../working-sheets/types" */
/** @import { Shown, Told } from "./types" */

// States with which an action counts as agreed on.
const AGREED = ["agreed", "started", "done"];
const OWNERS = "pb-session-owners";

/** @type {(shown: Shown, id: string, field: Field) => string} */
export const valueIn = ({ sheet }, id, field) => valueOf(sheet?.filled(id), field);

/** @type {(shown: Shown, id: string) => boolean} */
const isAgreed = (shown, id) => AGREED.includes(valueIn(shown, id, "status"));

// Writes a field of an item, with the wording that the reader saw.
/** @type {(shown: Shown, id: string, field: Field, value: string, told: Told) => void} */
export const write = ({ sheet, work }, id, field, value, told) =>
  sheet?.change(id, field, value, { language: work?.language ?? "", text: wordsOf(told) });

// The whole ids of what was agreed on: actions of the symptom and of the chapters of a session, and its questions whose
// notes are one.
/** @type {(shown: Shown) => string[]} */
export const agreedIn = (shown) => {
  const inChapters = chaptersIn(shown).flatMap(({ id, questions, actions }) => [...actions, ...questions].map(([one]) => `${id}.${one}`));
  return [...new Set([...shown.remedies, ...inChapters])].filter((id) => isAgreed(shown, id));
};

/** @type {(shown: Shown, id: string, told: Told, field: "owner" | "due") => HTMLElement} */
const fieldOf = (shown, id, told, field) => {
  const word = shown.words[field === "owner" ? "assigned_to" : "due"];
  const value = valueIn(shown, id, field);
  const input = make("input", { type: field === "due" ? "date" : "text", autocomplete: "off", value });
  // What a workbook brought along as a date, and is none, is shown as it stands there.
  if (input.value !== value) Object.assign(input, { type: "text", value });
  if (field === "owner") input.setAttribute("list", OWNERS);
  input.setAttribute("aria-label", phrase(shown.words.named, { what: word, item: wordsOf(told) }));
  input.addEventListener("change", () => write(shown, id, field, input.value.trim(), told));
  return make("label", {}, make("span", {}, word), input);
};

/** @type {(shown: Shown, id: string, told: Told, name?: (Node | string)[]) => HTMLElement} */
const rowOf = (shown, id, told, name = tell(shown, id)) => {
  const box = make("input", { type: "checkbox", checked: isAgreed(shown, id) });
  const status = valueIn(shown, id, "status");
  // What has been begun or done was agreed on before.
  box.disabled = isAgreed(shown, id) && status !== "agreed";
  const state = make("small", {}, box.disabled ? (shown.work?.states[status]?.[0] ?? status) : "");
  const fields = make("div", { className: "pb-choice__fields", hidden: !box.checked }, fieldOf(shown, id, told, "owner"), fieldOf(shown, id, told, "due"));
  box.addEventListener("change", () => {
    write(shown, id, "status", box.checked ? "agreed" : "open", told);
    fields.hidden = !box.checked;
  });
  return make("li", { className: "pb-choice" }, make("label", { className: "pb-choice__mark" }, box, make("span", {}, ...name, state)), fields);
};

/** @type {(shown: Shown) => HTMLElement} */
const ownersIn = ({ sheet, work }) => {
  const used = Object.values(sheet?.sheet.items ?? {}).flatMap(({ owner }) => owner ?? []);
  return make("datalist", { id: OWNERS }, ...[...new Set([...(work?.roles ?? []), ...used])].map((name) => new Option(name)));
};

// What can be agreed on while a question is asked: what its notes say, or an action of its chapter.
/** @type {(shown: Shown, id: string, told: Told) => HTMLElement} */
export const choicesAt = (shown, id, told) => {
  const [chapter] = chaptersIn(shown).filter((one) => id.startsWith(`${one.id}.`));
  const rows = [rowOf(shown, id, told, tellWord(shown, "own_action")), ...chapter.actions.map(([one, said]) => rowOf(shown, `${chapter.id}.${one}`, said))];
  const isOpen = [id, ...chapter.actions.map(([one]) => `${chapter.id}.${one}`)].some((one) => isAgreed(shown, one));
  return make("details", { className: "pb-stage__agree", open: isOpen }, make("summary", {}, shown.words.agree_now), make("ul", { className: "pb-choices-list" }, ...rows), ownersIn(shown));
};

/** @type {(shown: Shown, actions: [id: string, told: Told][]) => HTMLElement} */
const listOf = (shown, actions) => make("ul", { className: "pb-choices-list" }, ...actions.map(([id, told]) => rowOf(shown, id, told)));

// The actions of all chapters of the session but for those of its symptom.
/** @type {(shown: Shown) => HTMLElement[]} */
const choicesInChapters = (shown) => {
  const chapters = chaptersIn(shown).filter(({ actions }) => actions.length);
  return chapters.flatMap(({ id, actions }) => {
    const whole = actions.map(([one, told]) => /** @type {[string, Told]} */ ([`${id}.${one}`, told]));
    const heading = chapters.length > 1 ? [make("h2", {}, ...tell(shown, id))] : [];
    return [...heading, listOf(shown, whole.filter(([one]) => !shown.remedies.includes(one)))];
  });
};

// The actions to choose from: those of the symptom that the session is about, if it is about one, then all others.
/** @type {(shown: Shown) => HTMLElement[]} */
export const choices = (shown) => {
  const items = itemsOf(shown.spoken[0]);
  const remedies = shown.remedies.flatMap((id) => {
    const item = items.get(id);
    return item ? [/** @type {[string, Told]} */ ([id, item.text])] : [];
  });
  const others = choicesInChapters(shown);
  if (!remedies.length) return [...others, ownersIn(shown)];
  return [listOf(shown, remedies), make("details", {}, make("summary", {}, shown.words.other_actions), ...others), ownersIn(shown)];
};

// What is to be done: of a question what its notes say, with the question below them.
/** @type {(shown: Shown, id: string) => HTMLElement[]} */
const wordingOf = (shown, id) => {
  const isQuestion = itemsOf(shown.spoken[0]).get(id)?.minutes !== undefined;
  const note = isQuestion ? valueIn(shown, id, "note") : "";
  return note ? [make("span", { className: "pb-told" }, note), make("small", {}, ...tell(shown, id))] : tell(shown, id);
};

// What was agreed on, as a table; what still lacks its owner or its date says so.
/** @type {(shown: Shown) => HTMLElement} */
export const agreedTable = (shown) => {
  const { words } = shown;
  const agreed = agreedIn(shown);
  if (!agreed.length) return make("p", {}, words.no_agreed);
  /** @type {(id: string, field: "owner" | "due") => HTMLElement} */
  const cell = (id, field) => {
    const value = valueIn(shown, id, field);
    const { name, missing } = field === "owner" ? { name: "assigned_to", missing: "no_owner" } : { name: "due", missing: "no_due" };
    const made = make("td", {}, value || make("em", { className: "pb-missing" }, words[missing]));
    made.dataset.name = words[name];
    return made;
  };
  const head = [words.agreed, words.assigned_to, words.due].map((word) => make("th", { scope: "col" }, word));
  const rows = agreed.map((id) => make("tr", {}, make("td", {}, ...wordingOf(shown, id)), cell(id, "owner"), cell(id, "due")));
  return make("table", { className: "pb-table pb-agreed-table" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
};
