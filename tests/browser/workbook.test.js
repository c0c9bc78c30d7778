// Workbooks: dates as people write them, words as they are compared, and the file that Python writes of one.
import assert from "node:assert/strict";
import test from "node:test";
import { readStateFile, writeStateFile } from "../../playbook/plugin/overrides/scripts/working-sheets/state-file.js";
import { dateIn } from "../../playbook/plugin/overrides/scripts/workbook/dates.js";
import { folded, seen, written } from "../../playbook/plugin/overrides/scripts/workbook/words.js";

const { characters, dates, stateFile, work } = globalThis.testing;

for (const { written: words, epoch = 1900, says = "" } of dates) {
  test(`${words} says ${says || "no date"}`, () => assert.equal(dateIn(words, epoch), says));
}

test("words are compared without width, case and spaces", () => {
  assert.equal(folded(" ＡＢＣ\u3000 d\u00a0\n Ｅ "), "abc d e");
});

test("every character is compared as Python compares it", () => {
  const other = characters.filter(([sign, , lowered]) => folded(sign) !== lowered);
  assert.deepEqual(other, []);
});

test("signs that stand as numbers are signs, halves of pairs are none", () => {
  assert.equal(seen(written("a_x000D_\nb_xD83D__xDE00__xD83D_\u0007_x005F_x0041_\u202e")), "a\nb\u{1f600}_x0041_");
});

test("what Python wrote is written again to the byte", () => {
  const { sheet, said } = readStateFile(stateFile, work, { name: "", today: "" });
  assert.deepEqual(said, []);
  assert.equal(writeStateFile(sheet, work), stateFile);
});
