"""`playbook fmt`: the one form of every file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from playbook import loading
from playbook.authoring.formatting import Unformatted, first_difference, formatted
from playbook.authoring.transaction import save
from playbook.cli import options
from playbook.cli.outcome import refuse, writing
from playbook.loading import File, load_words
from playbook.problems import Problem, fill, in_order


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
        with writing(lang, data):
            save(data, {path: new for path, (_, new) in made.items()})
        click.echo("".join(f"{path}\n" for path in made), nl=False)
        click.echo(fill(load_words(lang).messages["formatted"], {"count": str(len(made))}))
    if problems:
        refuse([*in_order(problems)], lang)


def _is_in(file: File, path: Path, data: Path) -> bool:
    """Tell whether a path means a file or a folder above it; it may begin with the data folder or inside it."""
    return any((data / file.path).resolve().is_relative_to(one.resolve()) for one in (path, data / path))


def _changed(files: Sequence[File], data: Path, problems: list[Problem]) -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    """Return the old and the new content of each file that is not in its one form, by path."""
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
