// The parts that keep working sheets, on a page of the tests.
import { newSheet } from "../../playbook/plugin/overrides/scripts/working-sheets/sheets.js";
import { OpenSheet } from "../../playbook/plugin/overrides/scripts/working-sheets/open-sheet.js";
import { openStore } from "../../playbook/plugin/overrides/scripts/working-sheets/store.js";

globalThis.keeping = { OpenSheet, newSheet, openStore };
