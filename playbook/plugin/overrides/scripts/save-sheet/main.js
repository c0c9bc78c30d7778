// Lets a sheet leave a chapter as a file; loaded where the browser keeps it badly or not at all.
import { download } from "../shared/download.js";
import { writeStateFile } from "../working-sheets/state-file.js";

globalThis.playbookSave = (sheet, known) => download(sheet.name, "state.json", "application/json", writeStateFile(sheet, known));
