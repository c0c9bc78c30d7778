"""The command line: `playbook check | build | serve | schema`."""

from pathlib import Path

import click

from playbook import checks, loading, report
from playbook.loading import load_words

_DATA = click.option(
    "--data",
    default="data",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder of the content.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="playbook")
def main() -> None:
    """Build a playbook site in several languages from plain YAML."""


@main.command()
@_DATA
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", default="en", show_default=True, help="The language of the messages.")
def check(data: Path, format_: str, lang: str) -> None:
    """Name every problem of the content; exit 1 if there is an error."""
    problems = checks.check(loading.load(data))
    words = load_words(lang)
    shown = report.as_json(problems, words) if format_ == "json" else report.as_text(problems, words)
    if shown:
        click.echo(shown)
    raise SystemExit(1 if checks.errors(problems) else 0)
