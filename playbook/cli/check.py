"""`playbook check`: all problems of the content."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cache import NO_SOURCES, Record, Results, keep, last, made_by, sources
from playbook.cli import options
from playbook.cli.keeping import cache_unless
from playbook.files import repository_of

if TYPE_CHECKING:
    from playbook.model.playbook import Playbook
    from playbook.problems import Problem

FORMATS = ("text", "rich", "json", "github", "gitlab", "sarif")


@click.command()
@options.data
@options.lang
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=lambda: "rich" if sys.stdout.isatty() else "text",
    show_default=True,
)
@options.no_cache
def check(data: Path, lang: str, form: str, no_cache: bool) -> None:
    """List all problems of the content; exit 1 if there is an error."""
    width, root = shutil.get_terminal_size((100, 24)).columns, repository_of(data)
    places = {"data": data.resolve(), "docs": options.ROOT / "docs"}
    chosen = {"width": str(width), "root": str(root)}
    cache, names = cache_unless(no_cache), ("check", str(data.resolve()), form, lang)
    # Where nothing is kept, nothing is held against what it was made of.
    before, record = sources(places, chosen) if cache.folder else NO_SOURCES, last(cache, *names)
    results = Results(cache, made_by(before.digests))
    if record is None or record.changed(before.digests):
        shown, code = _checked(data, lang, form, root, width, results)
        record = Record(before.digests, shown, code)
        if results.keeps and before == sources(places, chosen):
            keep(cache, record, *names)
            results.keep()
    if record.said:
        # click leaves colours out where there is no terminal; who sets NO_COLOR wants none there either.
        click.echo(record.said, color=False if os.environ.get("NO_COLOR") else None)
    raise SystemExit(record.code)


def _checked(data: Path, lang: str, form: str, root: Path, width: int, results: Results) -> tuple[str, int]:
    """Return the problems in a form, and the exit code."""
    # To import all that reads and checks takes longer than to see that nothing has changed.
    from playbook import checks, loading, report  # noqa: PLC0415
    from playbook.loading.memory import Memory  # noqa: PLC0415
    from playbook.problems import in_order  # noqa: PLC0415

    memory = Memory(results)
    loaded = checks.load(data, memory)
    problems = in_order([*checks.check(loaded, memory), *(_of_site(loaded.playbook) if loaded.playbook else ())])
    findings = report.ProblemList(problems, loading.load_words(lang), lang, data, root, width)
    return report.FORMATS[form](findings), 1 if checks.errors(problems) else 0


def _of_site(playbook: "Playbook") -> "Iterator[Problem]":
    """Return what a build has to say of the whole: of the pages under `docs/`, and of letters that no font has."""
    from playbook import checks, pdf  # noqa: PLC0415 - as above

    yield from checks.pages.of_folder(playbook, checks.pages.in_folder(options.ROOT / "docs"))
    yield from pdf.without_glyph(playbook)
