// Lets a sheet leave the browser as a file.
import { writeStateFile } from "../working-sheets/state-file.js";
import { make } from "./elements.js";
/** @import { KnownWork, WorkingSheet } from "../working-sheets/types" */

// Characters that no file name may have on one system or another, and those that turn its direction.
// eslint-disable-next-line no-control-regex
const NOT_IN_NAMES = /[\u0000-\u001f\u007f"*/:<>?\\|\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

// Offers the file of a sheet, and returns what stands in it.
/** @type {(sheet: WorkingSheet, known: KnownWork) => string} */
export const saveAsFile = (sheet, known) => {
  const text = writeStateFile(sheet, known);
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href, download: `${sheet.name.replaceAll(NOT_IN_NAMES, " ").trim() || known.playbook}.state.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return text;
};
