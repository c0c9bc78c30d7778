// The result as a table: what the charts draw, they take from the same numbers.
import { only } from "../shared/page.js";
import { make, phrase, redraw } from "../work/elements.js";
import { levelWords } from "../work/statements.js";
import { assessmentOf } from "../working-sheets/assessment.js";
import { answeredWords, difference, fieldOfLevel, levelAt } from "./words.js";
/** @import { ChapterStanding } from "../working-sheets/assessment.js" */
/** @import { AssessmentPage } from "./types" */

/** @type {(name: string, text: string, className?: string) => HTMLElement} */
const namedCell = (name, text, className = "") => {
  const made = make("td", { className }, text);
  made.dataset.name = name;
  return made;
};

/** @type {(page: AssessmentPage) => void} */
export const resultTable = (page) => {
  const { desk, root } = page;
  const { known } = desk;
  const { words } = known;
  const table = only(root, "[data-table]", HTMLTableElement);
  const day = only(root, "[data-day]", HTMLElement);
  /** @type {(standing: ChapterStanding, other: ChapterStanding | undefined) => HTMLElement} */
  const row = (standing, other) => {
    const { id, title, address, level } = standing;
    const fields = known.levels.map(([, name], at) => {
      const { text, kind } = fieldOfLevel(levelAt(standing, at + 1));
      return namedCell(`${at + 1} ${name}`, text, `pb-figure-cell pb-assess__field--${kind}`);
    });
    const over = other ? [namedCell(page.compared?.name ?? "", levelWords(known, other)), namedCell(words.assess_difference, difference(level, other.level), "pb-figure-cell")] : [];
    const made = make(
      "tr",
      {},
      make("th", { scope: "row" }, make("a", { href: `${address}#maturity` }, title)),
      namedCell(words.level, levelWords(known, standing), "pb-assess__level"),
      ...over,
      ...fields,
      namedCell(words.assess_answered, answeredWords(known, standing), "pb-figure-cell"),
    );
    made.dataset.chapter = id;
    return made;
  };
  desk.onIdle(() => {
    if (!desk.hasSheet) return;
    const { sheet } = desk.sheet;
    const { chapters } = assessmentOf(sheet, known);
    const others = new Map((page.compared ? assessmentOf(page.compared, known).chapters : []).map((one) => [one.id, one]));
    const over = page.compared ? [page.compared.name, words.assess_difference] : [];
    const heads = [words.chapter_name, words.level, ...over, ...known.levels.map(([, name], at) => `${at + 1} ${name}`), words.assess_answered];
    redraw(
      table,
      make("caption", {}, words.assess_table),
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...chapters.map((standing) => row(standing, others.get(standing.id)))),
    );
    const written = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    day.textContent = phrase(words.fill_head, { sheet: sheet.name, day: written });
  });
};
