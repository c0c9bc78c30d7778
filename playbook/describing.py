"""`playbook schema`: what can stand in a file, for editors' programs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from playbook import checks, loading, options, report, rewriting
from playbook import schema as schemas
from playbook.checks.references import known_ids
from playbook.loading import FILES, Loaded, load_words
from playbook.problems import Problem


@click.command()
@options.data
@options.lang
@click.option("--write", is_flag=True, help="Write the schema of every kind of file into .schema/ in the data folder.")
@click.option("--check", is_flag=True, help="Exit 1 where the files in .schema/ are not what --write would write.")
@click.argument("file", required=False, metavar="[FILE]")
def schema(data: Path, lang: str, write: bool, check: bool, file: str | None) -> None:
    """Print the JSON Schema of a file, such as pillars/leadership.yml or 'pillars/*.yml', or write all of them.

    A schema knows the ids of the playbook: write it again when ids came or went.
    """
    if (file is not None) + write + check != 1:
        raise click.UsageError("Name a file, or say --write or --check.")
    loaded = loading.load(data)
    if file:
        click.echo(schemas.as_text(schemas.schema_of(FILES[_pattern(file)], offer(loaded))), nl=False)
        return
    if problems := save(data, loaded) if write else outdated(data, loaded):
        click.echo(report.as_text(problems, load_words(lang)))
        raise SystemExit(1)


def _pattern(file: str) -> str:
    pattern = loading.pattern_of(file.removeprefix("data/"))
    if not pattern:
        raise click.BadParameter(f"{file}; one of {', '.join(FILES)}", param_hint="FILE")
    return pattern


def offer(loaded: Loaded) -> schemas.Offer:
    """Give what a playbook has to choose from, in the order of the alphabet."""
    languages = loaded.settings.languages if loaded.settings else ("en",)
    known = {**known_ids(loaded), "rule": checks.RULE_IDS}
    ids = {kind: sorted(known[kind]) for kind in sorted(known) if known[kind]}
    return schemas.Offer(languages, {"language": languages, **ids})


def save(data: Path, loaded: Loaded) -> Sequence[Problem]:
    """Write the schema files that are not current, or say why not: where a file has errors, ids could be missing."""
    if loaded.playbook is None:
        return loaded.problems
    old = _outdated(data, loaded)
    try:
        (data / schemas.FOLDER).mkdir(exist_ok=True)
        rewriting.write_all({data / path: content.encode() for path, content in old.items()})
    except OSError as error:
        return [Problem("cannot-save", str(error.filename), facts={"found": error.strerror or ""})]
    return []


def outdated(data: Path, loaded: Loaded) -> Sequence[Problem]:
    """Name the schema files that are missing or not what would be written."""
    if loaded.playbook is None:
        return loaded.problems
    names = sorted(path.removeprefix(f"{schemas.FOLDER}/") for path in _outdated(data, loaded))
    return [Problem("schema-outdated", schemas.FOLDER, facts={"files": ", ".join(names)})] if names else []


def _outdated(data: Path, loaded: Loaded) -> Mapping[str, str]:
    wanted = schemas.schemas(offer(loaded))
    return {path: content for path, content in wanted.items() if not _says(data / path, content)}


def _says(place: Path, content: str) -> bool:
    return place.is_file() and place.read_bytes() == content.encode()
