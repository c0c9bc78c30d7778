"""Options that several commands have: each means the same in all of them. What they are for is said in the words."""

import copy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from playbook.cli import speech

# The generator is used from its checkout: mkdocs.yml, docs/ and macros/ stand beside the package.
ROOT = Path(__file__).parent.parent.parent
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Renamed(click.Option):
    """An option that goes on working under former names, which no help shows."""

    def __init__(self, names: Sequence[str], *, formerly: Sequence[str] = (), **rest: Any) -> None:
        super().__init__([*names, *formerly], **rest)
        self.formerly = formerly

    def _shown(self) -> click.Option:
        shown = copy.copy(self)
        shown.opts = [name for name in self.opts if name not in self.formerly]
        return shown

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the help without the former names."""
        return click.Option.get_help_record(self._shown(), ctx)

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return what errors call the option: no former name."""
        return click.Option.get_error_hint(self._shown(), ctx)


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
data = click.option("--data", default="data", show_default=True, type=FOLDER)
lang = click.option("--lang", default=speech.language, type=click.Choice(speech.SPOKEN), show_default=True)
no_cache = click.option("--no-cache", is_flag=True)
language_of = speech.language_of


def output(
    *, formerly: Sequence[str] = (), default: str | None = None, folder: bool = False, judged: bool = False
) -> Callable[[Decorated], Decorated]:
    """Return the option that says where a result goes: to a file, or to a folder.

    Where it is `judged`, the command itself names what is wrong with what stands there.
    """
    return click.option(
        "--output",
        cls=Renamed,
        formerly=formerly,
        default=default,
        show_default=default is not None,
        type=click.Path(file_okay=judged or not folder, dir_okay=judged or folder, path_type=Path),
    )


def languages(formerly: str) -> Callable[[Decorated], Decorated]:
    """Return the option that chooses languages of texts; it may be given several times, and name several each time."""
    return click.option(
        "--languages",
        cls=Renamed,
        formerly=[formerly],
        multiple=True,
        metavar="LANGUAGES",
        callback=lambda context, option, given: _listed(given),  # noqa: ARG005
    )


def _listed(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (one.strip() for several in given for one in several.split(",")))))
