"""The only writer of whole files: whoever reads one finds what it was or what it is to be, and never a part.

And what to say where the system lets nothing be written: which file, and on which disk.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

_USUAL_MODE = 0o644


def write_all(contents: Mapping[Path, bytes], *, is_durable: bool = True) -> None:
    """Put files in the place of others: all of them, or none where the disk is full or may not be written to.

    What can be made again at any time need not be durable: it is not waited for until it is on the disk. Raises OSError
    with the name of the file that could not be written.
    """
    with contextlib.ExitStack() as stack:
        places = [place.resolve() for place in contents]
        new = [
            stack.enter_context(_beside(place, content, is_durable))
            for place, content in zip(places, contents.values(), strict=True)
        ]
        for written, place in zip(new, places, strict=True):
            written.chmod(place.stat().st_mode if place.exists() else _USUAL_MODE)
            written.replace(place)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all; raises FileExistsError where something has its name."""
    with _beside(path, content, is_durable=True) as new, _named(path):
        new.chmod(_USUAL_MODE)
        os.link(new, path)


def take_over(old: Path, new: Path, digest: str) -> bool:
    """Let a file stand in a new place, too, without its content being written again; tell whether it does.

    It does not where it is not what SHA-256 says, is not like one that is written now, or where the file system cannot
    do that. Nobody may write into the new place: the file would change in the old one as well.
    """
    try:
        state = old.lstat()
        if not stat.S_ISREG(state.st_mode) or stat.S_IMODE(state.st_mode) != _mode() or state.st_uid != os.geteuid():
            return False
        new.parent.mkdir(parents=True, exist_ok=True)
        os.link(old, new)
    except OSError:
        return False
    # What stands there now is what counts: the old place may have got another meanwhile.
    if hashlib.sha256(new.read_bytes()).hexdigest() == digest:
        return True
    new.unlink()
    return False


def _mode() -> int:
    """Return the mode of a file that is written now."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Return an empty folder that is gone afterwards; an OSError without a name gets that of the folder around it."""
    place = _place_of_temporary()
    try:
        with tempfile.TemporaryDirectory(dir=place) as folder:
            yield Path(folder)
    except OSError as error:
        error.filename = error.filename or str(place)
        raise


def _place_of_temporary() -> Path:
    """Return where temporary folders are; where none of several can be written to, the first, and not all in a list."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:
        return Path(os.environ.get("TMPDIR", "/tmp"))  # noqa: S108 - it is only named, or fails


def place_of(error: OSError, otherwise: Path) -> Path:
    """Return which file an error is about; of two, as in a copy, the one that was to be written."""
    return Path(error.filename2 or error.filename or otherwise)


def disk_of(path: Path) -> Path:
    """Return where the disk is mounted that a file is on, or would be on."""
    whole = path.resolve()
    return next(place for place in (whole, *whole.parents) if place.is_mount())


def repository_of(data: Path) -> Path:
    """Return the folder that the paths of a forge begin at: that of the repository, else the working directory."""
    data = data.resolve()
    here = Path.cwd()
    outside = here if data.is_relative_to(here) else data
    return next((folder for folder in (data, *data.parents) if (folder / ".git").exists()), outside)


@contextlib.contextmanager
def _beside(place: Path, content: bytes, is_durable: bool) -> Iterator[Path]:
    """Write a file next to the one that it will be; its name begins with a dot, so that nobody reads it."""
    with contextlib.ExitStack() as stack:
        with _named(place):
            handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
            new = Path(name)
            stack.callback(new.unlink, missing_ok=True)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                if is_durable:
                    os.fsync(handle)
        yield new


@contextlib.contextmanager
def _named(place: Path) -> Iterator[None]:
    """Let an error of the system name the file that was to be written, not the one beside it."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(place), None
        raise
