"""How a command goes on or ends: with content to work on, or with problems named and an exit code."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import click

from playbook import checks, files, loading, report
from playbook.cli.speech import why
from playbook.loading import Loaded, load_words
from playbook.loading.memory import Memory
from playbook.model.playbook import Playbook
from playbook.problems import Problem


def without_errors(data: Path, lang: str, memory: Memory | None = None) -> tuple[Loaded, Playbook]:
    """Return content without errors, or name them and exit: what is wrong already has to be mended first.

    The memory, if any, then knows all files and what was found in them.
    """
    loaded = loading.load(data, memory)
    return loaded, _whole(loaded, checks.check(loaded, memory), lang)


def readable(data: Path, lang: str) -> tuple[Loaded, Playbook]:
    """Return content of which all can be read, whatever rules it breaks, or name its errors and exit."""
    loaded = loading.load(data)
    return loaded, _whole(loaded, loaded.problems, lang)


def _whole(loaded: Loaded, problems: Sequence[Problem], lang: str) -> Playbook:
    faults = checks.errors(problems)
    if faults or loaded.playbook is None:
        refuse(faults, lang)
    return loaded.playbook


@contextlib.contextmanager
def writing(lang: str, place: Path, code: str = "cannot-save", *, exists: str = "", inside: str = "") -> Iterator[None]:
    """Let something be written; where it cannot be, say which file it is, or else the place, and exit.

    `code` is that of the problem, and `exists` the one where the place is taken, if that is another. A file below the
    folder `inside` is named by its path there.
    """
    try:
        yield
    except OSError as error:
        what = exists if exists and isinstance(error, FileExistsError) else code
        path = str(files.place_of(error, place))
        named = path.removeprefix(f"{inside}/") if inside else path
        refuse([Problem(what, named, facts={"reason": why(error, place)})], lang)


def warn(problems: Sequence[Problem], lang: str) -> None:
    """Name problems beside what a command prints, and go on."""
    if problems:
        click.echo(report.as_text(problems, load_words(lang)), err=True)


def refuse(problems: Sequence[Problem], lang: str, *, usage: bool = False) -> NoReturn:
    """Name problems and exit: 2 where the command was used in the wrong way, else 1."""
    click.echo(report.as_text(problems, load_words(lang)))
    raise SystemExit(2 if usage else 1)
