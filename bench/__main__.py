"""Builds beside other generators, sheets, search, preview, workbooks, work, pages: all printed, none judged."""

import argparse
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import face, preview, printing, search, today, work, workbook


def main() -> None:
    """Measure, and print each line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure; all by default")
    parser.add_argument("--sizes", type=_positive, nargs="+", default=[40, 300, 1000], help="numbers of chapters")
    parser.add_argument(
        "--rounds", type=_positive, default=3, help="builds of each kind at the smallest size; fewer at larger ones"
    )
    parser.add_argument("--visits", type=_positive, default=5, help="visits of Lighthouse to each type of page")
    parser.add_argument("--quick", action="store_true", help="one round, 40 chapters, no sheets: some minutes")
    parser.add_argument("--held-out", action="store_true", help="ask the queries that were set aside, too")
    options = parser.parse_args()
    if options.quick:
        options.sizes, options.rounds = [40], 1
    for part in options.parts or PARTS:
        for line in PARTS[part](options):
            print(line, flush=True)
        print(flush=True)


def _search(options: argparse.Namespace) -> Iterable[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield from search.tables(Path(folder), held_out=options.held_out, sizes=(40, 1000))


PARTS: dict[str, Callable[[argparse.Namespace], Iterable[str]]] = {
    "today": today.table,
    "preview": lambda options: preview.table((40,) if options.quick else (40, 300)),
    "printing": lambda _: printing.table(),
    "search": _search,
    "workbook": lambda _: workbook.table(),
    "work": lambda _: work.table(),
    "face": lambda options: face.table(options.visits),
}


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("expected a whole number from 1")
    return number


if __name__ == "__main__":
    main()
