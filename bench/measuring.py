"""One cold build of each kind: how much CPU it takes, and what comes out."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.content import series
from bench.data_folder import write_data
from bench.plain import write_plain

ROOT = Path(__file__).parent.parent
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
CHAPTER_PAGES = "*/series/*/chapter-*.html"


@dataclass
class Side:
    """One of the two builders at one size: its command, where its site goes, and the CPU seconds of its builds."""

    command: Sequence[str]
    site: Path
    cpu: list[float] = field(default_factory=list)

    def build(self) -> None:
        """Build once in a process of its own, with no site and no cache of templates left from before."""
        shutil.rmtree(self.site, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
            env = {**os.environ, **QUIET, "TMPDIR": temporary}
            before = _children()
            done = subprocess.run(self.command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
            self.cpu.append(_children() - before)
        if done.returncode:
            raise SystemExit(f"{' '.join(self.command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")

    @property
    def median(self) -> float:
        """The median of the CPU seconds."""
        return statistics.median(self.cpu)

    @property
    def pages(self) -> int:
        """How many HTML pages came out."""
        return sum(1 for _ in self.site.rglob("*.html"))

    @property
    def chapter_bytes(self) -> list[int]:
        """The size of each page of a chapter."""
        return [page.stat().st_size for page in self.site.glob(CHAPTER_PAGES)]


def sides(folder: Path, size: int) -> Mapping[str, Side]:
    """Write the content for both builders, and give them."""
    chapters, pages = series(size), page_ids()
    data, plain = folder / "data", folder / "plain"
    write_data(data, chapters, pages)
    write_plain(plain, chapters, pages)
    ours, theirs = folder / "site", folder / "site-plain"
    config = plain / "mkdocs.yml"
    return {
        "ours": _side(ours, "playbook", "build", "--no-pdf", "--data", data, "--site", ours),
        "plain": _side(theirs, "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", theirs),
    }


def _side(site: Path, *command: str | Path) -> Side:
    return Side([sys.executable, "-m", *map(str, command)], site)


def page_ids() -> tuple[str, ...]:
    """Return the ids of the pages that docs/ has; `home` is `index.md`."""
    names = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))
    return ("home", *(name for name in names if name != "index"))


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
