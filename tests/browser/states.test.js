// What `playbook import` made of a workbook.
import assert from "node:assert/strict";
import test from "node:test";
import { readStateFile } from "../../playbook/plugin/overrides/scripts/working-sheets/state-file.js";

test("the file of a workbook is read whole", () => {
  const { state, work } = globalThis.testing;
  const { sheet, said } = readStateFile(JSON.stringify(state), work, { name: "Spring", today: "2026-11-30" });
  const filled = Object.entries(state.items).map(([id, fields]) => [id, Object.fromEntries(Object.entries(fields).filter(([, value]) => value))]);
  assert.deepEqual(sheet.items, Object.fromEntries(filled));
  assert.deepEqual([sheet.unmatched, said], [state.unmatched, []]);
});
