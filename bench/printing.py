"""Printed sheets of the real content, all made anew: CPU seconds and sizes, beside the targets."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.measuring import ROOT
from bench.report import head, row
from playbook import pdf
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.model.sheets import BOOK, Sheet, sheets


def table() -> Iterator[str]:
    """Yield the table: a chapter in one language, a book, all sheets."""
    playbook = load(ROOT / "data").playbook
    assert playbook is not None
    wanted = sheets(playbook)
    chapter = [sheet for sheet in wanted if sheet.kind == "chapter" and len(sheet.languages) == 1]
    books = [sheet for sheet in wanted if sheet.kind == BOOK]
    yield from head("printed", "CPU s", "target")
    for name, some, target in (("a chapter", chapter, "< 0.3"), ("a book", books, "< 5")):
        yield row(name, f"{_seconds(playbook, some)[0] / len(some):.2f}", target)
    cpu, size = _seconds(playbook, wanted)
    yield row(f"all {len(wanted)} sheets", f"{cpu:.2f}", "< 60")
    yield row("all sheets, MB", f"{size / 1e6:.1f}", "< 100")


def _seconds(playbook: Playbook, wanted: Sequence[Sheet]) -> tuple[float, int]:
    """Make sheets with an empty cache; give CPU seconds and bytes."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        before = time.process_time()
        pdf.make(playbook, wanted, folder / "print", pdf.Cache(folder / "cache"))
        spent = time.process_time() - before
        return spent, sum(path.stat().st_size for path in (folder / "print").iterdir())
