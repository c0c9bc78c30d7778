"""`playbook serve`: the site on this machine, anew at once when a file is saved; problems stand over its pages."""

import gc
import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import click

from playbook import checks, report, workbook
from playbook.cli import options
from playbook.cli.options import ROOT
from playbook.cli.speech import say
from playbook.loading import load_words
from playbook.model.playbook import Playbook
from playbook.preview.panel import Panel
from playbook.preview.reading import Reader, faults_of_code
from playbook.preview.server import Server
from playbook.preview.state import PreviewState
from playbook.preview.watching import Watch

_WATCHED = ("docs", "macros", "playbook", "mkdocs.yml")


@click.command()
@options.data
@options.lang
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(data: Path, lang: str, host: str, port: int) -> None:
    """Preview the site on this machine; it is updated whenever a file is saved."""
    data = data.resolve()
    # Only who works in an editor that opens such links gets them.
    links = os.environ.get("TERM_PROGRAM") == "vscode"
    state = PreviewState(Panel(load_words(lang), lang, (data, ROOT), links), _workbook)
    try:
        server = Server(host, port, state)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise click.ClickException(say("cannot-listen", host=host, port=port, found=reason)) from None
    try:
        with server:
            _follow(server, data, lang)
    except KeyboardInterrupt:
        pass


def _follow(server: Server, data: Path, lang: str) -> None:
    """Serve until interrupted; every change is read at once, and changed code by another run of this program."""
    watch = Watch([data, *(ROOT / name for name in _WATCHED)])
    reader = Reader(ROOT / "mkdocs.yml", data, server.state, watch.is_settled)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(say("open", address=server.url))
    click.echo(say("watching", data=reader.data, known=", ".join(_WATCHED), folder=ROOT))
    if reader.read():
        _say(reader.state, lang)
    gc.freeze()  # what has been read stays; to walk through all of it again and again would be in vain
    gc.enable()
    changed: frozenset[Path] = frozenset()
    for more in watch.changes():
        changed |= more
        if _is_code(changed) and watch.is_settled():
            reader.code = faults_of_code(ROOT)
            if not reader.code:
                watch.close()
                _restart()
        if reader.read(changed):
            changed = frozenset()
            _say(reader.state, lang)


def _is_code(changed: Iterable[Path]) -> bool:
    return any(path.suffix == ".py" for path in changed)


def _restart() -> None:
    """Become another run of this program, which has the code as it is now."""
    click.echo(say("code-changed"))
    sys.stdout.flush()
    os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - ourselves


def _say(state: PreviewState, lang: str) -> None:
    faults = checks.errors(state.problems)
    click.echo(report.as_text(faults, load_words(lang)) or say("no-errors"), err=True)


def _workbook(playbook: Playbook, address: str) -> bytes | None:
    """Return a workbook, made when somebody asks for it."""
    found = (workbook.books(playbook, id).get(address) for id in playbook.settings.languages)
    return next((make() for make in found if make), None)
