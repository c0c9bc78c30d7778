// Folding: the same as in the generator, on the same cases and on every character.
import assert from "node:assert/strict";
import test from "node:test";
import { Folding } from "../../playbook/plugin/overrides/scripts/search-engine/folding.js";
import { cases } from "./cases.js";

const folding = new Folding(globalThis.testing.head);

for (const { text, folded } of cases("folding")) {
  test(`${text} folds to ${folded}`, () => assert.equal(folding.fold(text), folded));
}

test("every character folds as in the generator", () => {
  const other = globalThis.testing.characters.filter(([sign, folded]) => folding.fold(sign) !== folded);
  assert.deepEqual(other, []);
});

test("a run is of one sort of signs", () => {
  assert.deepEqual(folding.runs("call センタ2号 7x"), ["call", "センタ", "2", "号", "7x"]);
  assert.ok(folding.isUnspaced("座席"));
  assert.ok(!folding.isUnspaced("seat"));
});

test("words that only ask are left out, but not where they are all", () => {
  assert.deepEqual(folding.asked("what is AHT?"), ["aht"]);
  assert.deepEqual(folding.asked("what is"), ["what", "is"]);
  assert.deepEqual(folding.asked("whatever"), ["whatever"]);
});
