// Answers that do not count: two that stand against each other, those that are none of ours, those whose statement is gone.
import { only } from "../shared/page.js";
import { make, phrase, redraw } from "../work/elements.js";
import { assessmentOf } from "../working-sheets/assessment.js";
/** @import { AssessmentPage } from "./types" */

/** @type {(page: AssessmentPage) => void} */
export const unsettled = ({ desk, root }) => {
  const { words } = desk.known;
  const section = only(root, "[data-unsettled]", HTMLElement);
  const list = only(section, "ul", HTMLElement);
  const count = only(section, "p", HTMLElement);
  const gone = only(root, "[data-gone]", HTMLElement);
  const goneCount = only(gone, "span", HTMLElement);
  desk.onIdle(() => {
    if (!desk.hasSheet) return;
    const { sheet } = desk.sheet;
    const ids = assessmentOf(sheet, desk.known).chapters.flatMap((chapter) => chapter.unsettled);
    section.hidden = !ids.length;
    count.textContent = phrase(words.assess_unsettled, { count: ids.length });
    redraw(list, ...ids.map((id) => make("li", {}, make("a", { href: `#${id}` }, desk.wordingOf(id)))));
    const left = Object.entries(sheet.items).filter(([id, { answer }]) => answer && !desk.places.has(id)).length + sheet.unmatched.filter(({ answer }) => answer).length;
    gone.hidden = !left;
    goneCount.textContent = phrase(words.assess_gone, { count: left });
  });
};
