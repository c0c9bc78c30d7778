// What the next level asks of each chapter, and the actions that lead there.
import { only } from "../shared/page.js";
import { make, phrase, redraw } from "../work/elements.js";
import { levelWords } from "../work/statements.js";
import { answerOf, assessmentOf } from "../working-sheets/assessment.js";
import { isClosed } from "../working-sheets/progress.js";
import { answerWords } from "./words.js";
/** @import { ChapterStanding } from "../working-sheets/assessment.js" */
/** @import { Desk } from "../work-page/desk.js" */
/** @import { AssessmentPage } from "./types" */

/** @type {(desk: Desk, standing: ChapterStanding) => HTMLElement} */
const nextEntry = (desk, standing) => {
  const { known } = desk;
  const { words } = known;
  const { sheet } = desk.sheet;
  const next = standing.levels.find(({ reached }) => !reached);
  const facts = { chapter: standing.title, level: levelWords(known, standing), next: next ? phrase(words.answer_level, { number: next.number, title: next.title }) : "" };
  const head = make("h3", {}, phrase(words.assess_next_of, facts));
  const statements = standing.next.map((id) =>
    make("li", {}, make("a", { href: `#${id}` }, desk.wordingOf(id)), make("span", { className: "pb-assess__answers" }, answerWords(known, answerOf(sheet.items[id], known)))),
  );
  const chapter = known.chapters.find(({ id }) => id === standing.id);
  const open = (chapter?.actions ?? []).map(([id]) => ({ id: `${standing.id}.${id}`, anchor: id })).filter(({ id }) => !isClosed(sheet.items[id]));
  const actions = open.map(({ id, anchor }) => {
    const { owner = "", due = "" } = sheet.items[id] ?? {};
    const agreed = [owner, due].filter(Boolean).join(words.fill_separator);
    return make("li", {}, make("a", { href: `${standing.address}#${anchor}` }, desk.wordingOf(id)), ...(agreed ? [make("span", { className: "pb-assess__answers" }, make("bdi", {}, agreed))] : []));
  });
  const summary = make("summary", {}, phrase(words.assess_actions, { count: open.length }));
  const folded = make("details", { className: "pb-no-print", hidden: !actions.length }, summary, make("ul", {}, ...actions));
  folded.dataset.chapter = standing.id;
  return make("section", { className: "pb-assess__next" }, head, make("ul", {}, ...statements), folded);
};

/** @type {(page: AssessmentPage) => void} */
export const nextSteps = ({ desk, root }) => {
  const section = only(root, "[data-next]", HTMLElement);
  const place = only(section, "div", HTMLElement);
  desk.onIdle(() => {
    if (!desk.hasSheet) return;
    const { chapters } = assessmentOf(desk.sheet.sheet, desk.known);
    // What is not assessed has no next level yet.
    const gaps = chapters.filter(({ level, next }) => level !== null && next.length);
    section.hidden = !gaps.length;
    redraw(place, ...gaps.map((standing) => nextEntry(desk, standing)));
  });
};
