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

const DOUBTS = { status: "No status.", due: "No date.", completed: "No date." };

test("cells are plain text of some length", () => {
  const states = new Map([["open", "Offen"]]);
  const filled = { status: "open", owner: { toString: () => "x" }, due: "2026-12-24", note: "n".repeat(9000), other: { Cost: 3, List: [] } };
  const [status, owner, due, completed, note] = cellsOf(filled, states, DOUBTS);
  assert.deepEqual([status, owner, due, completed], [["Offen"], [""], ["2026-12-24"], [""]]);
  assert.deepEqual(note.map((one) => one.length), [5000, 7, 6]);
  assert.equal(words(true), "");
});

for (const [name, written] of [["status", "Waiting"], ["status", 3], ["status", { a: 1 }], ["due", 46357], ["due", "end of 2026"], ["due", "2026-02-30"], ["due", "2026-1-2"], ["completed", "2026-13-01"], ["completed", []]]) {
  test(`${JSON.stringify(written)} is no ${name}, and said to be none`, () => {
    const cells = cellsOf({ [name]: written }, new Map([["open", "Offen"]]), DOUBTS);
    assert.deepEqual(cells[["status", "owner", "due", "completed", "note"].indexOf(name)], [words(written), DOUBTS[name]]);
    assert.equal(cells.flat().filter((one) => one === DOUBTS[name]).length, 1);
  });
}
