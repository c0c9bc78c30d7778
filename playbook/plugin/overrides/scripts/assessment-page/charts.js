// Radar and heat map, drawn from the numbers of the table, which stands beside them and says the same.
import { only } from "../shared/page.js";
import { make } from "../work/elements.js";
import { assessmentOf } from "../working-sheets/assessment.js";
import { heatMap } from "./heat-map.js";
import { radar } from "./radar.js";
/** @import { AssessmentPage } from "./types" */

/** @type {(page: AssessmentPage) => void} */
export const charts = (page) => {
  const { desk, root } = page;
  const { known } = desk;
  const place = only(root, "[data-radar]", HTMLElement);
  const map = only(root, "[data-heat]", HTMLElement);
  const legend = only(root, "[data-legend]", HTMLElement);
  desk.onIdle(() => {
    if (!desk.hasSheet) return;
    const { chapters } = assessmentOf(desk.sheet.sheet, known);
    const over = page.compared ? [assessmentOf(page.compared, known).chapters] : [];
    place.replaceChildren(radar([chapters, ...over], known.levels.length, known.words.assess_radar));
    map.replaceChildren(heatMap(chapters, known.levels, known.words.assess_heat));
    const names = [desk.sheet.sheet.name, ...(page.compared ? [page.compared.name] : [])];
    legend.replaceChildren(...names.map((name, at) => make("li", { className: `pb-assess__series--${at}` }, make("bdi", {}, name))));
  });
};
