"""`playbook schema`: what can stand in a file, for editors' programs."""

from collections.abc import Sequence
from pathlib import Path

import click

from playbook import files, loading
from playbook.authoring import schema_files
from playbook.authoring.json_schema import FOLDER, as_text, modeline, schema_of
from playbook.cli import options
from playbook.cli.outcome import refuse, writing
from playbook.loading import FILES, Loaded
from playbook.problems import Problem


@click.command()
@options.data
@options.lang
@click.option(
    "--write", is_flag=True, help="Write the schema of every kind of file into .schema/, and name it in each file."
)
@click.option("--check", is_flag=True, help="Exit 1 where --write would write anything.")
@click.argument("file", required=False, metavar="[FILE]")
def schema(data: Path, lang: str, write: bool, check: bool, file: str | None) -> None:
    """Print the JSON Schema of a file, such as pillars/leadership.yml or 'pillars/*.yml', or write all of them.

    A schema knows the ids of the playbook: write it again when ids came or went.
    """
    if (file is not None) + write + check != 1:
        raise click.UsageError("Name a file, or say --write or --check.")
    loaded = loading.load(data)
    if file:
        click.echo(as_text(schema_of(FILES[_pattern(file)], schema_files.offer(loaded))), nl=False)
        return
    with writing(lang, data):
        problems = _write(data, loaded) if write else _check(data, loaded)
    if problems:
        refuse(problems, lang)


def _pattern(file: str) -> str:
    pattern = loading.pattern_of(file.removeprefix("data/"))
    if not pattern:
        raise click.BadParameter(f"{file}; one of {', '.join(FILES)}", param_hint="FILE")
    return pattern


def _write(data: Path, loaded: Loaded) -> Sequence[Problem]:
    """Write what is not current, or say why not: where a file has errors, ids could be missing."""
    if loaded.playbook is None:
        return loaded.problems
    (data / FOLDER).mkdir(exist_ok=True)
    changed = {**schema_files.outdated(data, loaded), **schema_files.unled(data, loaded)}
    files.write_all({data / path: content for path, content in changed.items()})
    return []


def _check(data: Path, loaded: Loaded) -> Sequence[Problem]:
    if loaded.playbook is None:
        return loaded.problems
    names = sorted(path.removeprefix(f"{FOLDER}/") for path in schema_files.outdated(data, loaded))
    old = [Problem("schema-outdated", FOLDER, facts={"files": ", ".join(names)})] if names else []
    unled = schema_files.unled(data, loaded)
    return [*old, *(Problem("first-line", path, facts={"line": modeline(path)}) for path in unled)]
