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


def may_replace(site: Path) -> bool:
    """Tell whether a new site may take this place: nothing is there, or an empty folder, or a site of ours."""
    if not site.exists():
        return True
    return site.is_dir() and ((site / "playbook.json").is_file() or not any(site.iterdir()))


@contextlib.contextmanager
def staging(site: Path) -> Iterator[Path]:
    """Return an empty folder beside the site, on the same file system; whatever is left of it is removed at the end."""
    site.parent.mkdir(parents=True, exist_ok=True)
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
    """Let the new folder take the place of the old at once; the old one is then where the new one was."""
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        # No system call swaps two folders here: between these two renames there is no site for a moment.
        old = new.with_name(new.name + "-old")
        site.rename(old)
        new.rename(site)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(new: Path, site: Path) -> bool:
    """Swap two folders in one step by Linux's renameat2; tell whether that worked."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    here, exchange = -100, 2
    return renameat2 is not None and renameat2(here, os.fsencode(new), here, os.fsencode(site), exchange) == 0
