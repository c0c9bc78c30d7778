"""`playbook check`: all problems of the content."""

import os
import shutil
import sys
from pathlib import Path

import click

from playbook import checks, loading, pdf, report
from playbook.cli import options
from playbook.loading import load_words
from playbook.problems import in_order


@click.command()
@options.data
@options.lang
@click.option(
    "--format",
    "form",
    type=click.Choice(list(report.FORMATS)),
    default=lambda: "rich" if sys.stdout.isatty() else "text",
    show_default="rich on a terminal, text elsewhere",
    help="rich shows the lines; github, gitlab and sarif are for the remarks of a forge.",
)
def check(data: Path, lang: str, form: str) -> None:
    """List all problems of the content; exit 1 if there is an error."""
    loaded = loading.load(data)
    problems = in_order([*checks.check(loaded), *(pdf.without_glyph(loaded.playbook) if loaded.playbook else ())])
    width = shutil.get_terminal_size((100, 24)).columns
    findings = report.ProblemList(problems, load_words(lang), lang, data, report.repository_of(data), width)
    if shown := report.FORMATS[form](findings):
        # click leaves colours out where there is no terminal; who sets NO_COLOR wants none there either.
        click.echo(shown, color=False if os.environ.get("NO_COLOR") else None)
    raise SystemExit(1 if checks.errors(problems) else 0)
