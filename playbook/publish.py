"""A finished site: every link and place in it is checked, and it takes the place of the old one at once."""

import contextlib
import ctypes
import fcntl
import functools
import os
import posixpath
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html

from playbook.problems import Mark, Problem


@dataclass
class _Scanned:
    """What one page has and where it leads, with the line of each link."""

    anchors: Counter[str] = field(default_factory=Counter)
    links: list[tuple[str, int]] = field(default_factory=list)


def broken_links(site: Path, own_address: str = "") -> Iterator[Problem]:
    """Give every link that leads nowhere inside the site, and every place that a page has twice.

    Addresses outside the site are not asked for; those that begin with `own_address` are inside.
    """
    pages = {path.relative_to(site).as_posix(): _scan(path) for path in sorted(site.rglob("*.html"))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    # The pages of a folder share most of their links.
    fault = functools.cache(functools.partial(_fault, pages=pages, files=files, own_address=own_address))
    for name, page in pages.items():
        folder = posixpath.join(posixpath.dirname(name), "")
        for anchor, count in page.anchors.items():
            if count > 1:
                yield Problem("repeated-anchor", name, field="id", facts={"found": anchor})
        for link, line in page.links:
            if code := fault(link, name if link.startswith("#") else folder):
                yield Problem(code, name, Mark(line), "link", {"found": link})


def _scan(path: Path) -> _Scanned:
    root: Any = lxml.html.document_fromstring(path.read_bytes())
    anchors = Counter(str(id) for id in root.xpath("//@id"))
    links = root.xpath("//@href[not(parent::link[@rel='canonical'])] | //@src")
    return _Scanned(anchors, [(str(link), link.getparent().sourceline or 1) for link in links])


def _fault(link: str, base: str, *, pages: Mapping[str, _Scanned], files: set[str], own_address: str) -> str:
    """Give the code of what is wrong with a link on a page or in a folder, or nothing."""
    if own_address and link.startswith(own_address):
        link = "/" + link.removeprefix(own_address)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    prefix = urlsplit(own_address).path if own_address else "/"
    path = unquote(parts.path)
    if path.startswith("/"):
        target = path.removeprefix("/").removeprefix(prefix.strip("/")).lstrip("/") or "index.html"
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
    if target not in files:
        return "broken-link"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return "missing-anchor"
    return ""


def may_replace(site: Path) -> bool:
    """Tell whether a new site may take this place: nothing is there, or an empty folder, or a site of ours."""
    if not site.exists():
        return True
    return site.is_dir() and ((site / "playbook.json").is_file() or not any(site.iterdir()))


@contextlib.contextmanager
def staging(site: Path) -> Iterator[Path]:
    """Give an empty folder beside the site, on the same file system; whatever is left of it is removed at the end."""
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


def write_new(path: Path, content: str) -> None:
    """Write a file that is not there yet, whole or not at all; raises FileExistsError where something has its name."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".", encoding="utf-8", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            os.link(file.name, path)
        finally:
            Path(file.name).unlink()


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
