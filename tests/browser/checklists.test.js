// A session and its address; the commands for sheets on other paper.
import assert from "node:assert/strict";
import test from "node:test";
import { commands } from "../../playbook/plugin/overrides/scripts/print-centre/commands.js";
import { clock, fromAddress, minutesOf, noSession, partsOf, toAddress, totalOf } from "../../playbook/plugin/overrides/scripts/session/plans.js";

const usual = (id) => new Map([["a.one", 10], ["a.two", 5]]).get(id);

const session = { chosen: [{ id: "a.two", minutes: 5 }, { id: "a.one", minutes: 25 }], frame: { opening: 3, agreeing: 10, closing: 2 }, title: "Tea & order", start: "09:30", about: "queues" };

test("an address comes back as it was", () => {
  const search = "?with=en&mt=1&q=a.two,a.one&m=5,25&f=3,10,2&t=Tea%20%26%20order&s=09:30&about=queues";
  const asked = fromAddress(search, usual);
  assert.deepEqual(asked, { asks: true, session, unknown: 0, wrong: 0 });
  assert.equal(toAddress(search, asked.session, usual), search);
  assert.equal(toAddress("", noSession(), usual), "");
});

test("an address from before the other parts had minutes gives them the usual ones", () => {
  const asked = fromAddress("?q=a.one", usual);
  assert.deepEqual(asked.session.frame, { opening: 5, agreeing: 10, closing: 5 });
  assert.equal(toAddress("?q=a.one", asked.session, usual), "?q=a.one");
});

test("the parts follow each other and add up", () => {
  assert.deepEqual(partsOf(session).map(({ part, id, from }) => [part, id, from]), [["opening", "", 0], ["question", "a.two", 3], ["question", "a.one", 8], ["agreeing", "", 33], ["closing", "", 43]]);
  assert.equal(totalOf(session), 45);
});

test("unknown questions, those named twice and those that are too many are counted, and their minutes go with them", () => {
  const asked = fromAddress("?q=a.gone,a.one,a.one&m=1,2,3", usual);
  assert.deepEqual([asked.session.chosen, asked.unknown, asked.asks], [[{ id: "a.one", minutes: 2 }], 2, true]);
  const many = Array.from({ length: 70 }, (_, at) => `a.n${at}`);
  assert.equal(fromAddress(`?q=${many.join(",")}`, () => 10).unknown, 10);
  assert.equal(fromAddress("?with=en", usual).asks, false);
});

test("minutes that are none are counted, and the usual ones stand in their place", () => {
  const asked = fromAddress("?q=a.one,a.two&m=500,x&f=0,,1e3", usual);
  assert.equal(asked.wrong, 4);
  assert.deepEqual(asked.session, { ...noSession(), chosen: [{ id: "a.one", minutes: 10 }, { id: "a.two", minutes: 5 }] });
});

test("minutes and times that make no sense are left out", () => {
  for (const written of ["", "0", "-5", "1e9", "481", "99999", "x"]) assert.equal(minutesOf(written, 10), 10, written);
  assert.equal(minutesOf("480", 10), 480);
  assert.equal(fromAddress("?q=a.one&s=24:00", usual).session.start, "");
});

test("a session has times of the day, or counts from its beginning", () => {
  assert.equal(clock(45, "23:30"), "0:15");
  assert.equal(clock(75, ""), "1:15");
});

test("a command makes just what was chosen", () => {
  assert.equal(commands([], "", ""), "playbook pdf --paper us-letter");
  assert.equal(commands(["a", "b"], "card", "ja-en"), "playbook pdf a --kind card --lang ja-en --paper us-letter\nplaybook pdf b --kind card --lang ja-en --paper us-letter");
});
