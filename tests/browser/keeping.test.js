// What becomes of an item when several write about it, and what a reader is told about keeping.
import assert from "node:assert/strict";
import test from "node:test";
import { applied, damaged, soundHead, isJob, isSound, replaced } from "../../playbook/plugin/overrides/scripts/working-sheets/items.js";
import { memoryKeys, plainBackend } from "../../playbook/plugin/overrides/scripts/working-sheets/plain-backend.js";
import { reminders, standing, reminderText } from "../../playbook/plugin/overrides/scripts/working-sheets/reminding.js";

const choice = { item: "a.b", field: "note", was: "one", value: "two", among: ["one", "two"] };

test("a choice ends a conflict", () => {
  assert.deepEqual(applied({ note: "one", owner: "Rin", conflicts: { note: ["two"] } }, choice), { note: "two", owner: "Rin" });
});

test("a value that came in while somebody chose goes on standing", () => {
  const next = applied({ note: "three", conflicts: { note: ["one", "two", "four"] } }, choice);
  assert.deepEqual(next, { note: "two", conflicts: { note: ["three", "four"] } });
});

test("what differs from what was seen stands against an item that is put whole", () => {
  const now = { note: "theirs", owner: "Rin", status: "open" };
  assert.deepEqual(replaced(now, { note: "mine", status: "open" }, { owner: "Rin" }), { note: "mine", status: "open", conflicts: { note: ["theirs"] } });
  assert.deepEqual(replaced(now, undefined, { owner: "Rin", status: "open" }), { conflicts: { note: ["theirs"] } });
  assert.equal(replaced(now, undefined, now), undefined);
});

const SOUND = [{}, { note: "x", ticked: true }, { other: { Cost: "3" }, wording: { language: "en", text: "x" } }, { conflicts: { note: ["x"] } }];
const UNSOUND = [null, 7, "x", [], { note: 7 }, { ticked: "true" }, { unknown: "x" }, { conflicts: { note: "x" } }, { other: { a: 1 } }, JSON.parse('{"__proto__": "x"}')];

test("records that are not ours are told from ours", () => {
  for (const value of SOUND) assert.equal(isSound(value), true, JSON.stringify(value));
  for (const value of UNSOUND) assert.equal(isSound(value), false, JSON.stringify(value));
});

test("damaged records stay readable", () => {
  assert.deepEqual(damaged("a.b", { note: 7 }), { id: "a.b", note: '{"note":7}' });
  assert.deepEqual(damaged("a.b", "torn"), { id: "a.b", note: "torn" });
  assert.deepEqual(soundHead("x", null), { id: "x", name: "x", created: "" });
  assert.deepEqual(soundHead("x", { id: 7, name: 7, created: "2026-11-30" }), { id: "x", name: "x", created: "2026-11-30" });
});

test("jobs of others are told from ours", () => {
  for (const job of [choice, { item: "a.b", field: "ticked", was: "", value: "true" }, { item: "a.b" }, { item: "a.b", filled: { note: "x" }, was: {} }]) {
    assert.equal(isJob(job), true, JSON.stringify(job));
  }
  for (const job of [null, {}, { item: 7 }, { ...choice, field: "__proto__" }, { ...choice, value: 7 }, { ...choice, among: "x" }, { item: "a.b", filled: 7 }]) {
    assert.equal(isJob(job), false, JSON.stringify(job));
  }
});

test("names and ids of any form are kept apart", async () => {
  const keys = memoryKeys();
  const ids = ["a", 'a","b', "a/b", "__proto__", "\ud800", "項目"];
  for (const name of ["x", "x.heads", 'x","heads']) {
    await plainBackend(name, keys, "memory").run("readwrite", async (rows) => {
      for (const id of ids) await rows.put("items", ["sheet", id], { note: name + id });
      await rows.put("items", ["sheet2", "a"], {});
      await rows.remove("items", ["sheet2"]);
    });
  }
  const all = await plainBackend("x", keys, "memory").run("readonly", (rows) => rows.all("items", ["sheet"]));
  assert.deepEqual(all.map(([[, id], { note }]) => [id, note]), ids.map((id) => [id, `x${id}`]));
});

const kept = { kind: "indexeddb", isShared: true, fault: "", lost: [] };
const sheet = { id: "x", name: "One", created: "2026-11-01", changed: "2026-11-02T10:00:00.000Z", items: {}, unmatched: [] };
const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a.${at}`, { note: "x" }]));
const CASES = [
  ["nothing to say", "2026-11-05", kept, sheet, []],
  ["nothing was written", "2027-11-05", kept, { ...sheet, changed: undefined }, []],
  ["never saved for a week", "2026-11-08", kept, sheet, ["keep_unsaved_never"]],
  ["never saved, and much of it", "2026-11-02", kept, { ...sheet, items: many }, ["keep_unsaved_never"]],
  ["saved after the last change", "2026-12-08", kept, { ...sheet, saved: "2026-11-02T10:00:01.000Z" }, []],
  ["changed since it was saved", "2026-11-09", kept, { ...sheet, items: many, saved: "2026-11-01T10:00:00.000Z" }, ["keep_unsaved"]],
  ["a store for each page", "2026-11-02", { ...kept, isShared: false }, sheet, ["keep_apart"]],
  ["memory says more than a week", "2026-12-02", { kind: "memory", isShared: false, fault: "SecurityError", lost: [] }, sheet, ["keep_memory"]],
  ["cleared away", "2026-11-02", { ...kept, lost: ["One", "Two"] }, sheet, ["keep_lost"]],
  ["out of reach", "2026-11-02", { ...kept, kind: "localstorage", fault: "UnknownError", lost: ["One"] }, sheet, ["keep_unreachable"]],
];

for (const [name, day, store, open, codes] of CASES) {
  test(`a reader is told: ${name}`, () => {
    const found = reminders(store, { sheet: open, state: "kept", fault: "" }, new Date(`${day}T12:00:00Z`));
    assert.deepEqual(found.map(({ code }) => code), codes);
  });
}

test("what fails comes first, and says what can be done", () => {
  for (const [fault, code] of [["QuotaExceededError", "keep_full"], ["NotFoundError", "keep_gone"], ["VersionError", "keep_newer"], ["DataError", "keep_failed"]]) {
    const open = { sheet, state: "failed", fault };
    assert.deepEqual(standing(open), { code, facts: { fault } });
    assert.equal(reminders({ ...kept, lost: ["x"] }, open, new Date("2026-11-02"))[0].code, code);
  }
  assert.equal(standing({ state: "keeping", fault: "" }).code, "keep_keeping");
});

test("names of sheets are put into the words as they are", () => {
  const [reminder] = reminders({ ...kept, lost: ["$& {fault}", "<b>"] }, undefined, new Date());
  assert.equal(reminderText({ keep_lost: "No longer there: {names}." }, reminder), "No longer there: $& {fault} · <b>.");
  assert.equal(reminder.known, "keep_lost_known");
});
