// Another sheet of this browser laid over the open one, and a copy of the open one put away to be laid over a later one.
import { only } from "../shared/page.js";
import { make, phrase, redraw, today } from "../work/elements.js";
import { levelWords } from "../work/statements.js";
import { comparison } from "../working-sheets/assessment.js";
import { newSheet } from "../working-sheets/sheets.js";
import { answerWords, difference } from "./words.js";
/** @import { ChapterComparison } from "../working-sheets/assessment.js" */
/** @import { Desk } from "../work-page/desk.js" */
/** @import { AssessmentPage } from "./types" */

/** @type {(desk: Desk, pair: ChapterComparison) => HTMLElement} */
const differenceEntry = (desk, { one, other, statements }) => {
  const { known } = desk;
  const { words } = known;
  const levels = phrase(words.assess_from_to, { from: levelWords(known, other), to: levelWords(known, one) });
  const step = one.level === other.level ? "" : ` (${difference(one.level, other.level)})`;
  const lines = statements.map((pair) => {
    const answers = phrase(words.assess_from_to, { from: answerWords(known, pair.other), to: answerWords(known, pair.one) });
    return make("li", {}, make("a", { href: `#${pair.id}` }, desk.wordingOf(pair.id)), make("span", { className: "pb-assess__answers" }, answers));
  });
  const summary = make("summary", {}, phrase(words.fill_named, { what: one.title, item: `${levels}${step}` }), make("span", { className: "pb-assess__answers" }, phrase(words.assess_statements, { count: statements.length })));
  const made = make("details", {}, summary, make("ul", {}, ...lines));
  made.dataset.chapter = one.id;
  return make("li", {}, made);
};

/** @type {(page: AssessmentPage) => void} */
export const comparing = (page) => {
  const { desk, root } = page;
  const { words } = desk.known;
  const choice = only(root, "[data-compare]", HTMLSelectElement);
  const section = only(root, "[data-differences]", HTMLElement);
  const list = only(section, "ul", HTMLElement);
  const same = only(section, "[data-same]", HTMLElement);
  const label = /** @type {HTMLElement} */ (choice.closest("label"));
  let options = "";
  choice.addEventListener("change", () => desk.draw());
  only(root, "[data-keep]", HTMLElement).addEventListener("click", async () => {
    const { name, items, unmatched } = desk.sheet.sheet;
    const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" });
    const copy = { ...newSheet(phrase(words.assess_kept_name, { name, day }), today()), items, unmatched, archived: new Date().toISOString() };
    let isKept = false;
    await desk.run(async () => {
      await desk.store.put(copy);
      isKept = true;
    });
    if (isKept) desk.say(phrase(words.assess_kept, { name: copy.name }));
  });
  desk.onIdle(() => {
    if (!desk.hasSheet) return;
    const others = desk.sheets.filter(({ id, erased }) => !erased && id !== desk.sheet.sheet.id);
    const wanted = choice.value;
    const now = JSON.stringify(others.map(({ id, name }) => [id, name]));
    if (now !== options) choice.replaceChildren(new Option(words.assess_compare_none, ""), ...others.map(({ id, name }) => new Option(name, id, false, id === wanted)));
    options = now;
    label.hidden = !others.length;
    page.compared = others.find(({ id }) => id === choice.value);
    section.hidden = !page.compared;
    if (!page.compared) return;
    const differing = comparison(desk.sheet.sheet, page.compared, desk.known).chapters.filter(({ statements }) => statements.length);
    same.hidden = differing.length > 0;
    redraw(list, ...differing.map((pair) => differenceEntry(desk, pair)));
  });
};
