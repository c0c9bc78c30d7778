// A page that works on a sheet, as the tests of keeping drive it.
import { newSheet } from "../../playbook/plugin/overrides/scripts/working-sheets/sheets.js";
import { OpenSheet } from "../../playbook/plugin/overrides/scripts/working-sheets/open-sheet.js";
import { guardLeaving, reminders } from "../../playbook/plugin/overrides/scripts/working-sheets/reminding.js";
import { openStore, openThere } from "../../playbook/plugin/overrides/scripts/working-sheets/store.js";

const NOW = new Date("2026-12-01T12:00:00Z");

// Opens the store of a playbook, by itself or by the page that keeps the sheets of all, and its first sheet.
globalThis.start = async (playbook = "sample", hub = "") => {
  const store = await (hub ? openThere({ playbook }, hub) : openStore({ playbook }));
  const [head] = await store.heads();
  const sheet = (head && (await store.read(head.id))) ?? newSheet("Riverside", "2026-11-30");
  if (!head) await store.put(sheet);
  const work = new OpenSheet(store, sheet);
  guardLeaving(store, work);
  Object.assign(globalThis, { store, work, said: () => reminders(store, work, NOW).map(({ code }) => code) });
};
