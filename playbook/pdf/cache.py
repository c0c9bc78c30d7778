"""Sheets that were made before, by what they were made of."""

import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playbook import files

_DIGEST = hashlib.sha256().digest_size
# Entries that were not used for longest go first.
_MOST_BYTES = 300_000_000


@dataclass(frozen=True)
class Cache:
    """A folder of finished sheets. It may vanish, be full, or hold rubbish: then a sheet is made again.

    `lost` is called with why a sheet could not be kept, which costs the next build its time.
    """

    folder: Path
    lost: Callable[[OSError], object] = lambda _: None

    def get(self, key: str) -> bytes | None:
        """Return the sheet that was kept under a key, if it is whole."""
        path = self.folder / key
        try:
            kept = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        digest, sheet = kept[:_DIGEST], kept[_DIGEST:]
        return sheet if hashlib.sha256(sheet).digest() == digest else None

    def put(self, key: str, sheet: bytes) -> None:
        """Keep a sheet, whole or not at all."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            kept = hashlib.sha256(sheet).digest() + sheet
            files.write_all({self.folder / key: kept}, is_durable=False)
        except OSError as error:
            self.lost(error)

    def prune(self) -> None:
        """Let the folder not grow for ever."""
        with contextlib.suppress(OSError):
            entries = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            kept = 0
            for path in entries:
                kept += path.stat().st_size
                if kept > _MOST_BYTES:
                    path.unlink()
