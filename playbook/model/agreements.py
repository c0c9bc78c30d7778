"""What people agree on about actions and questions, and the state file that holds it.

A state file is JSON:

    {"format": "playbook-state", "version": 1, "language": "ja",
     "items": {"leadership.gap-talk": {"status": "started", "owner": "...", "due": "2026-11-30", "completed": "",
                                       "note": "...", "other": {"Room": "..."}}},
     "unmatched": [{"sheet": "...", "row": 12, "id": "...", "text": "...", "status": "", "owner": "...", ...}]}

`items` holds what was filled in, by whole id; `status` is an id of `STATES` or what somebody wrote instead; `due` and
`completed` are ISO 8601 where they were dates; `other`, if any, has the columns that people added. `unmatched` holds
filled rows that no item of the playbook answers to, so that none is lost.
"""

from collections.abc import Mapping
from typing import NamedTuple

FORMAT = "playbook-state"
VERSION = 1


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
    """Give the name of the workbook of a language, in the folder `print/` of the site."""
    return f"playbook.workbook.{language_id}.xlsx"
