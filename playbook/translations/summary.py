"""How many texts stand where, by language and file: for people as a table, for programs as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from playbook.model.ledger import Key, State
from playbook.model.playbook import Playbook

# The columns, what matters first: a text counts in the first of them that fits.
KINDS = ("missing", "stale", "draft", "machine", "written", "reviewed")
Rows = Mapping[tuple[str, str], Mapping[str, int]]


def kind_of(state: State) -> str:
    """Return the one word for where a text stands."""
    if state.is_stale:
        return "stale"
    return "reviewed" if state.review else str(state.made)


def rows(playbook: Playbook, keys: Iterable[Key]) -> Rows:
    """Count texts by language and file, in the order of the playbook."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for key in keys:
        if key in playbook.states:
            place = key.language, playbook.texts[key.text].file_id
            counted.setdefault(place, Counter())[kind_of(playbook.states[key])] += 1
    order = playbook.settings.languages
    return {place: counted[place] for place in sorted(counted, key=lambda place: order.index(place[0]))}


def as_text(found: Rows) -> str:
    """Return a table: a line for each language, and below it a line for each file."""
    width = max((len(file) + 2 for _, file in found), default=0)
    lines = [_row("", ("texts", *KINDS), width)]
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
    return name.ljust(width) + "".join(f"{cell!s:>10}" for cell in cells)


def as_json(found: Rows) -> str:
    """Return a list of objects: language, file, and a count for each kind."""
    listed = [
        {"language": language, "file": file, **{kind: counts.get(kind, 0) for kind in KINDS}}
        for (language, file), counts in found.items()
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)
