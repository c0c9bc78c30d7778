"""How many texts stand where, by language and file: for people as a table, for programs as JSON."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from playbook.model.ledger import KINDS, Key
from playbook.model.playbook import Playbook

# The columns: for who writes, a text that nothing is recorded of is a draft.
COLUMNS = {kind: "draft" if kind == "unrecorded" else kind for kind in KINDS}
Rows = Mapping[tuple[str, str], Mapping[str, int]]


def rows(playbook: Playbook, keys: Iterable[Key]) -> Rows:
    """Count texts by language and file, in the order of the playbook."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for key in keys:
        if key in playbook.states:
            place = key.language, playbook.texts[key.text].file_id
            counted.setdefault(place, Counter())[playbook.states[key].kind] += 1
    order = playbook.settings.languages
    return {place: counted[place] for place in sorted(counted, key=lambda place: order.index(place[0]))}


def as_text(found: Rows, head: Sequence[str]) -> str:
    """Return a table with a head for its columns: a line for each language, and below it a line for each file."""
    width = max((len(file) + 2 for _, file in found), default=0)
    lines = [_row("", head, width)]
    for language, places in groupby(found, key=lambda place: place[0]):
        files = {place[1]: found[place] for place in places}
        total = Counter[str]()
        for counts in files.values():
            total.update(counts)
        lines.append(_row(language, _counts(total), width))
        lines += (_row(f"  {file}", _counts(counts), width) for file, counts in files.items())
    return "\n".join(lines)


def _counts(counts: Mapping[str, int]) -> tuple[object, ...]:
    return (sum(counts.values()), *(counts.get(kind, 0) for kind in KINDS))


def _row(name: str, cells: Iterable[object], width: int) -> str:
    return name.ljust(width) + "".join(" " * (10 - _columns(str(cell))) + str(cell) for cell in cells)


def _columns(text: str) -> int:
    """Return how wide a text is on a terminal, where a Han character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def as_json(found: Rows) -> str:
    """Return a list of objects: language, file, and a count for each kind."""
    listed = [
        {"language": language, "file": file, **{name: counts.get(kind, 0) for kind, name in COLUMNS.items()}}
        for (language, file), counts in found.items()
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)
