// Which working sheet a session writes into: one that is there, or a new one that its reader names.
import { make, today } from "../work/elements.js";
import { OpenSheet, currentSheet, setCurrentSheet } from "../working-sheets/open-sheet.js";
import { newSheet } from "../working-sheets/sheets.js";
/** @import { KnownWork, Store } from "../working-sheets/types" */

const NEW = "";

// The controls of the choice, and what opens the sheet that was chosen.
/** @type {(store: Store, work: KnownWork, words: Record<string, string>, name: string) => Promise<{ controls: HTMLElement[], open: () => Promise<OpenSheet> }>} */
export const sheetChooser = async (store, work, words, name) => {
  const heads = (await store.heads()).filter(({ archived, erased }) => !archived && !erased);
  const current = currentSheet(work);
  const sheets = make("select", {}, ...heads.map((head) => new Option(head.name, head.id, false, head.id === current)), new Option(words.new_sheet, NEW));
  const field = make("input", { maxLength: 120, autocomplete: "off", value: name });
  const named = make("label", {}, make("span", {}, words.sheet_name), field);
  const look = () => (named.hidden = sheets.value !== NEW);
  sheets.addEventListener("change", look);
  look();
  const open = async () => {
    const sheet = sheets.value === NEW ? newSheet(field.value.trim() || name, today()) : undefined;
    if (sheet) await store.put(sheet);
    const opened = await openedSheet(store, work, sheet?.id ?? sheets.value);
    if (!opened) throw new Error(sheets.value);
    return opened;
  };
  return { controls: [make("label", {}, make("span", {}, words.sheet), sheets), named], open };
};

// The sheet with an id, which is the current one from now on; nothing where this browser has none.
/** @type {(store: Store, work: KnownWork, id: string) => Promise<OpenSheet | undefined>} */
export const openedSheet = async (store, work, id) => {
  const read = await store.read(id);
  if (!read || read.erased) return undefined;
  setCurrentSheet(work, id);
  return new OpenSheet(store, read);
};
