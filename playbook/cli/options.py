"""Options that several commands have."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import click

from playbook import loading
from playbook.languages import meant_by

# The generator is used from its checkout: mkdocs.yml, docs/ and macros/ stand beside the package.
ROOT = Path(__file__).parent.parent.parent

data = click.option(
    "--data",
    default="data",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the content.",
)

# In the order of POSIX, our own first: the first one that says anything decides.
VARIABLES = ("PLAYBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_SPOKEN = tuple(sorted(path.stem for path in loading.WORDS.glob("*.yml")))


def language_of(environment: Mapping[str, str]) -> str:
    """Return the language that somebody's environment asks for, such as `ja_JP.UTF-8`, or English."""
    asked = next(filter(None, map(environment.get, VARIABLES)), "")
    tag = re.split("[.@]", asked)[0].replace("_", "-")
    return meant_by(tag, _SPOKEN) or meant_by(tag.partition("-")[0], _SPOKEN) or "en"


lang = click.option(
    "--lang",
    default=lambda: language_of(os.environ),
    show_default=f"what {', '.join(VARIABLES)} say, in this order, else en",
    type=click.Choice(_SPOKEN),
    help="The language of the messages.",
)
