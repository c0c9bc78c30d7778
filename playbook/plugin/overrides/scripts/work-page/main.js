// The page of working sheets: the sheets of this browser, all chapters of one at once, and the ways in and out.
import { only } from "../shared/page.js";
import { openStore } from "../working-sheets/store.js";
import { board } from "./board.js";
import { changes } from "./changes.js";
import { conflicts } from "./conflicts.js";
import { Desk } from "./desk.js";
import { guardDesk } from "./leaving.js";
import { notices } from "./notices.js";
import { opening } from "./opening.js";
import { overview } from "./overview.js";
import { saving } from "./saving.js";
import { sheetList } from "./sheet-list.js";

const start = async () => {
  const root = only(document, "[data-work-page]", HTMLElement);
  const shown = only(root, "[data-desk]", HTMLElement);
  const status = only(shown, "[data-said]", HTMLElement);
  const say = (/** @type {string} */ words) => {
    status.textContent = words;
  };
  const known = globalThis.playbookWork;
  const desk = new Desk(known, globalThis.playbookTexts, await openStore(known), say);
  for (const part of [notices, sheetList, conflicts, overview, board, changes, saving]) part(desk, shown);
  desk.onDraw(() => {
    for (const part of shown.querySelectorAll("[data-of-sheet]")) part.toggleAttribute("hidden", !desk.hasSheet);
  });
  guardDesk(desk);
  await desk.chooseLast();
  shown.hidden = false;
  opening(desk, shown);
};

start();
