// State files: ours are read, others refused, and nothing of them is more than text.
import assert from "node:assert/strict";
import test from "node:test";
import { cellsOf, filledIn, read, words } from "../../playbook/plugin/overrides/scripts/state-file/states.js";
import { cases } from "./cases.js";

for (const { name, text, accepted } of cases("states")) {
  test(`${name} is ${accepted ? "read" : "refused"}`, () => assert.equal(read(text) !== null, accepted));
}

test("what the generator wrote is read whole", () => {
  const { state } = globalThis.testing;
  const found = read(JSON.stringify(state));
  assert.deepEqual(Object.fromEntries(filledIn(found)), state.items);
  assert.deepEqual(found.unmatched, state.unmatched);
});

test("only records are items", () => {
  const items = { "shelves.a": { status: "open" }, "shelves.b": null, "shelves.c": [1], "shelves.d": "x" };
  assert.deepEqual([...filledIn({ items, unmatched: [] }).keys()], ["shelves.a"]);
});

test("cells are plain text of some length", () => {
  const states = new Map([["open", "Offen"]]);
  const filled = { status: "open", owner: { toString: () => "x" }, due: 46357, note: "n".repeat(9000), other: { Cost: 3, List: [] } };
  const [status, owner, due, completed, note] = cellsOf(filled, states);
  assert.deepEqual([status, owner, due, completed], [["Offen"], [""], ["46357"], [""]]);
  assert.deepEqual(note.map((one) => one.length), [5000, 7, 6]);
  assert.equal(words(true), "");
});
