"""`playbook edition`: what the playbook says now, on record."""

import datetime
from pathlib import Path

import click

from playbook import editions, files
from playbook.cli import options
from playbook.cli.outcome import without_errors, writing
from playbook.cli.speech import say


@click.command()
@options.data
@options.lang
@click.argument("name", required=False)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]))
def edition(data: Path, lang: str, name: str | None, date: datetime.datetime | None) -> None:
    """Record the content as it is now as an edition."""
    day = (date or datetime.datetime.now()).date()
    name = name or f"{day:%Y-%m}"
    if not editions.NAME.fullmatch(name):
        raise click.BadParameter(say("not-an-edition-name", found=name), param_hint="NAME")
    _, playbook = without_errors(data, lang)
    recorded = editions.edition(editions.Register(playbook), name, day)
    path = data / editions.path_of(name)
    with writing(lang, path, "cannot-record", inside=str(data)):
        path.parent.mkdir(exist_ok=True)
    with writing(lang, path, "cannot-record", exists="edition-exists", inside=str(data)):
        files.write_new(path, editions.as_json(recorded).encode())
    counts = {"items": len(recorded.prints), "sheets": len(recorded.codes)}
    click.echo(say("edition-recorded", found=name, file=path, **counts))
