"""The only writer of whole files: whoever reads one finds what it was or what it is to be, and never a part.

And what to say where the system lets nothing be written: which file, and on which disk.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
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


# A site has more than a thousand files: a Path for each step with each of them would take longer than the step.


def put(place: str, content: bytes) -> None:
    """Write a file into a folder that nobody reads yet; what stood there and has another name, too, stays as it is."""
    try:
        stream = _in_folder(lambda: open(place, "xb"), place)  # noqa: PTH123, SIM115
    except FileExistsError:
        os.unlink(place)  # noqa: PTH108
        stream = open(place, "xb")  # noqa: PTH123, SIM115
    with stream:
        stream.write(content)


def replace(place: str, content: bytes) -> None:
    """Write what can be made again at any time in the place of another file, which is whole until then."""
    folder, name = os.path.split(place)
    new = f"{folder}/.{name}.{os.getpid()}"
    try:
        with _in_folder(lambda: open(new, "wb"), new) as stream:  # noqa: PTH123
            stream.write(content)
        os.replace(new, place)  # noqa: PTH105
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(new)  # noqa: PTH108
        raise


def take_over(old: str, new: str, digest: str) -> bool:
    """Let a file stand in a new place, too, without its content being written again; tell whether it does.

    It does not where it is not what SHA-256 says, is not like one that is written now, or where the file system cannot
    do that. Nobody may write into the new place: the file would change in the old one as well.
    """
    try:
        state = os.lstat(old)
        if not stat.S_ISREG(state.st_mode) or stat.S_IMODE(state.st_mode) != _mode() or state.st_uid != os.geteuid():
            return False
        _in_folder(partial(os.link, old, new), new)
    except OSError:
        return False
    # What stands there now is what counts: the old place may have got another meanwhile.
    with open(new, "rb", buffering=0) as stream:  # noqa: PTH123
        is_the_same = hashlib.sha256(stream.readall()).hexdigest() == digest
    if not is_the_same:
        os.unlink(new)  # noqa: PTH108
    return is_the_same


def _in_folder(act: Callable[[], T], place: str) -> T:
    """Do something in the folder of a place, which is made where it is not there yet."""
    try:
        return act()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        return act()


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
