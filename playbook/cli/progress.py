"""How far a command has come."""

import sys

import click

from playbook.cli.speech import say


class Progress:
    """A bar on a terminal, one line in a log; labelled with a sentence that may name the total."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __enter__(self) -> "Progress":
        self.bar: click._termui_impl.ProgressBar[int] | None = None
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.render_finish()

    def step(self, total: int) -> None:
        """Count one of `total`."""
        if not self.bar:
            self.bar = click.progressbar(length=total, label=say(self.sentence, total=total), file=sys.stderr)
        self.bar.update(1)
