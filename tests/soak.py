"""Long runs of what `make test` does in short: kills and full disks of the real content, and damaged files.

`make soak` prints how they ended as a table; what ended otherwise than it should stands below it, and is the exit code.
Every run tries the same.
"""

import argparse
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.conftest import DATA, ROOT, built, run
from tests.faults import Forks, Place
from tests.shapes import damaged, documents
from tests.test_strictness import digest

SEED = 15
# How much one process does before another may take its turn.
MOMENTS, EXAMPLES = 10, 500
# Of so many files in which a check finds nothing wrong, one is built.
BUILT = 50
LINE = re.compile(r"\S+:\d+:\d+: ")


@dataclass
class Tally:
    """How what was tried has ended; what ended otherwise than it should is in capitals, and told."""

    ended: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def note(self, end: str, what: object) -> None:
        """Count one end."""
        self.ended[end] += 1
        if end.isupper():
            self.told.append(f"{end}: {what}")

    def __iadd__(self, other: "Tally") -> "Tally":
        self.ended += other.ended
        self.told += other.told
        return self


# ---- kills and full disks, of the real content


@dataclass(frozen=True)
class Known:
    """A site that stands, and what each site is to be: the old one, the new one, and a small one; by digests.

    `steps` are those of a build: killed with folders that can be exchanged, or cannot, or on a full disk.
    """

    old: Path
    before: Mapping[str, str]
    new: Mapping[str, str]
    small: Mapping[str, str]
    steps: Mapping[str, Sequence[str]]


# The counting of steps, by what the fault is.
FAULTS: Mapping[str, dict[str, Any]] = {
    "exchange": {"fault": "kill"},
    "renames": {"fault": "kill", "stepwise": True},
    "full": {"fault": "full"},
}


def known(old: Path) -> Known:
    """Build what is compared with."""
    with _place(old) as place:
        steps = {name: place.build(**fault).steps for name, fault in FAULTS.items()}
        new = digest(place.site)
        assert place.again(DATA / "tiny").code == 0
        return Known(old, digest(old), new, digest(place.site), steps)


@contextmanager
def _place(old: Path) -> Iterator[Place]:
    with tempfile.TemporaryDirectory() as folder, Forks() as forks:
        yield Place(forks, ROOT / "data", old, Path(folder) / "disk")


def _moments(chunk: int, number: int, end: int) -> Sequence[int]:
    return random.Random(SEED + chunk).sample(range(end), number)  # noqa: S311 - the same in every run


def kills(chunk: int, number: int, sites: Known) -> Tally:
    """Kill builds at moments of chance; in every other chunk, two folders cannot be exchanged at once.

    Any build mends: the next one is of the real content after the first kill, and then of a small one.
    """
    tally = Tally()
    fault = "renames" if chunk % 2 else "exchange"
    steps = sites.steps[fault]
    with _place(sites.old) as place:
        for at, moment in enumerate(_moments(chunk, number, len(steps))):
            done = place.build(**FAULTS[fault], moment=moment)
            there = digest(place.kept if chunk % 2 and not place.site.exists() else place.site)
            content, mended = (DATA / "tiny", sites.small) if at else (ROOT / "data", sites.new)
            again = place.again(content)
            told = f"{moment} {steps[moment]}: {done.code} {done.said} {again.said}"
            if done.code != -9 or there not in (sites.before, sites.new):
                tally.note("NO WHOLE SITE", told)
            elif again.code or digest(place.site) != mended or place.left_behind():
                tally.note("NOT MENDED BY THE NEXT BUILD", told)
            else:
                tally.note(f"{'old' if there == sites.before else 'new'} site whole, next build mends", told)
    return tally


def full_disks(chunk: int, number: int, sites: Known) -> Tally:
    """Let the disk be full at moments of chance."""
    tally, steps = Tally(), sites.steps["full"]
    with _place(sites.old) as place:
        for moment in _moments(chunk, number, len(steps)):
            done = place.build(fault="full", moment=moment)
            is_told = f"the disk at {place.folder} is full" in done.said and "Traceback" not in done.said
            is_right = done.code == 1 and is_told and digest(place.site) == sites.before and not place.left_behind()
            tally.note(
                "disk named, old site whole, nothing left behind" if is_right else "OTHERWISE",
                f"{moment} {steps[moment]}: {done.code} {done.said}",
            )
    return tally


# ---- files of the sample, written anew or damaged

Files = st.SearchStrategy[tuple[str, bytes]]


def _damaged(folder: Path, *names: str) -> Files:
    return st.sampled_from(names).flatmap(lambda name: st.tuples(st.just(name), damaged((folder / name).read_bytes())))


def _contents(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("data/**/*.yml"))


def any_shape(folder: Path) -> Files:
    """YAML of any shape in the place of a file of the content."""
    return st.tuples(st.sampled_from(_contents(folder)), documents())


def content(folder: Path) -> Files:
    """Files of the content."""
    return _damaged(folder, *_contents(folder))


def records(folder: Path) -> Files:
    """What the program records: states of translations, and an edition."""
    _done("translations", "accept", "--all", "--machine", "--data", folder / "data")
    _done("edition", "2026-11", "--date", "2026-11-30", "--data", folder / "data")
    return _damaged(folder, "data/translations.lock", "data/editions/2026-11.json")


def _exported(form: str) -> Callable[[Path], Files]:
    def export(folder: Path) -> Files:
        arguments = ("--languages", "ja", "--format", form, "--output", folder / "file", "--data", folder / "data")
        _done("translations", "export", *arguments)
        return _damaged(folder, "file")

    return export


def workbook(folder: Path) -> Files:
    """A workbook whose parts are damaged, or which is damaged itself."""
    made = built(folder / "data", folder / "site") / "print" / "playbook.workbook.en.xlsx"
    shutil.copy(made, folder / "file")
    with zipfile.ZipFile(made) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    inside = st.sampled_from(sorted(parts)).flatmap(
        lambda name: damaged(parts[name]).map(lambda part: ("file", _packed(parts | {name: part})))
    )
    return st.one_of(inside, inside, _damaged(folder, "file"))


def _packed(parts: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _done(*command: object) -> None:
    result = run(*command)
    assert result.exit_code == 0, result.output


CHECK = ("check",)
IMPORT = ("translations", "import", "{folder}/file")
# What is damaged, of how many in ten, and the command that reads it.
KINDS: Mapping[str, tuple[int, Callable[[Path], Files], Sequence[str]]] = {
    "YAML of any shape": (3, any_shape, CHECK),
    "damaged content": (3, content, CHECK),
    "damaged records": (1, records, CHECK),
    "damaged PO": (1, _exported("po"), IMPORT),
    "damaged XLIFF": (1, _exported("xliff"), IMPORT),
    "damaged workbooks": (1, workbook, ("import", "{folder}/file", "--output", "{folder}/out")),
}


def files(chunk: int, number: int, kind: str) -> Tally:
    """Let a command read files; it ends well, or names what is wrong and changes nothing."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as apart:
        whole, folder = Path(apart) / "whole", Path(apart) / "tried"
        shutil.copytree(DATA / "sample", whole / "data")
        _, prepare, command = KINDS[kind]
        strategy = prepare(whole)
        before = digest(whole / "data")

        @seed(SEED + chunk)
        @settings(
            max_examples=number,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=[*HealthCheck],
        )
        @given(file=strategy)
        def each(file: tuple[str, bytes]) -> None:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(whole, folder, ignore=shutil.ignore_patterns("site"))
            (folder / file[0]).write_bytes(file[1])
            expected = before if command is not CHECK else digest(folder / "data")
            end, said = _read(folder, command, expected, tally.ended["nothing wrong"] % BUILT == 0)
            tally.note(end, f"{file[0]} {file[1]!r}: {said}")

        each()
    return tally


def _read(folder: Path, command: Sequence[str], before: object, is_built: bool) -> tuple[str, object]:
    """Let a command read a folder; return how it ended, and what it said."""
    result = run(*(word.format(folder=folder) for word in command), "--data", folder / "data")
    if not isinstance(result.exception, SystemExit | None):
        return "TRACEBACK", result.exc_info
    lines = result.output.splitlines()
    if result.exit_code not in (0, 1) or (result.exit_code and not all(map(LINE.match, lines)) and command is CHECK):
        return "ENDED OTHERWISE", result.output
    if result.exit_code:
        return ("refused by name" if digest(folder / "data") == before else "REFUSED, AND CHANGED"), result.output
    if command is CHECK and is_built:
        made = run("build", "--no-pdf", "--data", folder / "data", "--output", folder / "site")
        return ("nothing wrong" if made.exit_code == 0 else "CLEAN CHECK, NO BUILD"), made.exc_info or made.output
    return "nothing wrong", result.output


# ---- the table


def main() -> int:
    """Try all, print how it ended, and return 1 where something ended otherwise than it should."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--full-disks", type=int, default=50)
    asked.add_argument("--files", type=int, default=10_000)
    numbers = asked.parse_args()
    os.environ["PLAYBOOK_LANG"] = "en"
    began, rows = time.monotonic(), dict[str, Tally]()
    with tempfile.TemporaryDirectory() as apart, ProcessPoolExecutor() as processes:
        old = built(ROOT / "data", Path(apart) / "site")
        (old / "index.html").write_text("The old one.")
        sites = known(old)
        tasks = [*_chunks("kills of a build", kills, numbers.kills, MOMENTS, sites)]
        tasks += _chunks("full disks", full_disks, numbers.full_disks, MOMENTS, sites)
        for kind, (share, *_) in KINDS.items():
            tasks += _chunks(kind, files, numbers.files * share // 10, EXAMPLES, kind)
        names = {processes.submit(*task): name for name, task in tasks}
        try:
            for done, ended in enumerate(as_completed(names), 1):
                rows.setdefault(names[ended], Tally()).__iadd__(ended.result())
                print(f"{done}/{len(names)}", end="\r", file=sys.stderr, flush=True)
        except KeyboardInterrupt:  # who has no time for all of it sees what was tried
            processes.shutdown(wait=False, cancel_futures=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    for name, tally in sorted(rows.items()):
        for end, count in sorted(tally.ended.items()):
            print(f"| {name:<20} | {count:>6} | {end:<50} |")
    told = [one[:2000] for tally in rows.values() for one in tally.told]
    tried = sum(tally.ended.total() for tally in rows.values())
    print(f"{tried} tried, {len(told)} ended otherwise than they should; ", end="")
    print(f"{time.monotonic() - began:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of CPU")
    print("\n".join(told))
    return bool(told)


def _chunks(
    name: str, function: Callable[[int, int, Any], Tally], number: int, size: int, given: Any
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for chunk, first in enumerate(range(0, number, size)):
        yield name, (function, chunk, min(size, number - first), given)


if __name__ == "__main__":
    sys.exit(main())
