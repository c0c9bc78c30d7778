// When the content changes, what was filled in stays: under the id of today, or in the list of what is gone.
import assert from "node:assert/strict";
import test from "node:test";
import { goneFrom, placesOf, renamed, rewordedIn } from "../../playbook/plugin/overrides/scripts/working-sheets/content-changes.js";

const known = {
  chapters: [{ id: "shelves", address: "pillars/shelves.html", actions: [["label", 1, "old-books"], ["sweep", 0]], questions: ["lost"], maturity: [["begun", "some"]] }],
  formerly: { "bookcases.stickers": "shelves.label", "shelves.stickers": "shelves.label", "shelves.stickers:deliverable": "shelves.label:deliverable" },
};
const places = placesOf(known);
const sheet = (items) => ({ id: "1", name: "Spring", created: "2026-11-30", items, unmatched: [{ id: "burnt.down", note: "kept" }] });

test("everything that can be filled in has its place", () => {
  assert.deepEqual(
    [...places].map(([id, { kind, address }]) => [id, kind, address]),
    [
      ["shelves.label", "action", "pillars/shelves.html#label"],
      ["shelves.label:deliverable", "tick", "pillars/shelves.html#label"],
      ["shelves.old-books", "tick", "pillars/shelves.html#old-books"],
      ["shelves.sweep", "action", "pillars/shelves.html#sweep"],
      ["shelves.lost", "question", "pillars/shelves.html#lost"],
      ["shelves.some", "statement", "pillars/shelves.html#some"],
    ],
  );
});

test("what was filled in follows a renamed id", () => {
  const found = renamed(sheet({ "shelves.sweep": { note: "stays" }, "shelves.stickers": { owner: "Rin" }, "shelves.stickers:deliverable": { ticked: true } }), known);
  assert.deepEqual(found, sheet({ "shelves.sweep": { note: "stays" }, "shelves.label": { owner: "Rin" }, "shelves.label:deliverable": { ticked: true } }));
});

test("an item filled in under its old ids and its new one keeps every value", () => {
  const { items } = renamed(sheet({ "bookcases.stickers": { owner: "Rin" }, "shelves.label": { owner: "Aoi" }, "shelves.stickers": { owner: "Mei", note: "x" } }), known);
  assert.deepEqual(items, { "shelves.label": { owner: "Aoi", note: "x", conflicts: { owner: ["Rin", "Mei"] } } });
});

test("a sheet without old ids is the same sheet, whatever its ids are", () => {
  const same = sheet({ "shelves.sweep": { note: "stays" }, toString: { note: "odd" } });
  assert.equal(renamed(same, known), same);
});

test("what the playbook no longer has is told, with what was filled in", () => {
  assert.deepEqual(goneFrom(sheet({ "shelves.lost": { note: "x" }, "shelves.burnt": { note: "y" } }), places), [["shelves.burnt", { note: "y" }]]);
});

const filled = (text, language = "en") => ({ note: "x", wording: { language, text } });
const texts = { en: { "shelves.label": "Label every book", "shelves.sweep": "Sweep" }, ja: { "shelves.label": "ラベルを貼る" } };

test("a new wording is told in the language in which the item was filled in", () => {
  const items = { "shelves.label": filled("札を貼る", "ja"), "shelves.sweep": filled("Sweep daily") };
  assert.deepEqual(rewordedIn(sheet(items), texts), [
    { item: "shelves.label", language: "ja", before: "札を貼る", now: "ラベルを貼る" },
    { item: "shelves.sweep", language: "en", before: "Sweep daily", now: "Sweep" },
  ]);
});

for (const [what, item] of Object.entries({
  "the same wording": filled("Label every book"),
  "no wording": { note: "x" },
  "the wording of a language that is not there": filled("Étiqueter", "fr"),
  "the wording of no language": filled("x", "constructor"),
})) {
  test(`${what} is no new one`, () => assert.deepEqual(rewordedIn(sheet({ "shelves.label": item }), texts), []));
}
