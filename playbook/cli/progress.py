"""How far a command has come."""

import sys

import click


class Progress:
    """A bar on a terminal, one line in a log; the label may name the total."""

    def __init__(self, label: str) -> None:
        self.label = label

    def __enter__(self) -> "Progress":
        self.bar: click._termui_impl.ProgressBar[int] | None = None
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.render_finish()

    def step(self, total: int) -> None:
        """Count one of `total`."""
        if not self.bar:
            self.bar = click.progressbar(length=total, label=self.label.format(total=total), file=sys.stderr)
        self.bar.update(1)
