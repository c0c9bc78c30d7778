"""Which files changed: looked at many times a second, as not every file system tells."""

import os
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

PAUSE = 0.06
# Whoever writes many files, or one in pieces, is done when nothing has changed for so long.
SETTLED = 0.04


class Seen(NamedTuple):
    """A file as it was found: another file of the same name differs in something."""

    path: str
    changed: int
    size: int
    inode: int


class Watch:
    """Gives the paths of what changed below some folders and files, once it has settled."""

    def __init__(self, roots: Iterable[Path]) -> None:
        self.roots = tuple(roots)
        self.seen = frozenset(self._look())

    def changes(self) -> Iterator[frozenset[Path]]:
        """Wait for changes without end; what changes while the last ones are dealt with comes next."""
        while True:
            time.sleep(PAUSE)
            now = frozenset(self._look())
            if now != self.seen:
                now = self._settled(now)
                different, self.seen = now ^ self.seen, now
                yield frozenset(Path(one.path) for one in different)

    def _settled(self, seen: frozenset[Seen]) -> frozenset[Seen]:
        while True:
            time.sleep(SETTLED)
            now = frozenset(self._look())
            if now == seen:
                return now
            seen = now

    def _look(self) -> Iterator[Seen]:
        for root in self.roots:
            yield from _files(str(root))


def _files(place: str | os.DirEntry[str]) -> Iterator[Seen]:
    """Return the files of a folder, or a file itself; not what is hidden, and not what Python compiles."""
    try:
        state = os.stat(place)  # noqa: PTH116 - an entry of a folder is not worth a Path
        if not stat.S_ISDIR(state.st_mode):
            yield Seen(os.fspath(place), state.st_mtime_ns, state.st_size, state.st_ino)
            return
        for entry in os.scandir(place):
            if not entry.name.startswith((".", "__pycache__")):
                yield from _files(entry)
    except OSError:
        return  # gone since its folder was read
