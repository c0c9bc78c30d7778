"""Our generator beside that of commit 91a56a3 and beside plain Material, in turns, so that ratios come of one run.

The old one is taken from git into a folder of its own, with an environment of its own, and builds its own content.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.measuring import QUIET, ROOT
from bench.report import head, row
from bench.same import generator

TODAY = "91a56a3"
WRITE = "from pathlib import Path; from bench.measuring import sides; sides(Path({folder!r}), {size})"


class Spent(NamedTuple):
    """What one run took: CPU seconds of it and all that it started, seconds on the clock, megabytes at most."""

    cpu: float
    wall: float
    memory: float


@dataclass
class Builder:
    """One generator: where its code is, and with which Python it runs."""

    root: Path
    python: Path | str
    spent: dict[str, list[Spent]] = field(default_factory=dict)

    def run(self, row_name: str, *arguments: object) -> str:
        """Run a module, note what it took, and return what it said on standard error."""
        command = [str(self.python), "-m", *map(str, arguments)]
        environment = {**os.environ, **QUIET, "PYTHONPATH": str(self.root)}
        began = time.monotonic()
        process = subprocess.Popen(
            command, cwd=self.root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(command)}\n{said[-2000:]}")
        cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        self.spent.setdefault(row_name, []).append(Spent(cpu, time.monotonic() - began, memory))
        return said


def table(options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the table: CPU seconds, and what they are of the old generator's and of plain Material's."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        old = _old(folder)
        if old is None:
            yield f"There is no commit {TODAY} here, or no network for its packages: nothing stands beside it."
        new, plain = Builder(_copied(folder / "new"), sys.executable), Builder(ROOT, sys.executable)
        builders = {"old": old, "new": new, "plain": plain}
        for _ in range(options.rounds):
            _round({name: one for name, one in builders.items() if one}, folder, options.sizes)
        yield from head("CPU s (medians)", "old", "new", "plain", "new / old", "new / plain", "new: wall s", "MB")
        for name in new.spent:
            yield _row(name, builders)
        yield ""
        yield from _counts(new, folder)
        found = [program for program in ("zensical", "hugo") if shutil.which(program)]
        yield f"Beside them: {', '.join(found) or 'neither Zensical nor Hugo is installed here'}."


def _round(builders: Mapping[str, Builder], folder: Path, sizes: Sequence[int]) -> None:
    ours = {name: builder for name, builder in builders.items() if name != "plain"}
    for command in ("--help", "check"):
        for builder in ours.values():
            builder.run(f"playbook {command}", "playbook", command)
    for kind, more in (("our content, no sheets", ["--no-pdf"]), ("our content, all sheets", [])):
        for name, builder in ours.items():
            site = folder / f"site-{name}"
            for left in (site, builder.root / ".cache"):
                shutil.rmtree(left, ignore_errors=True)
            builder.run(kind, "playbook", "build", "--site", site, *more)
    for size in sizes:
        for name, builder in builders.items():
            content, site = _content(builder, name, size, folder), folder / f"site-{name}-{size}"
            shutil.rmtree(site, ignore_errors=True)
            builder.run(f"{size} chapters", *_building(name, content, site))


def _building(name: str, content: Path, site: Path) -> Sequence[object]:
    """Return the command that builds made-up content, whichever generator it is."""
    if name == "plain":
        return ("mkdocs", "build", "--quiet", "--config-file", content / "plain/mkdocs.yml", "--site-dir", site)
    return ("playbook", "build", "--no-pdf", "--data", content / "data", "--site", site)


def _content(builder: Builder, name: str, size: int, folder: Path) -> Path:
    """Return the made-up content of a size, as the benchmark of a generator's own commit writes it."""
    place = folder / f"content-{name}-{size}"
    if not place.exists():
        place.mkdir()
        command = [str(builder.python), "-c", WRITE.format(folder=str(place), size=size)]
        subprocess.run(command, cwd=builder.root, env={**os.environ, "PYTHONPATH": str(builder.root)}, check=True)
    return place


def _copied(folder: Path) -> Path:
    """Copy what a build needs, so that no cache of this checkout is used or lost."""
    for name in ("playbook", "bench", "macros", "docs", "data", "requirements"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def _old(folder: Path) -> Builder | None:
    """Return the old generator with the packages that it names, or nothing where git or the registry lacks them."""
    try:
        root, environment = generator(folder / "old", TODAY), folder / "environment"
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        python = environment / "bin/python"
        pip = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        subprocess.run([*pip, "--require-hashes", "-r", str(root / "requirements/site.txt")], check=True)
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(root)], check=True)
    except (subprocess.CalledProcessError, OSError):
        return None
    return Builder(root, python)


def _row(name: str, builders: Mapping[str, Builder | None]) -> str:
    cpu = {
        who: median(spent.cpu for spent in one.spent[name])
        for who, one in builders.items()
        if one and name in one.spent
    }
    new = builders["new"]
    assert new is not None
    shown = [f"{cpu[who]:.2f}" if who in cpu else "-" for who in builders]
    ratios = [f"{cpu['new'] / cpu[who]:.2f}" if who in cpu else "-" for who in ("old", "plain")]
    spent = new.spent[name]
    most = max(one.memory for one in spent)
    return row(name, *shown, *ratios, f"{median(one.wall for one in spent):.1f}", f"{most:.0f}")


def _counts(new: Builder, folder: Path) -> Iterator[str]:
    """Count what one build of our content does, cold."""
    site = folder / "counted"
    said = new.run("counted", "bench.counted", "playbook", "build", "--no-pdf", "--site", site)
    counts = json.loads(said.rstrip().splitlines()[-1])
    counts["files written"] = sum(path.is_file() for path in site.rglob("*"))
    yield f"Our content, no sheets: {', '.join(f'{name} {count}' for name, count in counts.items())}."
