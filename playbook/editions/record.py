"""An edition as it is recorded: what it holds, and its file."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping

from playbook.editions.codes import Register
from playbook.model.editions import FOLDER, Edition
from playbook.model.playbook import Playbook

# What an edition may be called: it names a file.
NAME = re.compile(r"[0-9a-z]+([.-][0-9a-z]+)*")


def edition(register: Register, name: str, date: datetime.date) -> Edition:
    """Return the edition that holds what a playbook is now."""
    names = dict(_first_words(register.playbook))
    return Edition(name=name, date=date, codes=register.all_codes, items=register.prints, names=names)


def _first_words(playbook: Playbook) -> Iterator[tuple[str, Mapping[str, str]]]:
    for entry in playbook.entries.values():
        if entry.record.kind in playbook.kinds.named:
            yield entry.whole_id, {id: playbook.first_words(entry.whole_id, id) for id in playbook.settings.languages}


def path_of(name: str) -> str:
    """Return the path of an edition below the data folder."""
    return f"{FOLDER}/{name}.json"


def as_json(edition: Edition) -> str:
    """Return the file of an edition: one line for each sheet and each item, so that two editions can be compared."""
    codes = ",\n".join(f"  {_compact(name)}: {_compact(code)}" for name, code in edition.codes.items())
    kinds = ",\n".join(
        f"  {_compact(kind)}: {{\n"
        + ",\n".join(f"   {_compact(whole_id)}: {_compact(prints)}" for whole_id, prints in items.items())
        + "\n  }"
        for kind, items in edition.items.items()
    )
    head = f' "name": {_compact(edition.name)},\n "date": {_compact(edition.date.isoformat())},'
    names = ",\n".join(f"  {_compact(whole_id)}: {_compact(words)}" for whole_id, words in edition.names.items())
    parts = {"codes": codes, "items": kinds, "names": names}
    return f"{{\n{head}\n" + ",\n".join(f' "{name}": {{\n{part}\n }}' for name, part in parts.items()) + "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
