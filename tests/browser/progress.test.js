// How far a sheet has come, and what is left before a gate.
import assert from "node:assert/strict";
import test from "node:test";
import { openBefore, progressOf } from "../../playbook/plugin/overrides/scripts/working-sheets/progress.js";

const TODAY = "2026-11-30";
const known = {
  chapters: [
    { id: "shelves", actions: [["label", 1, "old-books", "new-books"], ["sweep", 0]], questions: ["lost", "found"] },
    { id: "keys", actions: [["copy", 1]], questions: [] },
    { id: "welcome", actions: [], questions: ["who"] },
  ],
  series: [
    { id: "opening", phases: [{ id: "before", chapters: ["keys", "shelves"], gate: "Doors" }, { id: "after", chapters: ["welcome", "keys"], gate: "" }] },
    { id: "closing", phases: [] },
  ],
};
const counted = (items) => progressOf({ items, unmatched: [] }, known, TODAY);
const some = (counts, ...names) => names.map((name) => counts[name]);

test("an empty sheet is all open", () => {
  const { all } = counted({});
  assert.deepEqual(some(all, "total", "open", "done", "ticks", "ticked", "questions", "noted"), [3, 3, 0, 4, 0, 3, 0]);
});

test("actions count by their state, and what is no state of ours is open", () => {
  const { all, chapters } = counted({ "shelves.label": { status: "done" }, "shelves.sweep": { status: "nearly" }, "keys.copy": { status: "dropped" } });
  assert.deepEqual(some(chapters.shelves, "done", "open", "dropped"), [1, 1, 0]);
  assert.deepEqual(some(all, "done", "open", "dropped", "total"), [1, 1, 1, 3]);
  assert.deepEqual(some(counted({ "keys.copy": { status: "total" } }).all, "total", "open"), [3, 3]);
});

test("a phase and a series count each chapter once, and all does so over every series", () => {
  const { all, phases, series } = counted({ "keys.copy": { status: "started" } });
  assert.deepEqual(some(phases["opening.before"], "total", "started"), [3, 1]);
  assert.deepEqual(some(phases["opening.after"], "total", "started"), [1, 1]);
  assert.deepEqual(some(series.opening, "total", "started", "questions"), [3, 1, 3]);
  assert.deepEqual(some(series.closing, "total"), [0]);
  assert.deepEqual(some(all, "total", "started"), [3, 1]);
});

for (const [due, status, expected] of [
  ["2026-11-29", "agreed", 1],
  ["2026-11-29", undefined, 1],
  ["2026-11-30", "agreed", 0],
  ["2026-11-29", "done", 0],
  ["2026-11-29", "dropped", 0],
  ["1 May", "agreed", 0],
  ["", "agreed", 0],
]) {
  test(`due “${due}” and ${status ?? "without a state"}: ${expected ? "overdue" : "not overdue"}`, () =>
    assert.equal(counted({ "shelves.label": { due, status } }).all.overdue, expected));
}

test("ticks and notes are counted, and nothing that is not in the playbook", () => {
  const items = {
    "shelves.label:deliverable": { ticked: true },
    "shelves.old-books": { ticked: true },
    "shelves.sweep:deliverable": { ticked: true },
    "shelves.lost": { note: "Behind the boiler" },
    "shelves.found": { owner: "Rin" },
    "burnt.down": { status: "done", note: "x", ticked: true },
  };
  assert.deepEqual(some(counted(items).all, "ticked", "noted", "done"), [2, 1, 0]);
});

test("a gate tells what is not closed in the chapters before it", () => {
  const items = { "shelves.label": { status: "done" }, "keys.copy": { status: "started" } };
  assert.deepEqual(openBefore({ items }, known, ["keys", "shelves"]), ["shelves.sweep", "keys.copy"]);
  assert.deepEqual(openBefore({ items }, known, ["welcome"]), []);
});
