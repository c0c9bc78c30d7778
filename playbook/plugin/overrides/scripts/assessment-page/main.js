// The self-assessment: all statements to be answered in the open sheet, what the answers come to, and two sheets compared.
import { only } from "../shared/page.js";
import { Desk } from "../work-page/desk.js";
import { guardDesk } from "../work-page/leaving.js";
import { notices } from "../work-page/notices.js";
import { saveFile } from "../work-page/save-file.js";
import { openStore } from "../working-sheets/store.js";
import { answered } from "./answered.js";
import { charts } from "./charts.js";
import { choosing } from "./choosing.js";
import { comparing } from "./comparing.js";
import { form } from "./form.js";
import { printing } from "./printing.js";
import { resultTable } from "./result-table.js";
import { nextSteps } from "./next-steps.js";
import { unsettled } from "./unsettled.js";

const start = async () => {
  const root = only(document, "[data-assessment]", HTMLElement);
  const shown = only(root, "[data-desk]", HTMLElement);
  const status = only(shown, "[data-said]", HTMLElement);
  const say = (/** @type {string} */ words) => {
    if (words) status.textContent = words;
  };
  const known = globalThis.playbookWork;
  const desk = new Desk(known, globalThis.playbookTexts, await openStore(known), say);
  const page = { desk, root, compared: undefined };
  notices(desk, shown);
  for (const part of [choosing, form]) part(desk, root);
  comparing(page);
  for (const part of [resultTable, charts, answered, unsettled, nextSteps, printing]) part(page);
  root.addEventListener("click", async ({ target }) => {
    if (target instanceof HTMLElement && target.dataset.way === "file") say(await saveFile(desk));
  });
  desk.onDraw(() => {
    for (const part of root.querySelectorAll("[data-of-sheet]")) part.toggleAttribute("hidden", !desk.hasSheet);
    only(root, "[data-without-sheet]", HTMLElement).hidden = desk.hasSheet;
    root.classList.toggle("pb-assess--on", desk.hasSheet);
  });
  guardDesk(desk);
  await desk.chooseLast();
  shown.hidden = false;
};

start();
