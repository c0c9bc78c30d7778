"""What a team fills in about the items of a playbook: a working sheet, and the file that holds one.

A file is a JSON object, and the same sheet is the same file to the byte (docs/adr/0022):

    format, version   `FORMAT` and `VERSION`
    playbook          `short_name` of playbook.yml
    edition           the edition of the content that it was saved with, or ""
    language          the language of the page or the workbook that it comes from
    id, name          of the sheet; the id is made once, at random; the name of a workbook is that of its file
    created           an ISO 8601 date
    items             by whole id, sorted: the fields that were filled in, in the order of `FIELDS`, then `ticked`,
                      `other` (by title, sorted), `wording` and `conflicts`
    unmatched         a list of: sheet, row, id, text, and the same fields

`status` is an id of `STATES`, `answer` (of a statement of maturity) one of `ANSWERS`, or what somebody wrote instead;
`due` and `completed` are ISO 8601 where they were dates; `evidence` is a link or words; `ticked` is true where an
example or a line of evidence was ticked; `other` has the columns that people added, by title; `wording` (`language`,
`text`) is what the item said when it was filled in; `conflicts` has by field the values that stand against the one in
the field, until somebody chooses. What is empty is absent. `unmatched` holds filled rows that no item of the playbook
answers to, so that none is lost.

Two items are about the whole sheet: `REPORT` has the ids under which the heading of its report, and the commitment that
it asks for, stand as `note`. Of a question, `ticked` says that its notes go into the report.

A file that comes from a workbook has neither id nor created, as a workbook tells neither: who opens it makes them.
Version 1 has neither playbook, edition, id, name nor created, and keeps empty fields as "".
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

FORMAT = "playbook-state"
VERSION = 2
# What people fill in; dates among it; and the mark of what is ticked.
FIELDS = ("status", "owner", "due", "completed", "note", "evidence", "answer")
DATES = ("due", "completed")
TICKED = "ticked"
REPORT = {"heading": "pages.report-heading", "commitment": "pages.report-commitment"}
_HEAD = ("format", "version", "playbook", "edition", "language", "id", "name", "created")
_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")
_PLACE = ("sheet", "row", "id", "text")
_ITEM = (*FIELDS, TICKED, "other", "wording", "conflicts")


def tick_id(action_id: str) -> str:
    """Return the whole id under which the evidence line of an action is ticked."""
    return f"{action_id}:deliverable"


def as_json(state: Mapping[str, Any]) -> str:
    """Return the file that holds a sheet: keys in the order that this module tells, two spaces, one line end."""
    filled = {id: _in_order(item, _ITEM) for id, item in sorted(state["items"].items())}
    unmatched = [_in_order(row, (*_PLACE, *_ITEM)) for row in state["unmatched"]]
    whole = _in_order(state, _HEAD) | {"items": filled, "unmatched": unmatched}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _in_order(values: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    ordered = {key: values[key] for key in keys if key in values}
    return ordered | ({"other": dict(sorted(ordered["other"].items(), key=_title))} if "other" in ordered else {})


def _title(column: tuple[str, str]) -> tuple[bool, int, bytes]:
    """Sort as the keys of an object in a browser, which has whole numbers first, and letters by halves of UTF-16."""
    title, _ = column
    is_index = bool(_INDEX.fullmatch(title)) and int(title) < 2**32 - 1
    return not is_index, int(title) if is_index else 0, title.encode("utf-16-be", "surrogatepass")


class StateWords(NamedTuple):
    """The keys of the words of a state or an answer: its name, and what it means."""

    name: str
    meaning: str


STATES: Mapping[str, StateWords] = {
    "open": StateWords("state_open", "state_open_hint"),
    "agreed": StateWords("state_agreed", "state_agreed_hint"),
    "started": StateWords("state_started", "state_started_hint"),
    "done": StateWords("state_done", "state_done_hint"),
    "dropped": StateWords("state_dropped", "state_dropped_hint"),
}

# What a team answers to a statement of maturity.
ANSWERS: Mapping[str, StateWords] = {
    "yes": StateWords("answer_yes", "answer_yes_hint"),
    "partly": StateWords("answer_partly", "answer_partly_hint"),
    "no": StateWords("answer_no", "answer_no_hint"),
    "not-ours": StateWords("answer_not_ours", "answer_not_ours_hint"),
}


def workbook_name(language_id: str) -> str:
    """Return the name of the workbook of a language, in the folder `print/` of the site."""
    return f"playbook.workbook.{language_id}.xlsx"
