"""What people agree on about actions and questions, and the state file that holds it.

A state file is a JSON object:

    format, version   `FORMAT` and `VERSION`
    language          the language of the workbook that it was read from
    items             by whole id: status, owner, due, completed, note, and other if people added columns
    unmatched         a list of: sheet, row, id, text, and the same fields

`items` holds what was filled in, by whole id; `status` is an id of `STATES` or what somebody wrote instead; `due` and
`completed` are ISO 8601 where they were dates; `other`, if any, has the columns that people added. `unmatched` holds
filled rows that no item of the playbook answers to, so that none is lost.
"""

from collections.abc import Mapping
from typing import NamedTuple

FORMAT = "playbook-state"
VERSION = 1
# What people fill in.
FIELDS = ("status", "owner", "due", "completed", "note")


class StateWords(NamedTuple):
    """The keys of the words of a state: its name, and what it means."""

    name: str
    meaning: str


STATES: Mapping[str, StateWords] = {
    "open": StateWords("state_open", "state_open_hint"),
    "agreed": StateWords("state_agreed", "state_agreed_hint"),
    "started": StateWords("state_started", "state_started_hint"),
    "done": StateWords("state_done", "state_done_hint"),
    "dropped": StateWords("state_dropped", "state_dropped_hint"),
}


def workbook_name(language_id: str) -> str:
    """Return the name of the workbook of a language, in the folder `print/` of the site."""
    return f"playbook.workbook.{language_id}.xlsx"
