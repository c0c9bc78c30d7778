"""`playbook diff`: what a change means, for the person who makes it and for the one who reviews it."""

import re
import tempfile
from pathlib import Path
from typing import NoReturn

import click

from playbook import checks, loading, options, report, revisions, rewriting
from playbook.comparing.lines import as_markdown, as_text
from playbook.comparing.outline import outline
from playbook.differences import compare
from playbook.loading import load_words
from playbook.model.playbook import Playbook
from playbook.problems import Problem
from playbook.revisions import NoRevision, Revision

_FORMATS = {"text": as_text, "markdown": as_markdown}
# An address of a site, or a folder: nothing in which a link could end early.
_PREVIEW = re.compile(r"https?://[\w.~:/?=&%+@,-]+|[\w./-]+")


def _preview(context: click.Context, option: click.Parameter, address: str | None) -> str:  # noqa: ARG001
    if address and not _PREVIEW.fullmatch(address):
        raise click.BadParameter(f"{address}; write the address of a site, such as https://example.org/preview")
    return address.rstrip("/") if address else ""


@click.command()
@options.data
@options.lang
@click.option("--format", "form", type=click.Choice([*_FORMATS]), default="text", show_default=True)
@click.option(
    "--preview", callback=_preview, metavar="ADDRESS", help="Where the changed site can be seen: items link there."
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else it is shown.")
@click.argument("base", metavar="BASE")
def diff(data: Path, lang: str, form: str, preview: str, output: Path | None, base: str) -> None:
    """Say what a change means, compared with BASE, a revision of git such as main.

    Compared is what stands in the folder now, saved or committed, with the last commit that it shares with BASE: items
    that came, went, moved or say something else, translations that became stale, pages and sheets that change.
    """
    words = load_words(lang)
    new = _whole(loading.load(data), lang)
    try:
        revision = revisions.common_with(data, base)
        old = _whole(_then(revision), lang, revision)
    except NoRevision as reason:
        _refuse([reason.problem], lang)
    found = outline(compare(old, new), old, new, revision, words, lang, preview)
    said = _FORMATS[form](found)
    if output is None:
        click.echo(said)
        return
    try:
        rewriting.write_all({output: f"{said}\n".encode()})
    except OSError as error:
        _refuse([Problem("cannot-save", str(output), facts={"found": error.strerror or ""})], lang)


def _then(revision: Revision) -> loading.Loaded:
    with tempfile.TemporaryDirectory() as folder:
        revision.write_data(Path(folder))
        return loading.load(Path(folder))


def _whole(loaded: loading.Loaded, lang: str, revision: Revision | None = None) -> Playbook:
    """Give a playbook that could be read; else name its errors, and where it is one of the past, say which."""
    if loaded.playbook is not None and not checks.errors(loaded.problems):
        return loaded.playbook
    past = [Problem("revision-has-errors", ".", facts={"found": revision.short})] if revision else []
    _refuse([*past, *checks.errors(loaded.problems)], lang)


def _refuse(problems: list[Problem], lang: str) -> NoReturn:
    click.echo(report.as_text(problems, load_words(lang)))
    raise SystemExit(1)
