"""Cold builds beside plain Material for MkDocs, search, preview, working sheets: all printed, none judged."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench import preview, printing, today, work, workbook
from bench.measuring import sides
from bench.report import Figures, figures, report
from bench.search import tables


def main() -> None:
    """Measure at each size, and print the tables."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure; all by default")
    parser.add_argument("--sizes", type=_positive, nargs="+", default=[40, 300], help="numbers of chapters")
    parser.add_argument(
        "--rounds", type=_positive, default=3, help="builds of each kind at the smallest size; fewer at larger ones"
    )
    parser.add_argument("--held-out", action="store_true", help="ask the queries that were set aside, too")
    options = parser.parse_args()
    for part in options.parts or PARTS:
        PARTS[part](options)


def _builds(options: argparse.Namespace) -> None:
    sizes: list[int] = sorted(set(options.sizes))
    measured = [_measure(size, _rounds(size, sizes[0], options.rounds)) for size in sizes]
    print(report(measured))
    _say("printing all sheets of the real content")
    print(f"\n{printing.report()}")


def _search(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for line in tables(Path(folder), held_out=options.held_out, sizes=(40, 1000)):
            print(line, flush=True)


def _preview(_: argparse.Namespace) -> None:
    for line in preview.table():
        print(line, flush=True)


def _workbook(_: argparse.Namespace) -> None:
    for line in workbook.table():
        print(line, flush=True)


def _work(_: argparse.Namespace) -> None:
    for line in work.table():
        print(line, flush=True)


def _today(options: argparse.Namespace) -> None:
    for line in today.table(options):
        print(line, flush=True)


PARTS = {
    "today": _today,
    "builds": _builds,
    "search": _search,
    "preview": _preview,
    "workbook": _workbook,
    "work": _work,
}


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("expected a whole number from 1")
    return number


def _rounds(size: int, smallest: int, rounds: int) -> int:
    """Long builds vary less: give each size about the same time, and at least one round."""
    return max(1, rounds * smallest // size)


def _measure(size: int, rounds: int) -> Figures:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _say(f"{size} chapters: writing the content")
        both = sides(Path(folder), size)
        for number in range(1, rounds + 1):
            for name, side in both.items():
                side.build()
                _say(f"{size} chapters, round {number} of {rounds}, {name}: {side.cpu[-1]:.2f} CPU s")
        return figures(size, both)


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
