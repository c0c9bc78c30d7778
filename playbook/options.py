"""Options that several commands have."""

from pathlib import Path

import click

from playbook import loading

data = click.option(
    "--data",
    default="data",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the content.",
)
lang = click.option(
    "--lang",
    default="en",
    show_default=True,
    type=click.Choice(sorted(path.stem for path in loading.WORDS.glob("*.yml"))),
    help="The language of the messages.",
)
