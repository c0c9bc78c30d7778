// What answers to statements come to: a level that is told only where the answers tell it.
import assert from "node:assert/strict";
import test from "node:test";
import { assessmentOf, comparison } from "../../playbook/plugin/overrides/scripts/working-sheets/assessment.js";
import { cases } from "./cases.js";

const known = {
  answers: { yes: ["Yes", ""], partly: ["Partly", ""], no: ["No", ""], "not-ours": ["Not ours", ""] },
  levels: [["begun", "Begun"], ["kept", "Kept up"], ["known", "Known"], ["sure", "Sure"]],
  chapters: [
    { id: "keys", title: "Keys", address: "series/keys.html", maturity: [["begun", "a", "b"], ["kept", "c"], ["sure", "d"]] },
    { id: "welcome", title: "Welcome", address: "series/welcome.html", maturity: [] },
    { id: "shelves", title: "Shelves", address: "pillars/shelves.html", maturity: [["begun", "e"], ["kept", "f"]] },
  ],
};
const sheetOf = (answers, conflicts = {}) => ({
  items: Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [id, { answer, ...(conflicts[id] && { conflicts: { answer: conflicts[id] } }) }]),
  ),
  unmatched: [],
});

for (const { name, answers, conflicts, level, answered, next, unsettled } of cases("assessments")) {
  test(name, () => {
    const [keys] = assessmentOf(sheetOf(answers, conflicts), known).chapters;
    assert.deepEqual(
      { level: keys.level, answered: keys.answered, next: keys.next, unsettled: keys.unsettled, total: keys.total },
      { level, answered, next, unsettled, total: 4 },
    );
  });
}

test("chapters without statements are not assessed, and each level counts its answers", () => {
  const { chapters } = assessmentOf(sheetOf({ "shelves.e": "yes", "shelves.f": "partly" }), known);
  assert.deepEqual(chapters.map(({ id, title, address }) => [id, title, address]), [
    ["keys", "Keys", "series/keys.html"],
    ["shelves", "Shelves", "pillars/shelves.html"],
  ]);
  assert.deepEqual(chapters[1].levels, [
    { id: "begun", title: "Begun", number: 1, reached: true, statements: ["shelves.e"], open: [], answers: { yes: 1, partly: 0, no: 0, "not-ours": 0 } },
    { id: "kept", title: "Kept up", number: 2, reached: false, statements: ["shelves.f"], open: ["shelves.f"], answers: { yes: 0, partly: 1, no: 0, "not-ours": 0 } },
  ]);
});

test("of two sheets, the chapters that differ come first, and their statements with both answers", () => {
  const one = sheetOf({ "keys.a": "yes", "keys.b": "yes", "shelves.e": "yes" });
  const other = sheetOf({ "keys.a": "yes", "keys.b": "yes", "shelves.e": "no" });
  const { chapters } = comparison(one, other, known);
  assert.deepEqual(chapters.map((pair) => [pair.one.id, pair.one.level, pair.other.level]), [["shelves", 1, 0], ["keys", 1, 1]]);
  assert.deepEqual(chapters.map(({ statements }) => statements), [[{ id: "shelves.e", one: "yes", other: "no" }], []]);
});

test("what one sheet has not assessed is a difference, and no zero", () => {
  const { chapters } = comparison(sheetOf({ "shelves.e": "no" }), sheetOf({}), known);
  assert.deepEqual(chapters.map((pair) => [pair.one.id, pair.one.level, pair.other.level]), [["shelves", 0, null], ["keys", null, null]]);
});
