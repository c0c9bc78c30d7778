// What is printed: the result, or the form as it is filled in; without a sheet, the empty form.
import { all } from "../shared/page.js";
/** @import { AssessmentPage } from "./types" */

/** @type {(page: AssessmentPage) => void} */
export const printing = ({ root }) => {
  for (const button of all(root, "[data-print]", HTMLElement)) {
    button.addEventListener("click", () => {
      root.dataset.prints = button.dataset.print;
      window.print();
      delete root.dataset.prints;
    });
  }
};
