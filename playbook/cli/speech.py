"""In which language the command line speaks: the words of its commands, and those of click."""

import contextlib
import copy
import errno
import gettext
import io
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TypeVar

import click

from playbook import files
from playbook.languages import meant_by
from playbook.parsing.words import WORDS, said_by
from playbook.problems import fill

# In the order of POSIX, our own first: the first one that says anything decides.
VARIABLES = ("PLAYBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
SPOKEN = tuple(sorted(folder.name for folder in WORDS.iterdir()))
# Where the system's own words, which are English, do not tell what to do.
_FULL = {errno.ENOSPC: "disk-full", errno.EDQUOT: "quota-used-up"}
_asked: ContextVar[str] = ContextVar("asked", default="")
Some = TypeVar("Some", bound=click.Command)
# Where no line may end: in a word of Latin letters, behind an opening bracket, in front of a sign.
_UNBROKEN = re.compile(r"[（「“]*(?:[!-~]+|\S)[。、，；：？）」”]* *")


def language_of(environment: Mapping[str, str]) -> str:
    """Return the language that somebody's environment asks for, such as `ja_JP.UTF-8`, or English."""
    asked = next(filter(None, map(environment.get, VARIABLES)), "")
    tag = re.split("[.@]", asked)[0].replace("_", "-")
    return meant_by(tag, SPOKEN) or meant_by(tag.partition("-")[0], SPOKEN) or "en"


def language() -> str:
    """Return the language of this run: that of `--lang`, else that of the environment."""
    return _asked.get() or language_of(os.environ)


@contextlib.contextmanager
def speaking(asked: str) -> Iterator[None]:
    """Speak a language meanwhile; where none is asked for, that of the environment."""
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


def say(sentence: str, **facts: object) -> str:
    """Return a sentence of the command line in the language of this run, with facts in their places."""
    return fill(said_by(language())["sentences"][sentence], {name: str(fact) for name, fact in facts.items()})


def why(error: OSError, place: Path) -> str:
    """Return why a file, or else a place, cannot be written to: which disk is full, or what the system says."""
    sentence = _FULL.get(error.errno or 0)
    return say(sentence, disk=files.disk_of(files.place_of(error, place))) if sentence else error.strerror or ""


def is_full(error: OSError) -> bool:
    """Tell whether it is for lack of room that something cannot be written."""
    return error.errno in _FULL


def has_words(path: str) -> bool:
    """Tell whether the words of this run say what a command is for."""
    return path in said_by(language())["help"]


def worded(command: Some, path: str) -> Some:
    """Return a command as its help speaks in this run; where the words have nothing, that of its code stays.

    The command itself is left as it is, because another run in the same process may speak another language.
    """
    words = said_by(language())["help"]
    told = copy.copy(command)
    told.context_class = _Context
    if path in words:
        told.short_help = words[path]
        told.help = "\n\n".join(words[key] for key in (path, f"{path} more") if key in words)
    told.params = [_worded(parameter, path, words) for parameter in command.params]
    if isinstance(told, click.Group):
        told.commands = {name: worded(one, f"{path} {name}") for name, one in told.commands.items()}
    return told


def _worded(parameter: click.Parameter, path: str, words: Mapping[str, str]) -> click.Parameter:
    """Return a parameter with its help: that of the command's own option, else that of the option of all commands."""
    if not isinstance(parameter, click.Option):
        return parameter
    told = copy.copy(parameter)
    option = parameter.opts[0]
    told.help = words.get(f"{path} {option}", words.get(option, parameter.help))
    told.show_default = words.get(f"{path} {option} default", words.get(f"{option} default", parameter.show_default))
    return told


class _Formatter(click.HelpFormatter):
    """Help whose lines are no wider than click means: it takes a Han character for one column, and breaks at spaces."""

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        width = self.width - self.current_indent
        super().write_text("\n\n".join(_broken(paragraph, width) for paragraph in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of names and what they are for."""
        listed = list(rows)
        first = min(max((len(name) for name, _ in listed), default=0), col_max) + col_spacing
        width = max(self.width - first - 2, 10)
        super().write_dl([(name, _broken(text, width)) for name, text in listed], col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Formatter


def _broken(text: str, width: int) -> str:
    """Return text in lines of a width, marked to be left so; text that has only narrow letters is click's to break."""
    if _columns(text) == len(text):
        return text
    lines = [""]
    for piece in _UNBROKEN.findall(text):
        if lines[-1] and _columns(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return "\b\n" + "\n".join(line.rstrip() for line in lines)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    file = WORDS / language / "click.po"
    if not file.is_file():
        return gettext.NullTranslations()
    import polib  # noqa: PLC0415 - English needs no catalogue, and most runs no word of click

    return gettext.GNUTranslations(io.BytesIO(polib.pofile(str(file)).to_binary()))


def _gettext(message: str) -> str:
    return _catalogue(language()).gettext(message)


def _ngettext(one: str, many: str, count: int) -> str:
    return _catalogue(language()).ngettext(one, many, count)


def teach_click() -> None:
    """Let click say its own words ("Usage:", "No such option") in the language of this run.

    It asks gettext for them, but has no catalogues, and gettext itself knows neither `--lang` nor a catalogue outside a
    folder of compiled ones. So the two names by which click's modules call gettext lead here instead.
    """
    ours = {"_": (gettext.gettext, _gettext), "ngettext": (gettext.ngettext, _ngettext)}
    for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "click"]:
        for name, (theirs, own) in ours.items():
            if vars(module).get(name) is theirs:
                setattr(module, name, own)
