"""Commands for those who change the content: `playbook rename`."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import click

from playbook import checks, loading, options, report, rewriting
from playbook.loading import load_words
from playbook.loading.ledger import PATH as LEDGER
from playbook.loading.ledger import as_text
from playbook.model.ledger import Ledger
from playbook.model.playbook import Playbook
from playbook.problems import Problem, fill
from playbook.renaming import NotRenamed, Renamed, Renaming, following, rekeyed, renamed, renaming


@click.command()
@options.data
@options.lang
@click.argument("old")
@click.argument("new")
def rename(data: Path, lang: str, old: str, new: str) -> None:
    """Give something another id: OLD becomes NEW, in every place that names it.

    Ids are those of chapters (leadership) or whole ones of items (leadership.coaching-time, kpis.aht, glossary.agent).
    The old id is kept under `formerly`, so that its address leads on, and translations stand where they stood.
    """
    loaded = loading.load(data)
    if loaded.playbook is None or checks.errors(checks.check(loaded)):
        _refuse([*checks.errors(checks.check(loaded))], lang)
    try:
        asked = renaming(loaded, old, new)
    except NotRenamed as reason:
        _refuse([reason.problem], lang)
    made = renamed(loaded, {file.path: (data / file.path).read_bytes() for file in loaded.files}, asked)
    try:
        _put(data, made, _tried(data, lang, made, asked, loaded.playbook))
    except OSError as error:
        _refuse([Problem("cannot-save", str(error.filename), facts={"found": error.strerror or ""})], lang)
    facts = {"found": asked.old, "new": asked.new, "count": str(made.places)}
    click.echo(fill(load_words(lang).messages["renamed"], facts))


def _tried(data: Path, lang: str, made: Renamed, asked: Renaming, before: Playbook) -> Mapping[str, bytes]:
    """Give all files that change, after a look at what they make: errors are named, and nothing is written."""
    ledger = rekeyed(before.ledger, asked)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(shutil.copytree(data, Path(folder) / "data", symlinks=True))
        _put(trial, made, _with_ledger(made, ledger))
        after = loading.load(trial)
    if after.playbook is None or checks.errors(checks.check(after)):
        _refuse([*checks.errors(checks.check(after))], lang)
    return _with_ledger(made, following(ledger, before, after.playbook, asked))


def _with_ledger(made: Renamed, ledger: Ledger) -> Mapping[str, bytes]:
    return {**made.contents, LEDGER: as_text(ledger).encode()} if ledger else made.contents


def _put(data: Path, made: Renamed, contents: Mapping[str, bytes]) -> None:
    """Write all files or none; the old one of a chapter goes last, when the new one is there."""
    rewriting.write_all({data / path: content for path, content in contents.items()})
    if made.gone:
        (data / made.gone).unlink()


def _refuse(problems: list[Problem], lang: str) -> NoReturn:
    click.echo(report.as_text(problems, load_words(lang)))
    raise SystemExit(1)
