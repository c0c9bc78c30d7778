// The clock of a session, and where keys lead.
import assert from "node:assert/strict";
import test from "node:test";
import { begun, behind, leftOf, moved, soundRun, spentInAll, spentOn, switched, written } from "../../playbook/plugin/overrides/scripts/session-screen/clock.js";

const MINUTE = 60_000;
const START = 1_000_000_000_000;
/** @type {(minutes: number) => number} */
const after = (minutes) => START + minutes * MINUTE;

test("a part takes the time between timestamps, however long nothing ran in between", () => {
  const run = moved(begun(START), 1, after(4));
  assert.deepEqual([spentOn(run, 0, after(90)), spentOn(run, 1, after(90))], [4 * MINUTE, 86 * MINUTE]);
  assert.equal(spentInAll(run, after(90)), 90 * MINUTE);
});

test("who goes back goes on with the time of that part", () => {
  const run = moved(moved(begun(START), 1, after(4)), 0, after(10));
  assert.equal(spentOn(run, 0, after(11)), 5 * MINUTE);
  assert.equal(spentOn(run, 1, after(11)), 6 * MINUTE);
});

test("a clock that stands takes no time, and a clock of the computer that goes back none either", () => {
  const stopped = switched(begun(START), after(3));
  assert.equal(spentInAll(moved(stopped, 2, after(9)), after(20)), 3 * MINUTE);
  assert.equal(spentInAll(switched(stopped, after(9)), after(11)), 5 * MINUTE);
  assert.equal(spentInAll(begun(START), after(-60)), 0);
});

test("a part warns when a fifth of it is left, two minutes at most, and when it is over", () => {
  const levels = (/** @type {number} */ minutes, /** @type {number[]} */ times) => times.map((time) => leftOf(begun(START), 0, minutes, after(time)).level);
  assert.deepEqual(levels(30, [0, 27.9, 28, 30, 30.1]), ["", "", "last", "last", "over"]);
  assert.deepEqual(levels(5, [3.9, 4]), ["", "last"]);
});

test("the whole is late where a part began late or lasts too long", () => {
  const late = moved(begun(START), 1, after(8));
  assert.equal(behind(late, { from: 5, minutes: 10 }, after(8)), 3);
  assert.equal(behind(late, { from: 5, minutes: 10 }, after(20)), 5);
  assert.equal(behind(moved(begun(START), 1, after(4)), { from: 5, minutes: 10 }, after(4)), 0);
});

test("times are minutes and seconds", () => {
  assert.deepEqual([written(0), written(65_400), written(-5 * MINUTE), written(75 * MINUTE)], ["0:00", "1:05", "5:00", "75:00"]);
});

test("what was stored is a run of so many parts, or nothing", () => {
  const run = { at: 1, spent: [5], since: 7 };
  assert.deepEqual(soundRun(run, 3), run);
  const spoilt = [null, "x", {}, { ...run, at: 4 }, { ...run, at: -1 }, { ...run, at: 1.5 }, { ...run, spent: [NaN] }, { ...run, spent: "5" }, { ...run, since: -1 }, { ...run, spent: [1, 2, 3, 4, 5] }];
  for (const one of spoilt) assert.equal(soundRun(one, 3), undefined, JSON.stringify(one));
});
