// Working sheets: files that come from anywhere, changes, merging.
import assert from "node:assert/strict";
import test from "node:test";
import { conflictsOf, merged } from "../../playbook/plugin/overrides/scripts/working-sheets/merging.js";
import { changed, chosen, isFilled, newSheet } from "../../playbook/plugin/overrides/scripts/working-sheets/sheets.js";
import { readStateFile, writeStateFile } from "../../playbook/plugin/overrides/scripts/working-sheets/state-file.js";
import { cases } from "./cases.js";

const known = globalThis.testing.work;
const fallback = { name: "file", today: "2026-12-01" };
const sheetOf = (items, name = "a") => ({ ...newSheet(name, "2026-12-01"), items });

for (const { name, text, codes, taken, items, unmatched } of cases("state-files")) {
  test(`a file ${name} is ${taken ? "taken" : "refused"}`, () => {
    const { sheet, said } = readStateFile(text, known, fallback);
    assert.deepEqual(said.map(({ code }) => code), codes);
    assert.equal(Boolean(sheet), taken);
    if (!sheet) return;
    assert.deepEqual(sheet.items, items);
    assert.deepEqual(sheet.unmatched, unmatched);
    assert.ok(Object.values(sheet.items).every((filled) => Object.getPrototypeOf(filled) === Object.prototype));
  });
}

test("a file that is too large, and one of too many items, are refused", () => {
  const { said } = readStateFile(`{"format": "playbook-state"${" ".repeat(5_000_001)}}`, known, fallback);
  assert.deepEqual(said, [{ code: "too-large", facts: { most: "5" } }]);
  const items = Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`a.b${at}`, { note: "x" }]));
  const text = JSON.stringify({ format: "playbook-state", version: 1, items, unmatched: [] });
  assert.equal(readStateFile(text, known, fallback).said[0].code, "too-many");
});

test("the same sheet is the same file, whatever the order in which it was filled in", () => {
  const { text } = cases("state-files").find(({ name }) => name === "with all that there is");
  const first = readStateFile(text, known, fallback).sheet;
  const other = { ...first, items: Object.fromEntries(Object.entries(first.items).reverse()) };
  const written = writeStateFile(first, known);
  assert.equal(writeStateFile(other, known), written);
  assert.equal(writeStateFile(readStateFile(written, known, fallback).sheet, known), written);
});

test("what is taken out again leaves nothing behind", () => {
  const wording = { language: "en", text: "Label" };
  const filled = changed(undefined, { field: "note", was: "", value: "x", wording });
  assert.deepEqual(filled, { note: "x", wording });
  assert.deepEqual(changed(filled, { field: "note", was: "x", value: "" }), {});
  assert.equal(isFilled(changed({}, { field: "ticked", was: "", value: "true" })), true);
});

test("what somebody else wrote meanwhile stands against the new value until somebody chooses", () => {
  const theirs = changed({ owner: "Rin" }, { field: "owner", was: "Rin", value: "Ana" });
  const both = changed(theirs, { field: "owner", was: "Rin", value: "Bo" });
  assert.deepEqual(both, { owner: "Bo", conflicts: { owner: ["Ana"] } });
  assert.deepEqual(chosen(both, "owner", "Ana"), { owner: "Ana" });
});

test("sheets merge field by field: more is taken, equal is one, what differs waits", () => {
  const one = sheetOf({ "a.b": { status: "open", owner: "Rin", other: { Cost: "3" } }, "a.c": { ticked: true } }, "one");
  const two = sheetOf({ "a.b": { status: "done", owner: "Rin", note: "n", other: { Cost: "4", Site: "X" } }, "a.d": { due: "2026-12-24" } });
  const both = merged([one, two]);
  assert.equal(both.name, "one");
  assert.deepEqual(both.items, {
    "a.b": { status: "open", owner: "Rin", note: "n", other: { Cost: "3\n4", Site: "X" }, conflicts: { status: ["done"] } },
    "a.c": { ticked: true },
    "a.d": { due: "2026-12-24" },
  });
  assert.deepEqual(conflictsOf(both), [{ item: "a.b", field: "status", values: ["open", "done"] }]);
  assert.deepEqual(merged([both, two, one]).items, both.items);
  const back = merged([two, one]);
  assert.deepEqual(conflictsOf(back)[0].values, ["done", "open"]);
});
