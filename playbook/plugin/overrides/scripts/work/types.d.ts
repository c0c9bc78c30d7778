import type { OpenSheet } from "../working-sheets/open-sheet.js";
import type { Filled, KnownWork } from "../working-sheets/types";

/** What a chapter is filled in with: the sheet changes when the reader chooses another one. */
export interface Work {
  known: KnownWork;
  sheet: OpenSheet;
  /** Tells readers, those who see nothing too. */
  say: (words: string) => void;
}

/** What can be filled in, as the page shows it. */
export interface Item {
  id: string;
  isQuestion: boolean;
  /** What controls of this item are called by. */
  name: string;
  wording: () => { language: string; text: string };
}

/** A piece of the page that shows what a sheet holds of an item. */
export interface Shown {
  element: HTMLElement;
  show: (filled: Filled | undefined) => void;
}
