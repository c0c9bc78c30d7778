// The page of the gap report: what senior management gets, from a sheet of this browser.
import { only } from "../shared/page.js";
import { redraw, today } from "../work/elements.js";
import { Desk, isHere } from "../work-page/desk.js";
import { guardDesk } from "../work-page/leaving.js";
import { notices } from "../work-page/notices.js";
import { saveFile } from "../work-page/save-file.js";
import { reportOf } from "../working-sheets/report.js";
import { isFilled } from "../working-sheets/sheets.js";
import { openStore } from "../working-sheets/store.js";
import { Choice } from "./choosing.js";
import { paperOf } from "./paper.js";
import { Voices } from "./voices.js";
/** @import { WorkingSheet } from "../working-sheets/types" */

/** @type {(sheets: WorkingSheet[]) => string} */
const lastChanged = (sheets) => sheets.toSorted((one, other) => ((one.changed ?? "") < (other.changed ?? "") ? 1 : -1))[0]?.id ?? "";

const start = async () => {
  const root = only(document, "[data-report-page] [data-desk]", HTMLElement);
  const [paper, nothing, none, empty] = ["paper", "nothing", "none", "empty"].map((part) => only(root, `[data-${part}]`, HTMLElement));
  const status = only(root, "[data-said]", HTMLElement);
  const known = globalThis.playbookWork;
  const desk = new Desk(known, globalThis.playbookTexts, await openStore(known), (words) => {
    status.textContent = words;
  });
  const voices = new Voices(root, known, globalThis.playbookTexts);
  const write = () => {
    const isEmpty = !desk.hasSheet || !Object.values(desk.sheet.sheet.items).some(isFilled);
    nothing.hidden = !isEmpty;
    none.hidden = desk.hasSheet;
    empty.hidden = !desk.hasSheet;
    choice.form.hidden = !desk.hasSheet;
    paper.hidden = isEmpty;
    if (isEmpty) return;
    const { sheet } = desk.sheet;
    const day = today();
    const report = reportOf(sheet, choice.known(known), day);
    const title = root.dataset.playbook ?? "";
    paper.dataset.voices = String(voices.all.length);
    redraw(paper, ...paperOf({ report, sheet, voices: voices.all, parts: choice.parts, today: day, title, most: known.chapters.length }));
  };
  const choice = new Choice(desk, root, write);
  notices(desk, root);
  root.addEventListener("click", async ({ target }) => {
    if (target instanceof HTMLElement && target.dataset.way === "file") desk.say(await saveFile(desk));
  });
  desk.onIdle(() => {
    choice.draw();
    write();
  });
  guardDesk(desk);
  await voices.follow(write);
  await desk.chooseLast();
  // Where several sheets are there and none was open, the one that was changed last.
  if (!desk.hasSheet) await desk.choose(lastChanged(desk.sheets.filter(isHere)));
  root.hidden = false;
};

start();
