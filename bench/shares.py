"""Which share of a cold build goes to what came since the old generator: a profile, right to about a hundredth."""

import pstats
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.measuring import Program, removed
from bench.report import head, row

# What is told apart, and the functions that do it: the end of the file's name, and theirs.
SHARES: dict[str, tuple[tuple[str, str], ...]] = {
    "all items are in all outputs (manifest)": (("publish/manifest/__init__.py", "_missing"),),
    "pictures of the model": (("html/figure.py", "figure"), ("html/tall_figure.py", "tall_figure")),
    "symptoms": (("html/__init__.py", "symptoms"),),
    "calculators": (("html/__init__.py", "calculators"),),
    "sessions": (
        *(("export/session.py", "session_script"), ("html/__init__.py", "session_builder")),
        ("html/__init__.py", "session_screen"),
    ),
    "working sheets": (("export/work.py", "data_script"), ("export/work.py", "texts_script")),
    "workbooks": (("workbook/writing.py", "write"),),
    "search": (("search/__init__.py", "files_of"),),
    "links": (("publish/links.py", "broken_links"),),
}


def table(ours: Program, folder: Path) -> Iterator[str]:
    """Build our content once more under a profile, and yield the shares."""
    folder.mkdir()
    removed(ours.root / ".cache")
    python, *module = ours.command
    profiled = replace(ours, command=(python, "-m", "cProfile", "-o", str(folder / "profile"), *module))
    profiled.run("build", "--no-pdf", "--site", folder / "site")
    stats: Any = pstats.Stats(str(folder / "profile"))
    yield from head("our content, no sheets, cold", "share of the CPU")
    for name, functions in SHARES.items():
        taken = sum(
            together
            for (file, _, function), (_, _, _, together, _) in stats.stats.items()
            if any(file.endswith(end) and function == called for end, called in functions)
        )
        yield row(name, f"{taken / stats.total_tt:.1%}")
