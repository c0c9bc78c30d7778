"""The folder of what was made before, by what it was made of."""

import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playbook import files

_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Cache:
    """A folder of what was made. It may vanish, be full, or hold rubbish: then a thing is made again.

    Without a folder, nothing is kept. `lost` is called with why something could not be kept, which costs the next run
    its time; beyond `most` bytes, those entries go first that were not used for longest.
    """

    folder: Path | None
    lost: Callable[[OSError], object] = lambda _: None
    most: int = 500_000_000

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, if it is whole."""
        if self.folder is None:
            return None
        path = f"{self.folder}/{key}"
        try:
            with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - a Path for each of hundreds is slow
                digest, content = stream.read(_DIGEST), stream.readall()
            os.utime(path)
        except OSError:
            return None
        return content if _digest(key, content) == digest else None

    def put(self, key: str, content: bytes) -> None:
        """Keep something, whole or not at all."""
        if self.folder is None:
            return
        try:
            files.replace(f"{self.folder}/{key}", _digest(key, content) + content)
        except OSError as error:
            self.lost(error)

    def prune(self) -> None:
        """Let the folder not grow for ever."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            with os.scandir(self.folder) as entries:
                states = [(entry.path, entry.stat()) for entry in entries]
            left = self.most
            for path, state in sorted(states, key=lambda one: one[1].st_mtime, reverse=True):
                left -= state.st_size
                if left < 0:
                    Path(path).unlink(missing_ok=True)


def _digest(key: str, content: bytes) -> bytes:
    """Return what an entry begins with: one that stands under another's key is none."""
    digest = hashlib.sha256(key.encode() + b"\n")
    digest.update(content)
    return digest.digest()
