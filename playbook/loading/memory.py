"""What was found in files when they were read last."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from playbook.cache import Results

T = TypeVar("T")


class Memory:
    """Keeps what was made of something, until that something is another; `results` are kept for other runs, too."""

    def __init__(self, results: Results | None = None) -> None:
        self._kept: dict[Hashable, tuple[object, Any]] = {}
        self.results = results or Results()

    def recall(self, key: Hashable, source: object, make: Callable[[], T]) -> T:
        """Return what was made under a key, if of an equal source, else make it; what has None for a source always."""
        kept = self._kept.get(key)
        if kept is None or source is None or kept[0] != source:
            kept = self._kept[key] = (source, make())
        made: T = kept[1]
        return made


def content_of(place: Path, most: int) -> bytes | None:
    """Return the bytes of a file, or nothing where they cannot be read or are more than `most`."""
    try:
        with place.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError:
        return None
    return content if len(content) <= most else None
