// A session and its address; the commands for sheets on other paper.
import assert from "node:assert/strict";
import test from "node:test";
import { commands } from "../../playbook/plugin/overrides/scripts/print-centre/commands.js";
import { clock, fromAddress, minutesOf, toAddress } from "../../playbook/plugin/overrides/scripts/session/plans.js";

const usual = (id) => new Map([["a.one", 10], ["a.two", 5]]).get(id);

test("an address comes back as it was", () => {
  const search = "?with=en&q=a.two,a.one&m=5,25&t=Tea%20%26%20order&s=09:30";
  const { chosen, title, start, unknown } = fromAddress(search, usual);
  assert.deepEqual(chosen, [{ id: "a.two", minutes: 5 }, { id: "a.one", minutes: 25 }]);
  assert.equal(unknown, 0);
  assert.equal(toAddress(search, chosen, usual, title, start), search);
  assert.equal(toAddress("", [], usual, "", ""), "");
});

test("unknown questions and those named twice are counted, and their minutes go with them", () => {
  const { chosen, unknown, asks } = fromAddress("?q=a.gone,a.one,a.one&m=1,2,3", usual);
  assert.deepEqual([chosen, unknown, asks], [[{ id: "a.one", minutes: 2 }], 2, true]);
  assert.equal(fromAddress("?q=", usual).asks, false);
});

test("minutes and times that make no sense are left out", () => {
  for (const written of ["", "0", "-5", "1e9", "481", "99999", "x"]) assert.equal(minutesOf(written, 10), 10, written);
  assert.equal(minutesOf("480", 10), 480);
  assert.equal(fromAddress("?q=a.one&s=24:00", usual).start, "");
});

test("a session has times of the day, or counts from its beginning", () => {
  assert.equal(clock(45, "23:30"), "0:15");
  assert.equal(clock(75, ""), "1:15");
});

test("a command makes just what was chosen", () => {
  assert.equal(commands([], "", ""), "playbook pdf --paper us-letter");
  assert.equal(commands(["a", "b"], "card", "ja-en"), "playbook pdf a --kind card --lang ja-en --paper us-letter\nplaybook pdf b --kind card --lang ja-en --paper us-letter");
});
