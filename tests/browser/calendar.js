// Prints a calendar, for a program that reads calendars.
import { stdout } from "node:process";
import { asCalendar } from "../../playbook/plugin/overrides/scripts/working-sheets/calendar.js";

const { work: known, texts } = globalThis.testing;
const [id] = Object.keys(texts);
const items = { [id]: { due: "2026-12-31", owner: "責任者".repeat(40), note: "a, b; c\\d\ne" }, "gone.item": { due: "12月末" } };
const sheet = { id: "0123456789abcdef", name: "川辺, センター", created: "2026-12-01", items, unmatched: [] };
stdout.write(asCalendar(sheet, known, texts, new Date("2026-11-30T09:30:00Z")));
