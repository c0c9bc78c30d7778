"""`playbook diff`: what a change means, for the person who makes it and for the one who reviews it."""

import re
from pathlib import Path

import click

from playbook import checks, files, loading
from playbook.cli import options
from playbook.cli.outcome import readable, refuse, writing
from playbook.cli.speech import say
from playbook.differences import compare
from playbook.differences.lines import as_markdown, as_text
from playbook.differences.outline import outline
from playbook.differences.revisions import NoRevision, Revision, common_with
from playbook.loading import load_words
from playbook.model.playbook import Playbook
from playbook.problems import Problem

_FORMATS = {"text": as_text, "markdown": as_markdown}
# An address of a site, or a folder: nothing in which a link could end early.
_PREVIEW = re.compile(r"https?://[\w.~:/?=&%+@,-]+|[\w./-]+")


def _preview(context: click.Context, option: click.Parameter, address: str | None) -> str:  # noqa: ARG001
    if address and not _PREVIEW.fullmatch(address):
        raise click.BadParameter(say("not-a-preview", found=address))
    return address.rstrip("/") if address else ""


@click.command()
@options.data
@options.lang
@click.option("--format", "form", type=click.Choice([*_FORMATS]), default="text", show_default=True)
@click.option("--preview", callback=_preview, metavar="ADDRESS")
@options.output()
@click.argument("base", metavar="BASE")
def diff(data: Path, lang: str, form: str, preview: str, output: Path | None, base: str) -> None:
    """Show what changed in the content since BASE, a git revision such as main."""
    words = load_words(lang)
    _, new = readable(data, lang)
    try:
        revision = common_with(data, base)
        old = _then(revision, lang)
    except NoRevision as reason:
        refuse([reason.problem], lang)
    found = outline(compare(old, new), old, new, revision, words, lang, preview)
    said = _FORMATS[form](found)
    if output is None:
        click.echo(said)
        return
    with writing(lang, output):
        files.write_all({output: f"{said}\n".encode()})


def _then(revision: Revision, lang: str) -> Playbook:
    """Return the playbook of a revision; where it has errors, they are named, and which revision it is."""
    with writing(lang, Path()), files.temporary_folder() as folder:
        revision.write_data(folder)
        loaded = loading.load(folder)
    faults = checks.errors(loaded.problems)
    if faults or loaded.playbook is None:
        refuse([Problem("revision-has-errors", ".", facts={"found": revision.short}), *faults], lang)
    return loaded.playbook
