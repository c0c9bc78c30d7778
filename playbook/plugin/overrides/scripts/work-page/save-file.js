// Lets the open sheet leave as a file.
import { download } from "../shared/download.js";
import { writeStateFile } from "../working-sheets/state-file.js";
/** @import { Desk } from "./desk.js" */

// Resolves to what is said of it.
/** @type {(desk: Desk) => Promise<string>} */
export const saveFile = async (desk) => {
  const { known, sheet } = desk;
  const saved = new Date().toISOString();
  download(sheet.sheet.name, "state.json", "application/json", writeStateFile(sheet.sheet, known));
  await desk.mark(sheet.sheet.id, { saved });
  return known.words.desk_saved;
};
