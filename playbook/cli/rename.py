"""`playbook rename`: another id, in every place that names it."""

from collections.abc import Mapping
from pathlib import Path

import click

from playbook import checks
from playbook.authoring import schema_files
from playbook.authoring.renaming import NotRenamed, Renamed, Renaming, following, rekeyed, renamed, renaming
from playbook.authoring.transaction import save, tried
from playbook.cli import options
from playbook.cli.outcome import refuse, without_errors, writing
from playbook.loading import load_words
from playbook.loading.ledger import PATH as LEDGER
from playbook.loading.ledger import as_text
from playbook.loading.memory import Memory
from playbook.model.ledger import Ledger
from playbook.model.playbook import Playbook
from playbook.problems import fill


@click.command()
@options.data
@options.lang
@click.argument("old")
@click.argument("new")
def rename(data: Path, lang: str, old: str, new: str) -> None:
    """Change the id OLD to NEW in every place that names it."""
    memory = Memory()
    loaded, playbook = without_errors(data, lang, memory)
    try:
        asked = renaming(loaded, old, new)
    except NotRenamed as reason:
        refuse([reason.problem], lang)
    made = renamed(loaded, {file.path: (data / file.path).read_bytes() for file in loaded.files}, asked)
    with writing(lang, data):
        save(data, _tried(data, lang, made, asked, playbook, memory), made.gone)
    facts = {"found": asked.old, "new": asked.new, "count": str(made.places)}
    click.echo(fill(load_words(lang).messages["renamed"], facts))


def _tried(
    data: Path, lang: str, made: Renamed, asked: Renaming, before: Playbook, memory: Memory
) -> Mapping[str, bytes]:
    """Return all files that change, after a look at what they make: errors are named, and nothing is written."""
    ledger = rekeyed(before.ledger, asked)
    after = tried(data, _with_ledger(made, ledger), memory, made.gone)
    faults = checks.errors(checks.check(after, memory))
    if faults or after.playbook is None:
        refuse(faults, lang)
    written = _with_ledger(made, following(ledger, before, after.playbook, asked))
    return {**written, **schema_files.following(data, after)}


def _with_ledger(made: Renamed, ledger: Ledger) -> Mapping[str, bytes]:
    return {**made.contents, LEDGER: as_text(ledger).encode()} if ledger else made.contents
