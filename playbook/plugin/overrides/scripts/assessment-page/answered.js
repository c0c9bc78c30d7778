// Before the first answer there is nothing to draw: a sentence stands in the place of charts and table.
import { all, only } from "../shared/page.js";
import { assessmentOf } from "../working-sheets/assessment.js";
/** @import { AssessmentPage } from "./types" */

// Does what changes the height of something above the form, and keeps what the reader answers there where it is.
/** @type {(form: HTMLElement, change: () => void) => void} */
const inPlace = (form, change) => {
  const held = form.contains(document.activeElement) ? document.activeElement : undefined;
  const before = held?.getBoundingClientRect().top ?? 0;
  change();
  if (held) scrollBy({ top: held.getBoundingClientRect().top - before, behavior: "instant" });
};

/** @type {(page: AssessmentPage) => void} */
export const answered = (page) => {
  const { desk, root } = page;
  const drawn = all(root, "[data-answered]", HTMLElement);
  const sentence = only(root, "[data-unanswered]", HTMLElement);
  const form = only(root, ".pb-assess__form", HTMLElement);
  desk.onIdle(() => {
    if (!desk.hasSheet) return;
    const sheets = [desk.sheet.sheet, ...(page.compared ? [page.compared] : [])];
    const isAnswered = sheets.some((sheet) => assessmentOf(sheet, desk.known).chapters.some((chapter) => chapter.answered));
    if (sentence.hidden === isAnswered) return;
    inPlace(form, () => {
      sentence.hidden = isAnswered;
      for (const part of drawn) part.hidden = !isAnswered;
    });
  });
};
