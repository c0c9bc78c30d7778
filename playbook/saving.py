"""What commands that write the content share: a look at what comes out, writing all or nothing, and refusing."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import click

from playbook import checks, loading, report, rewriting
from playbook.loading import Loaded, load_words
from playbook.problems import Problem


def without_errors(data: Path, lang: str) -> Loaded:
    """Load content, or name its errors and exit: what is wrong already has to be mended first."""
    loaded = loading.load(data)
    faults = checks.errors(checks.check(loaded))
    if faults or loaded.playbook is None:
        refuse(faults, lang)
    return loaded


def tried(data: Path, contents: Mapping[str, bytes], lang: str, gone: str = "") -> Loaded:
    """Load what the content would be with other files, of which one may be gone; nothing of it is written."""
    with _saving(lang), tempfile.TemporaryDirectory() as folder:
        trial = Path(shutil.copytree(data, Path(folder) / "data", symlinks=True))
        _write(trial, contents, gone)
        return loading.load(trial)


def save(data: Path, contents: Mapping[str, bytes], lang: str, gone: str = "") -> None:
    """Write all files, or none and say which one could not be written; one that is to go does so last."""
    with _saving(lang):
        _write(data, contents, gone)


@contextlib.contextmanager
def _saving(lang: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        refuse([Problem("cannot-save", str(error.filename), facts={"found": error.strerror or ""})], lang)


def _write(data: Path, contents: Mapping[str, bytes], gone: str) -> None:
    for path in contents:
        (data / path).parent.mkdir(exist_ok=True)
    rewriting.write_all({data / path: content for path, content in contents.items()})
    if gone:
        (data / gone).unlink()


def refuse(problems: Sequence[Problem], lang: str, *, usage: bool = False) -> NoReturn:
    """Name problems and exit: 2 where the command was used in the wrong way, else 1."""
    click.echo(report.as_text(problems, load_words(lang)))
    raise SystemExit(2 if usage else 1)
