"""A finished site: it is made beside the old one, and takes its place at once."""

import contextlib
import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playbook import files


def may_replace(site: Path) -> bool:
    """Tell whether a new site may take this place: nothing is there, or an empty folder, or a site of ours."""
    if not site.exists():
        return True
    return site.is_dir() and ((site / "playbook.json").is_file() or not any(site.iterdir()))


@contextlib.contextmanager
def staging(site: Path) -> Iterator[Path]:
    """Return an empty folder beside the site, on the same file system; whatever is left of it is removed at the end.

    An OSError names what could not be written by where it would be in the site: the folder beside it is gone.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    _restore(site)
    for left_over in site.parent.glob(f".{site.name}-being-built-*"):
        with _locked(left_over) as is_free:
            if is_free:
                shutil.rmtree(left_over, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{site.name}-being-built-", dir=site.parent))
    try:
        # mkdtemp makes a folder for one user only; a web server has to read it.
        folder.chmod(0o755)
        with _locked(folder):
            yield folder
    except OSError as error:
        place = files.place_of(error, folder)
        if place.is_relative_to(folder):
            error.filename, error.filename2 = str(site / place.relative_to(folder)), None
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold a folder while it is filled, and tell whether nobody else did: two builds may run at once."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(held)


def put_in_place(new: Path, site: Path) -> None:
    """Let the new folder take the place of the old at once; the old one is then where the new one was.

    What the new one has is on the disk before: a machine that loses its power then has either site, and no empty files.
    """
    _sync(new)
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        # No system call swaps two folders here: between these two renames there is no site for a moment. Whoever is
        # killed in it leaves the old one under a name that the next build restores it from.
        site.rename(_kept(site))
        new.rename(site)
        shutil.rmtree(_kept(site), ignore_errors=True)


def _kept(site: Path) -> Path:
    """Return where the old site is while there is no other; it is ours to restore or to remove."""
    return site.with_name(f".{site.name}-to-restore")


def _restore(site: Path) -> None:
    """Put back the site that a build has left behind in the middle of a swap; remove it where the swap was made."""
    kept = _kept(site)
    if not kept.is_dir():
        return
    if site.exists():
        shutil.rmtree(kept, ignore_errors=True)
    else:
        kept.rename(site)


def _sync(folder: Path) -> None:
    """Wait until a folder is on the disk, with all else of its file system where the system can do no less."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        syncfs(held)
    finally:
        os.close(held)


def _exchange(new: Path, site: Path) -> bool:
    """Swap two folders in one step by Linux's renameat2; tell whether that worked."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    here, exchange = -100, 2
    return renameat2 is not None and renameat2(here, os.fsencode(new), here, os.fsencode(site), exchange) == 0
