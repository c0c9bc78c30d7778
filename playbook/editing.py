"""Commands for those who change the content: `playbook rename | fmt`."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from playbook import checks, loading, offering, options
from playbook.formatting import Unformatted, first_difference, formatted
from playbook.loading import File, load_words
from playbook.loading.ledger import PATH as LEDGER
from playbook.loading.ledger import as_text
from playbook.model.ledger import Ledger
from playbook.model.playbook import Playbook
from playbook.problems import Problem, fill, in_order
from playbook.renaming import NotRenamed, Renamed, Renaming, following, rekeyed, renamed, renaming
from playbook.saving import refuse, save, tried, without_errors


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
    loaded = without_errors(data, lang)
    assert loaded.playbook is not None
    try:
        asked = renaming(loaded, old, new)
    except NotRenamed as reason:
        refuse([reason.problem], lang)
    made = renamed(loaded, {file.path: (data / file.path).read_bytes() for file in loaded.files}, asked)
    save(data, _tried(data, lang, made, asked, loaded.playbook), lang, made.gone)
    facts = {"found": asked.old, "new": asked.new, "count": str(made.places)}
    click.echo(fill(load_words(lang).messages["renamed"], facts))


def _tried(data: Path, lang: str, made: Renamed, asked: Renaming, before: Playbook) -> Mapping[str, bytes]:
    """Give all files that change, after a look at what they make: errors are named, and nothing is written."""
    ledger = rekeyed(before.ledger, asked)
    after = tried(data, _with_ledger(made, ledger), lang, made.gone)
    faults = checks.errors(checks.check(after))
    if faults or after.playbook is None:
        refuse(faults, lang)
    written = _with_ledger(made, following(ledger, before, after.playbook, asked))
    return {**written, **offering.following(data, after)}


def _with_ledger(made: Renamed, ledger: Ledger) -> Mapping[str, bytes]:
    return {**made.contents, LEDGER: as_text(ledger).encode()} if ledger else made.contents


@click.command()
@options.data
@options.lang
@click.option("--check", "is_check", is_flag=True, help="Write nothing; name what would change; exit 1 if anything.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def fmt(data: Path, lang: str, is_check: bool, paths: Sequence[Path]) -> None:
    """Give files their one form: order of fields, indentation, quotation marks, one sentence a line.

    PATHS are files or folders of the content; all of it by default. No meaning changes and no comment is lost. Files
    with errors are named as `check` names them, and left as they are.
    """
    loaded = loading.load(data)
    files = [file for file in loaded.files if not paths or any(_is_in(file, path, data) for path in paths)]
    for path in paths:
        if not any(_is_in(file, path, data) for file in files):
            refuse([Problem("not-content", str(path), facts={"known": str(data)})], lang, usage=True)
    problems = [problem for file in files for problem in file.reading.problems]
    made = dict(_changed(files, data, problems))
    if is_check:
        problems += [Problem("not-formatted", path, first_difference(old, new)) for path, (old, new) in made.items()]
    else:
        save(data, {path: new for path, (_, new) in made.items()}, lang)
        click.echo("".join(f"{path}\n" for path in made), nl=False)
        click.echo(fill(load_words(lang).messages["formatted"], {"count": str(len(made))}))
    if problems:
        refuse([*in_order(problems)], lang)


def _is_in(file: File, path: Path, data: Path) -> bool:
    """Tell whether a path means a file or a folder above it; it may begin with the data folder or inside it."""
    return any((data / file.path).resolve().is_relative_to(one.resolve()) for one in (path, data / path))


def _changed(files: Sequence[File], data: Path, problems: list[Problem]) -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    """Give the old and the new content of each file that is not in its one form, by path."""
    for file in files:
        if file.reading.problems:
            continue
        old = (data / file.path).read_bytes()
        try:
            new = formatted(file, old)
        except Unformatted as reason:
            problems.append(reason.problem)
            continue
        if new != old:
            yield file.path, (old, new)
