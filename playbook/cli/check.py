"""`playbook check`: all problems of the content."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from playbook import checks, loading, pdf, report
from playbook.cli import options
from playbook.loading import load_words
from playbook.model.playbook import Playbook
from playbook.problems import Problem, in_order


@click.command()
@options.data
@options.lang
@click.option(
    "--format",
    "form",
    type=click.Choice(list(report.FORMATS)),
    default=lambda: "rich" if sys.stdout.isatty() else "text",
    show_default=True,
)
def check(data: Path, lang: str, form: str) -> None:
    """List all problems of the content; exit 1 if there is an error."""
    loaded = loading.load(data)
    problems = in_order([*checks.check(loaded), *(_of_site(loaded.playbook) if loaded.playbook else ())])
    width = shutil.get_terminal_size((100, 24)).columns
    findings = report.ProblemList(problems, load_words(lang), lang, data, report.repository_of(data), width)
    if shown := report.FORMATS[form](findings):
        # click leaves colours out where there is no terminal; who sets NO_COLOR wants none there either.
        click.echo(shown, color=False if os.environ.get("NO_COLOR") else None)
    raise SystemExit(1 if checks.errors(problems) else 0)


def _of_site(playbook: Playbook) -> Iterator[Problem]:
    """Return what a build has to say of the whole: of the pages under `docs/`, and of letters that no font has."""
    yield from checks.pages.of_folder(playbook, checks.pages.in_folder(options.ROOT / "docs"))
    yield from pdf.without_glyph(playbook)
