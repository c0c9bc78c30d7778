// What leaves the site: tables, calendars, addresses.
import assert from "node:assert/strict";
import test from "node:test";
import { asCalendar } from "../../playbook/plugin/overrides/scripts/working-sheets/calendar.js";
import { asCsv } from "../../playbook/plugin/overrides/scripts/working-sheets/csv.js";
import { fromFragment, toFragment } from "../../playbook/plugin/overrides/scripts/working-sheets/share.js";
import { newSheet } from "../../playbook/plugin/overrides/scripts/working-sheets/sheets.js";

const { work: known, texts } = globalThis.testing;
const [{ id: chapter, actions: [[action]] }] = known.chapters.filter(({ actions }) => actions.length);
const id = `${chapter}.${action}`;
const fallback = { name: "shared", today: "2026-12-01" };
const sheetOf = (items) => ({ ...newSheet("Riverside", "2026-12-01"), items });

test("a table has the names of states, and no cell begins a formula", () => {
  const begins = ["=1+1", "+1", "-1", "@x", "＝1", " =1", "\n=1"];
  const other = Object.fromEntries(begins.map((words, at) => [`${words}${at}`, words]));
  const table = asCsv(sheetOf({ [id]: { status: "done", owner: 'Rin "R"', note: "a\nb", other } }), known, texts);
  assert.ok(table.startsWith('\ufeff"'));
  assert.ok(table.includes(`"${known.states.done[0]}"`) && table.includes('"Rin ""R"""') && table.includes('"a\nb"'));
  const cells = [...table.slice(1).matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(([, words]) => words);
  assert.ok(cells.length > 20);
  assert.deepEqual(cells.filter((words) => /^\s*[=+\-@＝＋－＠]/.test(words)), []);
});

test("what the playbook no longer has stands in the table, too", () => {
  const gone = { ...sheetOf({ "gone.item": { note: "kept", wording: { language: "en", text: "Old words" } } }), unmatched: [{ text: "Own row", owner: "Bo" }] };
  const table = asCsv(gone, known, texts);
  for (const words of ["kept", "Old words", "Own row", "Bo"]) assert.ok(table.includes(words), words);
});

test("a calendar folds between characters at 75 octets, and leaves out what is done or has no day", () => {
  const items = { [id]: { due: "2026-12-31", owner: "責任者".repeat(40), note: "a, b; c\\d\ne" } };
  const calendar = asCalendar(sheetOf({ ...items, "gone.x": { due: "2026-12-01", status: "done" }, "gone.y": { due: "soon" } }), known, texts, new Date("2026-11-30T09:30:00Z"));
  assert.equal(calendar.match(/BEGIN:VEVENT/g).length, 1);
  for (const line of calendar.split("\r\n")) assert.ok(new TextEncoder().encode(line).length <= 75 && !line.includes("\ufffd"), line);
  const whole = calendar.replaceAll("\r\n ", "");
  for (const line of ["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "DTSTAMP:20261130T093000Z"]) assert.ok(whole.includes(line), line);
  assert.ok(whole.includes("a\\, b\\; c\\\\d\\ne"));
});

test("an address has no people and no words of theirs, unless they are wanted", async () => {
  const items = { [id]: { status: "open", owner: "Rin", note: "secret", due: "2026-12-24", evidence: "https://x", other: { Cost: "3" } }, "a.b": { status: "my own", due: "soon" } };
  const sheet = { ...sheetOf(items), unmatched: [{ text: "row", note: "n" }] };
  const without = await fromFragment(await toFragment(sheet, known, { withPeople: false }), known, fallback);
  assert.deepEqual(without.sheet.items, { [id]: { status: "open", due: "2026-12-24" } });
  assert.deepEqual(without.sheet.unmatched, []);
  const all = await fromFragment(`#${await toFragment(sheet, known, { withPeople: true })}`, known, fallback);
  assert.deepEqual(all.sheet.items, sheet.items);
  assert.deepEqual(all.sheet.unmatched, sheet.unmatched);
});

test("a sheet that is too large has no address, and a spoilt one is named", async () => {
  const note = Array.from({ length: 9000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join("");
  assert.equal(await toFragment(sheetOf({ [id]: { note } }), known, { withPeople: true }), null);
  assert.equal(await fromFragment("#leadership", known, fallback), null);
  assert.equal((await fromFragment("sheet=%%%", known, fallback)).said[0].code, "address-spoilt");
  assert.equal((await fromFragment("sheet=AAAA", known, fallback)).said[0].code, "address-spoilt");
});

test("an address that would unpack to more than may be is refused", async () => {
  const stream = new Blob(["x".repeat(6_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = btoa(String.fromCharCode(...new Uint8Array(await new Response(stream).arrayBuffer())));
  const fragment = `sheet=${packed.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
  assert.equal((await fromFragment(fragment, known, fallback)).said[0].code, "address-spoilt");
});
