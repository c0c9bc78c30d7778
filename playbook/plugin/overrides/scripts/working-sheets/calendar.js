// What is due, as a calendar (RFC 5545): days, not tasks, which some programs pass over without a word.
import { isDate } from "./state-file.js";
import { rowsOf } from "./rows.js";
/** @import { KnownWork, WorkingSheet } from "./types" */

// The octets of a line; a character is not cut in two.
const MOST = 75;
// Some readers leave the backslash of an escape in the name of a calendar (findings/icalendar-names-with-backslashes.sh).
const ESCAPED_SIGNS = /\s*[\\;,\s]\s*/g;
const ENDED = new Set(["done", "dropped"]);
const encoder = new TextEncoder();

/** @type {(sheet: WorkingSheet, known: KnownWork, texts: Record<string, string>, now: Date) => string} */
export const asCalendar = (sheet, known, texts, now) => {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const due = rowsOf(sheet, known, texts).filter(({ filled }) => isDate(filled.due ?? "") && !ENDED.has(filled.status ?? ""));
  const events = due.flatMap(({ id, chapter, text, filled }) => [
    "BEGIN:VEVENT",
    `UID:${sheet.id}.${id.replace(/[^a-z0-9.-]/g, "-")}@${known.playbook}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${(filled.due ?? "").replaceAll("-", "")}`,
    `DTEND;VALUE=DATE:${dayAfter(filled.due ?? "")}`,
    `SUMMARY:${escaped([filled.owner, text].filter(Boolean).join(" · "))}`,
    `DESCRIPTION:${escaped(about(known, chapter, filled))}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//playbook//working sheets//EN", `X-WR-CALNAME:${sheet.name.replace(ESCAPED_SIGNS, " ")}`];
  return [...head, ...events, "END:VCALENDAR"].map((line) => `${folded(line)}\r\n`).join("");
};

/** @type {(known: KnownWork, chapter: string, filled: import("./types").Filled) => string} */
const about = ({ words, states }, chapter, { status = "", owner, note, evidence }) => {
  /** @type {[string, string | undefined][]} */
  const facts = [
    ["chapter_name", chapter],
    ["status", states[status]?.[0] ?? status],
    ["assigned_to", owner],
    ["remark", note],
    ["evidence", evidence],
  ];
  return facts.filter(([, value]) => value).map(([word, value]) => `${words[word]}: ${value}`).join("\n");
};

/** @type {(day: string) => string} */
const dayAfter = (day) => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10).replaceAll("-", "");
};

/** @type {(words: string) => string} */
const escaped = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n").replace(/\t/g, " ");

/** @type {(line: string) => string} */
const folded = (line) => {
  const lines = [""];
  let octets = 0;
  for (const sign of line) {
    const length = encoder.encode(sign).length;
    if (octets + length > MOST) {
      lines.push(" ");
      octets = 1;
    }
    lines[lines.length - 1] += sign;
    octets += length;
  }
  return lines.join("\r\n");
};
