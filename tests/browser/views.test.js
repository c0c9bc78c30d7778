// All chapters at once: what stands in a view, in which groups and order.
import assert from "node:assert/strict";
import test from "node:test";
import { VIEW_NAMES, groupsOf } from "../../playbook/plugin/overrides/scripts/working-sheets/views.js";

const known = {
  chapters: [
    { id: "shelves", actions: [["label", 1, "old"], ["sweep", 0], ["dust", 0]], questions: ["lost", "found"] },
    { id: "keys", actions: [["copy", 1]], questions: ["who"] },
  ],
  series: [],
};
const items = {
  "shelves.label": { status: "done", owner: "Rin", due: "2026-11-01" },
  "shelves.sweep": { owner: "aoi", due: "2026-11-02" },
  "shelves.dust": { status: "agreed", owner: " Rin ", due: "soon" },
  "shelves.found": { note: "Behind the boiler" },
  "keys.copy": { status: "started", owner: "Rin", due: "2026-10-31" },
  "keys.who": { due: "2026-12-24" },
};
const look = (own = items) => ({ sheet: { items: own, unmatched: [] }, known, today: "2026-11-30", collator: new Intl.Collator("en") });
const found = (view, chapter, own) => groupsOf(view, look(own), chapter).map(({ of, rows }) => [of, rows.map((row) => row.id)]);

for (const [view, expected] of Object.entries({
  chapters: [
    ["shelves", ["shelves.label", "shelves.sweep", "shelves.dust", "shelves.found"]],
    ["keys", ["keys.copy", "keys.who"]],
  ],
  open: [
    ["shelves", ["shelves.sweep", "shelves.dust"]],
    ["keys", ["keys.copy"]],
  ],
  overdue: [["", ["keys.copy", "shelves.sweep"]]],
  owner: [
    ["aoi", ["shelves.sweep"]],
    ["Rin", ["keys.copy", "shelves.label", "shelves.dust"]],
    ["", ["keys.who", "shelves.found"]],
  ],
  date: [
    ["2026-10", ["keys.copy"]],
    ["2026-11", ["shelves.label", "shelves.sweep"]],
    ["2026-12", ["keys.who"]],
    ["", ["shelves.dust"]],
  ],
})) {
  test(`the view “${view}” has its rows in its order`, () => assert.deepEqual(found(view), expected));
}

test("every view can be shown of one chapter, and of an empty sheet", () => {
  assert.deepEqual(found("open", "keys"), [["keys", ["keys.copy"]]]);
  const empty = Object.fromEntries(VIEW_NAMES.map((view) => [view, found(view, "keys", {})]));
  assert.deepEqual(empty, { chapters: [["keys", ["keys.copy"]]], open: [["keys", ["keys.copy"]]], overdue: [], owner: [], date: [] });
});

test("values that stand against each other keep their row, even where the field is empty", () => {
  assert.deepEqual(found("owner", "keys", { "keys.who": { conflicts: { note: ["x"] } } }), [["", ["keys.who"]]]);
});
