// Lets a sheet leave a chapter as a file; loaded where the browser keeps it badly or not at all.
import { writeStateFile } from "../working-sheets/state-file.js";
/** @import { KnownWork, WorkingSheet } from "../working-sheets/types" */

// Characters that no file name may have on one system or another, and those that turn its direction.
// eslint-disable-next-line no-control-regex
const NOT_IN_NAMES = /[\u0000-\u001f\u007f"*/:<>?\\|\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LONG_ENOUGH = 60_000;

/** @type {(sheet: WorkingSheet, known: KnownWork) => void} */
globalThis.playbookSave = (sheet, known) => {
  const href = URL.createObjectURL(new Blob([writeStateFile(sheet, known)], { type: "application/json" }));
  const name = sheet.name.replaceAll(NOT_IN_NAMES, " ").trim() || known.playbook;
  Object.assign(document.createElement("a"), { href, download: `${name}.state.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href), LONG_ENOUGH);
};
