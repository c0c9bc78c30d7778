"""What one run of a program takes, and what a site weighs that comes of it."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
CHAPTER_PAGES = "*/series/*/chapter-*.html"


class Spent(NamedTuple):
    """What one run took: CPU seconds of it and all that it started, seconds on the clock, megabytes at most."""

    cpu: float
    wall: float
    memory: float


class Weight(NamedTuple):
    """What a site weighs: HTML pages, files, bytes of all files, and the bytes of each page of a chapter."""

    pages: int
    files: int
    size: int
    chapters: tuple[int, ...]


@dataclass(frozen=True)
class Program:
    """A generator: how it is called, and the folder in which it runs."""

    command: tuple[str, ...]
    root: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: object) -> Spent:
        """Run it, and return what that took; where it fails, the benchmark ends with what it said."""
        return self.heard(*arguments)[0]

    def heard(self, *arguments: object) -> tuple[Spent, str]:
        """Run it, and return what that took with the end of what it said on standard error."""
        command = [*self.command, *map(str, arguments)]
        # No templates that were compiled at an earlier run are there.
        with tempfile.TemporaryDirectory(prefix="bench-") as temporary, tempfile.TemporaryFile("w+") as said:
            environment = {**os.environ, **QUIET, **self.environment, "TMPDIR": temporary}
            began = time.monotonic()
            process = subprocess.Popen(command, cwd=self.root, env=environment, stdout=said, stderr=said)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.monotonic() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            words = said.read()[-2000:]
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}\n{words}")
        return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024), words


def weight(site: Path) -> Weight:
    """Return what a site weighs."""
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = sum(path.suffix == ".html" for path in sizes)
    return Weight(pages, len(sizes), sum(sizes.values()), tuple(sizes[page] for page in site.glob(CHAPTER_PAGES)))


def removed(*folders: Path) -> None:
    """Remove folders, as far as they are there."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def page_ids() -> tuple[str, ...]:
    """Return the ids of the pages that docs/ has; `home` is `index.md`."""
    names = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))
    return ("home", *(name for name in names if name != "index"))
