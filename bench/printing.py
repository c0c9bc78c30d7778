"""Printed sheets of the real content, all made anew: CPU seconds and sizes, beside the targets."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.measuring import ROOT
from playbook import pdf
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.model.sheets import BOOK, Sheet, sheets


def report() -> str:
    """Return the table: a chapter in one language, a book, all sheets."""
    playbook = load(ROOT / "data").playbook
    assert playbook is not None
    wanted = sheets(playbook)
    chapter = [sheet for sheet in wanted if sheet.kind == "chapter" and len(sheet.languages) == 1]
    books = [sheet for sheet in wanted if sheet.kind == BOOK]
    rows = [
        ("a chapter", _seconds(playbook, chapter)[0] / len(chapter), "< 0.3"),
        ("a book", _seconds(playbook, books)[0] / len(books), "< 5"),
    ]
    cpu, size = _seconds(playbook, wanted)
    rows.append((f"all {len(wanted)} sheets", cpu, "< 60"))
    lines = ["| printed | CPU s | target |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {seconds:.2f} | {target} |" for name, seconds, target in rows]
    return "\n".join([*lines, f"| all sheets, MB | {size / 1e6:.1f} | < 100 |"])


def _seconds(playbook: Playbook, wanted: Sequence[Sheet]) -> tuple[float, int]:
    """Make sheets with an empty cache; give CPU seconds and bytes."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        before = time.process_time()
        pdf.make(playbook, wanted, folder / "print", pdf.Cache(folder / "cache"))
        spent = time.process_time() - before
        return spent, sum(path.stat().st_size for path in (folder / "print").iterdir())


if __name__ == "__main__":
    print(report())
