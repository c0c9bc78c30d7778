// Forms of words, slips of the finger, and packed places.
import assert from "node:assert/strict";
import test from "node:test";
import { unpack } from "../../playbook/plugin/overrides/scripts/search-engine/packing.js";
import { alike, distance, related, stem } from "../../playbook/plugin/overrides/scripts/search-engine/words.js";

test("forms of a word share its stem", () => {
  for (const forms of [["coach", "coaches", "coaching", "coached"], ["plan", "plans", "planning", "planned"], ["agency", "agencies"]]) {
    assert.equal(new Set(forms.map(stem)).size, 1, forms.join());
  }
  assert.ok(related("kpi", "kpis"));
  assert.ok(!related("kpi", "kpix"));
  assert.ok(!related("cost", "coast"));
  assert.ok(related("caller", "call"));
  assert.ok(related("rating", "rate"));
  assert.ok(!related("toner", "tone"));
  assert.ok(!related("pilates", "piles"));
});

test("a distance counts letters, and swaps as one", () => {
  assert.equal(distance("agent", "agent", 2), 0);
  assert.equal(distance("agent", "agnet", 2), 1);
  assert.equal(distance("agent", "agents", 2), 1);
  assert.equal(distance("agent", "urgent", 2), 2);
  assert.equal(distance("agent", "supervisor", 2), 3);
});

test("a word of a text answers to a beginning and to one slip", () => {
  assert.ok(alike("lead", "leadership"));
  assert.ok(alike("ledership", "leadership"));
  assert.ok(!alike("1234", "1235"));
  assert.ok(!alike("ab", "ac"));
});

test("places are unpacked as the generator packed them", () => {
  const { packed, places } = globalThis.testing;
  assert.deepEqual(unpack(packed), [places, places.length]);
  assert.deepEqual(unpack(`${packed}*9000`), [places, 9000]);
});
