// Codes on paper, and what a site knows of them.
import assert from "node:assert/strict";
import test from "node:test";
import { look } from "../../playbook/plugin/overrides/scripts/check-paper/answers.js";
import { isCode, read } from "../../playbook/plugin/overrides/scripts/check-paper/codes.js";
import { cases } from "./cases.js";

for (const { typed, code, valid } of cases("codes")) {
  test(`${typed} is read as ${code}`, () => {
    assert.equal(read(typed), code);
    assert.equal(isCode(code), valid);
  });
}

const [{ code }] = cases("codes");
const known = {
  present: { [code]: ["shelves.card.en", "2026"] },
  past: { "0000-0000": ["shelves.card.en", "2025", { "shelves.a": "gone" }], "0000-0001": ["shelves.card.en", "2025", {}], "0000-0002": ["old.card.en", "2025", null] },
};

test("a code is true, changed, rearranged or gone", () => {
  assert.deepEqual(look(known, code), { answer: "current", name: "shelves.card.en", edition: "2026", changes: {} });
  assert.deepEqual(look(known, "0000-0000").changes, { "shelves.a": "gone" });
  assert.deepEqual(["0000-0000", "0000-0001", "0000-0002"].map((one) => look(known, one).answer), ["changed", "rearranged", "gone"]);
});

test("a code that nobody gave is unknown or mistyped, whatever objects have by that name", () => {
  assert.equal(look({ present: {}, past: {} }, code).answer, "unknown");
  assert.equal(look(known, "0000-0003").answer, "mistyped");
  assert.equal(look(known, "constructor").answer, "mistyped");
});
