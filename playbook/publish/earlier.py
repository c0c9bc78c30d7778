"""An earlier site that was found to be whole: of one that is like it only what is another needs to be looked at."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path


class Since:
    """What changed since an earlier site that has files of the same names, by the digests of those of both."""

    def __init__(self, folder: Path, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        self.folder = folder
        self.before = before
        self.now = now

    @cached_property
    def changed(self) -> frozenset[str]:
        """The paths of the files that are not as they were."""
        return frozenset(path for path, digest in self.now.items() if self.before[path] != digest)

    @cached_property
    def around(self) -> frozenset[str]:
        """The same paths with those of the folders around them."""
        found = set(self.changed)
        for path in self.changed:
            while path := path.rpartition("/")[0]:
                found.add(path)
        return frozenset(found)

    def old(self, path: str) -> bytes | None:
        """Return what was in a file; nothing where somebody has changed it since."""
        try:
            content = (self.folder / path).read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == self.before[path] else None


def since(folder: Path, before: Mapping[str, str], now: Mapping[str, str]) -> Since | None:
    """Return what changed since the site in a folder; nothing where it has not the same files."""
    return Since(folder, before, now) if before.keys() == now.keys() else None
