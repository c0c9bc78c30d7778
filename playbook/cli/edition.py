"""`playbook edition`: what the playbook says now, on record."""

import datetime
from pathlib import Path

import click

from playbook import editions, files
from playbook.cli import options
from playbook.cli.outcome import without_errors, writing


@click.command()
@options.data
@options.lang
@click.argument("name", required=False)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day that it holds for; today by default.")
def edition(data: Path, lang: str, name: str | None, date: datetime.datetime | None) -> None:
    """Record what the playbook says now as an edition, so that the codes on its prints stay known.

    NAME is year and month by default, such as 2026-11.
    """
    day = (date or datetime.datetime.now()).date()
    name = name or f"{day:%Y-%m}"
    if not editions.NAME.fullmatch(name):
        raise click.BadParameter(f"{name}; write lower-case letters, digits, dots and hyphens", param_hint="NAME")
    _, playbook = without_errors(data, lang)
    recorded = editions.edition(editions.Register(playbook), name, day)
    path = data / editions.path_of(name)
    with writing(lang, path, "cannot-record", inside=str(data)):
        path.parent.mkdir(exist_ok=True)
    with writing(lang, path, "cannot-record", exists="edition-exists", inside=str(data)):
        files.write_new(path, editions.as_json(recorded).encode())
    click.echo(f"Edition {name} is in {path}: {len(recorded.prints)} items, {len(recorded.codes)} sheets.")
