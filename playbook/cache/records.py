"""Records of runs: what the last one was made of, what it said, and what it wrote."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from playbook.cache.store import Cache


@dataclass(frozen=True)
class Record:
    """What a run was made of and what files it wrote, as digests by name; what it said, and its exit code.

    `structure` is a digest of all of the content but its words.
    """

    made_of: Mapping[str, str]
    said: str = ""
    code: int = 0
    files: Mapping[str, str] = field(default_factory=dict)
    structure: str = ""

    def changed(self, now: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the sources that came, went or changed since, in the order of the alphabet."""
        return tuple(name for name in sorted({*self.made_of, *now}) if self.made_of.get(name) != now.get(name))


def last(cache: Cache, *names: str) -> Record | None:
    """Return the record of the last run of some names, if it was kept."""
    kept = cache.get(_key(names))
    try:
        return Record(**json.loads(kept)) if kept else None
    except (TypeError, ValueError):  # of another version of this program
        return None


def keep(cache: Cache, record: Record, *names: str) -> None:
    """Keep the record of a run."""
    cache.put(_key(names), json.dumps(asdict(record)).encode())


def _key(names: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(names).encode(errors="surrogateescape")).hexdigest()
