"""The command line: each command is the module of its name in this folder, and is imported when it is asked for."""

import importlib
import io
import pkgutil
import sys

import click

# What the commands share; every other module is a command.
_SHARED = frozenset({"options", "outcome", "progress"})


class Commands(click.Group):
    """The commands by the names of their modules; `import` is no name for a module, so that one is `import_`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, in the order of the alphabet."""
        return sorted(
            module.name.removesuffix("_") for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or nothing where no module has its name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        command: click.Command = getattr(importlib.import_module(f"{__name__}.{name}"), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="playbook")
def main() -> None:
    """Build a playbook site in several languages from plain YAML."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
