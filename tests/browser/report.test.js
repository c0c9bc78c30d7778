// What a report says of a sheet: each action once, nothing hidden, and only of the chapters that were chosen.
import assert from "node:assert/strict";
import test from "node:test";
import { progressOf } from "../../playbook/plugin/overrides/scripts/working-sheets/progress.js";
import { knownOf, notedIn, reportOf } from "../../playbook/plugin/overrides/scripts/working-sheets/report.js";

const TODAY = "2026-11-30";
const known = {
  answers: { yes: ["Yes", ""], partly: ["Partly", ""], no: ["No", ""], "not-ours": ["Not ours", ""] },
  levels: [["first", "First"], ["second", "Second"]],
  chapters: [
    { id: "shelves", title: "Shelves", actions: [["label", 0], ["sweep", 0], ["sort", 0], ["paint", 0]], questions: ["lost"], maturity: [["first", "swept"], ["second", "labelled", "found"]] },
    { id: "keys", title: "Keys", actions: [["copy", 0]], questions: ["who"], maturity: [["first", "hung"]] },
    { id: "past", title: "Past", actions: [], questions: [], maturity: [] },
  ],
  series: [{ id: "opening", title: "Opening", phases: [{ id: "before", chapters: ["keys", "shelves"], gate: "Doors" }, { id: "after", chapters: ["past"], gate: "" }] }],
};
const made = (items, told = known) => reportOf({ id: "", name: "", created: "", items, unmatched: [] }, told, TODAY);

test("an empty sheet has nothing to say, and all that is not assessed is so", () => {
  const { following, overdue, agreed, dropped, notes, unready, gaps, chapters, gates } = made({});
  assert.deepEqual([following, overdue, agreed, dropped, notes, unready, gaps], [[], [], [], [], [], [], []]);
  assert.deepEqual(chapters.map(({ standing }) => standing?.level), [null, null, undefined]);
  const open = ["shelves.label", "shelves.sweep", "shelves.sort", "shelves.paint", "keys.copy"];
  assert.deepEqual(gates, [{ series: "opening", phase: "before", open, untouched: open, total: 5 }]);
});

test("an action is overdue or follows, never both; what is closed is neither", () => {
  const report = made({
    "shelves.label": { status: "agreed", due: "2026-11-29" },
    "shelves.sweep": { status: "agreed", due: "2027-02-01" },
    "shelves.sort": { owner: "Rin", due: "2026-12-24" },
    "shelves.paint": { status: "done", due: "2026-01-01", owner: "Rin" },
    "keys.copy": { status: "started", due: "in spring" },
  });
  assert.deepEqual(report.overdue, ["shelves.label"]);
  assert.deepEqual(report.following, ["shelves.sort", "shelves.sweep", "keys.copy"]);
  assert.deepEqual(report.agreed, ["shelves.label", "shelves.sweep", "keys.copy"]);
});

test("agreed without an owner or a date is what management is asked for", () => {
  const report = made({
    "shelves.label": { status: "agreed", owner: "Rin", due: "2027-01-01" },
    "shelves.sweep": { status: "agreed", owner: "Rin" },
    "shelves.sort": { status: "started", due: "2027-01-01" },
    "shelves.paint": { status: "dropped" },
    "keys.copy": { owner: "Rin" },
  });
  assert.deepEqual(report.unready, ["shelves.sweep", "shelves.sort"]);
  assert.deepEqual(report.dropped, ["shelves.paint"]);
});

test("gaps are the statements of the next level, of chapters that were assessed", () => {
  const report = made({ "shelves.swept": { answer: "yes" }, "shelves.labelled": { answer: "partly" } });
  assert.deepEqual(report.gaps.map(({ id, level, next }) => [id, level, next]), [["shelves", 1, ["shelves.labelled", "shelves.found"]]]);
  const low = made({ "keys.hung": { answer: "no" } });
  assert.deepEqual(low.gaps.map(({ id, level, next }) => [id, level, next]), [["keys", 0, ["keys.hung"]]]);
});

test("only notes that were ticked go in, and a tick without a note is none", () => {
  const items = { "shelves.lost": { note: "Behind the boiler", ticked: true }, "keys.who": { ticked: true } };
  assert.deepEqual(made(items).notes, ["shelves.lost"]);
  assert.deepEqual(made({ "shelves.lost": { note: "Behind the boiler" } }).notes, []);
  assert.deepEqual(notedIn({ items: { "keys.who": { note: "Mei" } } }, known), ["keys.who"]);
});

test("a report of some chapters counts those, and a phase without any has no gate", () => {
  const some = knownOf(known, (id) => id === "keys");
  const items = { "shelves.label": { status: "agreed", conflicts: { owner: ["Mei", "Rin"] } }, "keys.copy": { status: "done" } };
  const report = made(items, some);
  assert.deepEqual([report.progress.all.total, report.progress.all.done, report.agreed, report.gates, report.undecided], [1, 1, [], [], 0]);
  assert.equal(made(items).undecided, 1);
  assert.deepEqual(report.progress.chapters.keys, progressOf({ items }, known, TODAY).chapters.keys);
});

test("what nobody has chosen between in the heading of the report counts, too", () => {
  assert.equal(made({ "pages.report-heading": { note: "North", conflicts: { note: ["South"] } } }).undecided, 1);
});

test("an action is untouched as long as nothing stands in it, its evidence and its examples", () => {
  const some = { ...known, chapters: [{ ...known.chapters[1], actions: [["copy", 1, "cut"], ["hang", 1], ["lend", 0], ["lose", 0]] }] };
  const items = { "keys.cut": { ticked: true }, "keys.hang:deliverable": { ticked: true }, "keys.lend": { status: "open" } };
  const report = made(items, { ...some, series: [] });
  assert.deepEqual(report.untouched, ["keys.lose"]);
  assert.equal(report.progress.all.open, 4);
});

test("a question is an action as long as its notes are agreed on", () => {
  const agreed = { note: "Buy a trap", status: "agreed", due: "2027-02-01" };
  const report = made({ "shelves.lost": agreed, "keys.who": { note: "Mei", status: "done", due: "2026-01-01" } });
  assert.deepEqual([report.own, report.following, report.agreed, report.unready, report.overdue], [["shelves.lost"], ["shelves.lost"], ["shelves.lost"], ["shelves.lost"], []]);
  assert.deepEqual(made({ "shelves.lost": { ...agreed, due: "2026-11-01" } }).overdue, ["shelves.lost"]);
});
