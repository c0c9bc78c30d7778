"""Which files changed: the system tells when to look, and where it does not, they are looked at many times a second."""

import os
import stat
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

# To read a file is an event, too, but none of these.
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
# How often is looked, in seconds, where the system tells, and where it does not.
_SELDOM = 1.0
PAUSE = 0.06
# Whoever writes many files, or one in pieces, is done when nothing has changed for so long.
SETTLED = 0.04


class Seen(NamedTuple):
    """A file as it was found: another file of the same name differs in something."""

    path: str
    changed: int
    size: int
    inode: int


class _Bell(FileSystemEventHandler):
    """Rings when the system tells of anything; what it was is seen by looking."""

    def __init__(self) -> None:
        self.rung = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002
        """Ring."""
        self.rung.set()


class Watch:
    """Gives the paths of what changed below some folders and files, and tells when that has settled."""

    def __init__(self, roots: Iterable[Path]) -> None:
        self.roots = tuple(roots)
        self.bell = _Bell()
        self.observer = Observer()
        self.pause = _SELDOM if self._listens() else PAUSE
        self.seen, self.since = frozenset(self._look()), 0.0

    def _listens(self) -> bool:
        """Ask the system to tell of changes; it does not where it has too much to watch already, or knows no way."""
        try:
            for root in self.roots:
                folder = root if root.is_dir() else root.parent
                self.observer.schedule(self.bell, str(folder), recursive=root.is_dir(), event_filter=_EVENTS)
            self.observer.start()
        except (OSError, RuntimeError):
            return False
        return True

    def close(self) -> None:
        """Let the system tell of nothing more."""
        if self.observer.is_alive():
            self.observer.stop()
            self.observer.join()

    def changes(self) -> Iterator[frozenset[Path]]:
        """Wait for changes without end; what changes while the last ones are dealt with comes next."""
        while True:
            is_told = self.bell.rung.wait(self.pause)
            self.bell.rung.clear()
            now = frozenset(self._look())
            if now == self.seen:
                continue
            if not (is_told or self.bell.rung.wait(SETTLED)):
                # Network drives, containers and WSL do not tell of all changes: from now on nobody waits for that.
                self.pause = PAUSE
            different, self.seen, self.since = now ^ self.seen, now, time.monotonic()
            yield frozenset(Path(one.path) for one in different)

    def is_settled(self) -> bool:
        """Tell whether nothing has changed since the last changes; wait until they are a while ago."""
        time.sleep(max(0.0, self.since + SETTLED - time.monotonic()))
        return frozenset(self._look()) == self.seen

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
