"""The links of a finished site: each has to lead somewhere."""

import contextlib
import functools
import hashlib
import json
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html

from playbook.cache import Cache
from playbook.problems import Mark, Problem

_NOTHING = Cache(None)


@dataclass
class _Scanned:
    """What one page has and where it leads, with the line of each link."""

    anchors: Counter[str] = field(default_factory=Counter)
    links: list[tuple[str, int]] = field(default_factory=list)


def broken_links(site: Path, own_address: str = "", cache: Cache = _NOTHING, made_by: str = "") -> Iterator[Problem]:
    """Return every link that leads nowhere inside the site, and every place that a page has twice.

    Addresses outside the site are not asked for; those that begin with `own_address` are inside. What stands on a page
    of the same content is in the cache, if code of the digest `made_by` has read it there before.
    """
    own_address = own_address and f"{own_address.rstrip('/')}/"
    found = sorted(site.rglob("*.html"))
    pages = {path.relative_to(site).as_posix(): _known(path.read_bytes(), cache, made_by) for path in found}
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


def _known(content: bytes, cache: Cache, made_by: str) -> _Scanned:
    """Return what stands on a page, without parsing it where it has been parsed before."""
    key = hashlib.sha256(f"links\n{made_by}\n".encode() + content).hexdigest()
    kept = cache.get(key)
    with contextlib.suppress(ValueError, TypeError):  # of another version of this program
        anchors, links = json.loads(kept or b"")
        return _Scanned(Counter(anchors), [(link, line) for link, line in links])
    scanned = _scan(content)
    cache.put(key, json.dumps([scanned.anchors, scanned.links]).encode())
    return scanned


def _scan(content: bytes) -> _Scanned:
    root: Any = lxml.html.document_fromstring(content)
    anchors = Counter(str(id) for id in root.xpath("//@id"))
    links = root.xpath("//@href[not(parent::link[@rel='canonical'])] | //@src | //meta[@property='og:image']/@content")
    return _Scanned(anchors, [(str(link), link.getparent().sourceline or 1) for link in links])


def _fault(link: str, base: str, *, pages: Mapping[str, _Scanned], files: set[str], own_address: str) -> str:
    """Return the code of what is wrong with a link on a page or in a folder, or nothing."""
    if own_address and link.startswith(own_address):
        link = "/" + link.removeprefix(own_address)
    try:
        parts = urlsplit(link)
    except ValueError:  # a bracket that is left open, for one
        return "broken-address"
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
