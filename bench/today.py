"""Our generator beside that of commit 91a56a3, plain Material, Zensical and Hugo: in turns, each row as it is known.

The old one is taken from git into a folder of its own, with an environment of its own, and builds its own content.
"""

import argparse
import json
import os
import re
import string
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import mean, median
from typing import Any

from bench import shares
from bench.generators import absent, building, generators, site_of, write_content, write_old_content
from bench.measuring import Program, Spent, Weight, removed, weight
from bench.report import exponents, head, row

# Beyond this size only what one person would wait for is built: ours.
LARGEST_OF_OTHERS = 300
# What a build of made-up content is to take: of the old generator's, of plain Material's.
TARGETS = {40: ("", "<= 0.90"), 300: ("", "<= 0.35")}
SENTENCE = re.compile(r"^( +en: [^\n]*\.)( \([a-z]\))?$", re.MULTILINE)
LETTERS = string.ascii_lowercase
CHANGED = "data/pillars/leadership.yml"

Step = Callable[[], Spent]


@dataclass(frozen=True)
class Line:
    """A line of the table: what of a measurement it shows, and the targets that stand beside it."""

    name: str
    of_old: str = ""
    of_plain: str = ""
    figure: str = "cpu"
    # The line whose figure of the old generator counts, where that has no such run.
    beside: str = ""


@dataclass(frozen=True)
class Measurement:
    """What each generator runs in its turn, how often, the lines that come of it, and the sites that are weighed."""

    steps: Mapping[str, Step]
    times: int
    lines: tuple[Line, ...]
    sites: Mapping[str, Path] = field(default_factory=dict)


@dataclass
class Bench:
    """A folder with all generators in it, and what they took so far."""

    folder: Path
    programs: Mapping[str, Program]
    spent: dict[str, dict[str, float]] = field(default_factory=dict)
    weights: dict[int, Weight] = field(default_factory=dict)
    counts: dict[int, Mapping[str, int]] = field(default_factory=dict)

    @property
    def playbooks(self) -> Mapping[str, Program]:
        """The old generator and ours."""
        return {name: one for name, one in self.programs.items() if name in ("old", "ours")}

    def site(self, name: str) -> Path:
        """Return where a generator puts the site of its own content."""
        return self.folder / f"site-{name}"


def table(options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the table: CPU seconds, and what they are of the old generator's and of plain Material's."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        _say("setting up the generators")
        found = dict(generators(folder))
        bench = Bench(folder, {name: one for name, one in found.items() if isinstance(one, Program)})
        yield from absent(found)
        yield f"Load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores."
        yield from head("CPU s (medians)", *COLUMNS)
        for measurement in _measurements(bench, options):
            yield from _measured(bench, measurement)
        yield f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f}."
        yield from _growth(bench)
        yield from _counted(bench)
        yield from shares.table(bench.programs["ours"], folder / "shares")


def _measurements(bench: Bench, options: argparse.Namespace) -> Iterator[Measurement]:
    yield from _commands(bench, options.rounds)
    yield from _own_content(bench, options.rounds)
    smallest = min(options.sizes)
    for size in sorted(set(options.sizes)):
        yield _made_up(bench, size, max(1, options.rounds * smallest // size))
    if not options.quick:
        yield from _with_sheets(bench)


def _commands(bench: Bench, rounds: int) -> Iterator[Measurement]:
    ours, both = bench.programs["ours"], bench.playbooks

    def check(program: Program) -> Spent:
        removed(program.root / ".cache")
        return program.run("check")

    yield Measurement(_each(both, lambda one: one.run("--help")), rounds, (Line("playbook --help", "<= 0.25"),))
    cold = Line("playbook check, cold", "<= 0.50")
    yield Measurement(_each(both, check), rounds, (cold,))
    again = Line("playbook check, nothing changed", "<= 0.10", beside=cold.name)
    yield Measurement({"ours": lambda: ours.run("check")}, rounds, (again,))


def _own_content(bench: Bench, rounds: int) -> Iterator[Measurement]:
    cold, ours = Line("our content, no sheets, cold"), bench.programs["ours"]
    build = ("build", "--no-pdf", "--site", bench.site("ours"))

    def changed() -> Spent:
        _change(ours)
        return ours.run(*build)

    steps = {name: _cold(one, bench.site(name), "--no-pdf") for name, one in bench.playbooks.items()}
    yield Measurement(steps, rounds, (cold,), {name: bench.site(name) for name in steps})
    nothing = Line("the same, nothing changed", "<= 0.08", beside=cold.name)
    yield Measurement({"ours": lambda: ours.run(*build)}, rounds, (nothing,))
    sentence = Line("the same, one sentence of one language changed", "<= 0.15", beside=cold.name)
    yield Measurement({"ours": changed}, rounds, (sentence,))


def _with_sheets(bench: Bench) -> Iterator[Measurement]:
    def changed(name: str, program: Program) -> Step:
        def step() -> Spent:
            _change(program)
            return program.run("build", "--site", bench.site(name))

        return step

    lines = (Line("all sheets, cold", "<= 0.75"), Line("all sheets, cold, wall s", "<= 0.50", figure="wall"))
    steps = {name: _cold(one, bench.site(name)) for name, one in bench.playbooks.items()}
    yield Measurement(steps, 1, lines, {name: bench.site(name) for name in steps})
    steps = {name: changed(name, one) for name, one in bench.playbooks.items()}
    sentence = Line("with sheets, one sentence changed, wall s", "<= 0.06", figure="wall", beside=lines[1].name)
    yield Measurement(steps, 1, (replace(sentence, name="with sheets, one sentence changed", figure="cpu"), sentence))


def _made_up(bench: Bench, size: int, times: int) -> Measurement:
    _say(f"{size} chapters: writing the content")
    others = {name: one for name, one in bench.programs.items() if size <= LARGEST_OF_OTHERS or name == "ours"}
    content = write_content(bench.folder / f"content-{size}", size)
    places = dict.fromkeys(others, content)
    if "old" in others:
        places["old"] = write_old_content(bench.folder / f"content-{size}-old", size, others["old"])
    sites = {name: site_of(name, places[name]) for name in others}

    def step(name: str, program: Program) -> Step:
        def build() -> Spent:
            removed(sites[name])
            arguments = building(name, program, places[name], sites[name])
            if name != "ours":
                return program.run(*arguments)
            spent, bench.counts[size] = _counting(program, *arguments)
            bench.weights[size] = weight(sites[name])
            return spent

        return build

    line = Line(f"{size} chapters, cold", *TARGETS.get(size, ()))
    return Measurement({name: step(name, one) for name, one in others.items()}, times, (line,), sites)


def _each(programs: Mapping[str, Program], run: Callable[[Program], Spent]) -> Mapping[str, Step]:
    return {name: lambda one=one: run(one) for name, one in programs.items()}  # type: ignore[misc]


def _cold(program: Program, site: Path, *options: str) -> Step:
    def step() -> Spent:
        removed(site, program.root / ".cache")
        return program.run("build", "--site", site, *options)

    return step


def _change(program: Program) -> None:
    """Write another letter behind the last English sentence of a chapter; a number would be missed in translations."""
    place = program.root / CHANGED
    text = place.read_text(encoding="utf-8")
    *_, last = SENTENCE.finditer(text)
    letter = LETTERS[(LETTERS.index(last[2].strip(" ()")) + 1) % len(LETTERS)] if last[2] else LETTERS[0]
    place.write_text(f"{text[: last.end(1)]} ({letter}){text[last.end() :]}", encoding="utf-8")


def _counting(program: Program, *arguments: object) -> tuple[Spent, Mapping[str, int]]:
    """Run our generator, and return what it took with what it did; the counting takes no time to speak of."""
    python, _, module = program.command
    counted = replace(program, command=(python, "-m", "bench.counted", module))
    spent, said = counted.heard(*arguments)
    counts: dict[str, Any] = json.loads(said.rstrip().splitlines()[-1])
    return spent, counts


def _measured(bench: Bench, measurement: Measurement) -> Iterator[str]:
    """Run all turns, and yield the lines."""
    spent = defaultdict[str, list[Spent]](list)
    for number in range(1, measurement.times + 1):
        for name, step in measurement.steps.items():
            spent[name].append(step())
            of = f"{number} of {measurement.times}"
            _say(f"{measurement.lines[0].name}, {of}, {name}: {spent[name][-1].cpu:.2f} CPU s")
    weights = {name: weight(site) for name, site in measurement.sites.items()}
    for line in measurement.lines:
        figures = {name: median(getattr(one, line.figure) for one in runs) for name, runs in spent.items()}
        bench.spent[line.name] = figures
        yield _line(line, figures, bench.spent.get(line.beside, figures), spent["ours"], weights)


COLUMNS = (
    *("old", "ours", "ours / old", "target", "plain", "ours / plain", "target", "Zensical", "Hugo"),
    *("ours: wall s", "MB", "HTML pages / files: old", "ours", "plain", "Zensical", "Hugo"),
)


def _line(
    line: Line,
    figures: Mapping[str, float],
    beside: Mapping[str, float],
    ours: list[Spent],
    weights: Mapping[str, Weight],
) -> str:
    def ratio(to: float | None) -> str:
        return f"{figures['ours'] / to:.2f}" if to else ""

    shown = {name: f"{figure:.2f}" for name, figure in figures.items()}
    sizes = {name: f"{one.pages:,} / {one.files:,}" for name, one in weights.items()}
    return row(
        line.name,
        *(shown.get("old", ""), shown["ours"], ratio(beside.get("old")), line.of_old),
        *(shown.get("plain", ""), ratio(figures.get("plain")), line.of_plain),
        *(shown.get("Zensical", ""), shown.get("Hugo", "")),
        # A process that is smaller than this one was as large as this one when it was started.
        *(f"{median(one.wall for one in ours):.1f}", f"{max(one.memory for one in ours):.0f}" if weights else ""),
        *(sizes.get(name, "") for name in ("old", "ours", "plain", "Zensical", "Hugo")),
    )


def _growth(bench: Bench) -> Iterator[str]:
    """Yield with which power each figure of ours grows from size to size."""
    sizes = sorted(bench.weights)
    figures: dict[str, dict[int, float]] = {
        "CPU": {size: bench.spent[f"{size} chapters, cold"]["ours"] for size in sizes},
        "bytes of the site": {size: bench.weights[size].size for size in sizes},
        "bytes of a chapter's page, mean": {size: mean(bench.weights[size].chapters) for size in sizes},
        "files": {size: bench.weights[size].files for size in sizes},
    }
    for name in ("YAML files parsed", "templates rendered"):
        figures[name] = {size: bench.counts[size][name] for size in sizes}
    if len(sizes) < 2:
        return
    yield "\nBelow 1.05 is wanted of all; memory at 1,000 chapters <= 500 MB (above); calls: tests/test_growth.py.\n"
    yield from head("ours grows with the power", *(f"{a} -> {b}" for a, b, _ in exponents([(s, 1) for s in sizes])))
    for name, by_size in figures.items():
        yield row(name, *(f"{power:.2f}" for _, _, power in exponents(by_size.items())))


def _counted(bench: Bench) -> Iterator[str]:
    """Count what one build of our content does, cold."""
    ours, site = bench.programs["ours"], bench.folder / "counted"
    removed(ours.root / ".cache")
    counts = dict(_counting(ours, "build", "--no-pdf", "--site", site)[1])
    counts["files written"] = weight(site).files
    yield f"\nOur content, no sheets: {', '.join(f'{name} {count:,}' for name, count in counts.items())}.\n"


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
