"""The command line: each command is the module of its name in this folder, and is imported when it is asked for."""

import atexit
import contextlib
import gc
import importlib
import io
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

from playbook.cli.speech import SPOKEN, has_words, is_full, say, speaking, teach_click, worded

# What the commands share; every other module is a command.
_SHARED = frozenset({"building", "keeping", "options", "outcome", "progress", "speech"})

teach_click()


class Commands(click.Group):
    """The commands by the names of their modules; `import` is no name for a module, so that one is `import_`."""

    def __call__(self, *args: Any, **more: Any) -> Any:
        """Run a command as all that a process does: no garbage is collected, not even when Python ends."""
        gc.disable()
        atexit.register(gc.freeze)
        return click.Group.__call__(self, *args, **more)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, in the order of the alphabet."""
        return _names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command in the language of this run, or nothing where no module has its name."""
        return worded(_command(cmd_name), cmd_name) if cmd_name in self.list_commands(ctx) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of all commands; only those that the words do not know are imported to be asked."""
        names = self.list_commands(ctx)
        listed = {name: worded(click.Command(name) if has_words(name) else _command(name), name) for name in names}
        click.Group(commands=listed).format_commands(ctx, formatter)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """Run a command; help and errors, which click says before an option is read, speak its language, too."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
        asked = _language_asked_by(sys.argv[1:] if args is None else args)
        with _no_garbage_collection(), speaking(asked), _saying():
            return click.Group.main(worded(self, "playbook"), args, *rest, **more)


@contextlib.contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Collect no garbage while a command runs: content has no circles, and to walk it takes a quarter of the time.

    The preview, which goes on for days, turns it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def _saying() -> Iterator[None]:
    """Where a command cannot say what it has to, as the disk that it is to go to is full, say that, and end."""
    try:
        yield
    except OSError as error:
        if not is_full(error) or error.filename:
            raise
        # What is left of it would be written when Python ends, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(say("output-full"), err=True)
        raise SystemExit(1) from None


def _names() -> list[str]:
    """Return the names of all commands, in the order of the alphabet."""
    return sorted(
        module.name.removesuffix("_") for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED
    )


def _command(name: str) -> click.Command:
    module = f"{name}_" if name == "import" else name
    command: click.Command = getattr(importlib.import_module(f"{__name__}.{module}"), module)
    return command


def _language_asked_by(arguments: Sequence[str]) -> str:
    """Return the language that `--lang` names anywhere, or nothing; behind `pdf` it names that of the sheets."""
    asked, command = "", ""
    for argument, following in zip(arguments, (*arguments[1:], ""), strict=True):
        if argument == "--":
            break
        option, _, value = argument.partition("=")
        value = value or following
        if option == "--lang" and value in SPOKEN and (not command or _has_language(command)):
            asked = value
        command = command or (argument if argument in _names() else "")
    return asked


def _has_language(command: str) -> bool:
    return any(parameter.name == "lang" for parameter in _command(command).params)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="playbook", message="%(prog)s %(version)s")
@click.option("--lang", type=click.Choice(SPOKEN), expose_value=False)
def main() -> None:
    """Build a playbook site in several languages from YAML files."""
