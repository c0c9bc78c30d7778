"""The links of a finished site: each has to lead somewhere."""

import functools
import posixpath
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import lxml.etree

from playbook.cache import Results
from playbook.problems import Mark, Problem
from playbook.publish.earlier import Since

_NOTHING = Results()
# Told the encoding, it does not begin again where a page tells it.
_PARSER = lxml.etree.HTMLParser(encoding="utf-8", collect_ids=False)
_LINKS = "//@href[not(parent::link[@rel='canonical'])] | //@src | //meta[@property='og:image']/@content"
# Plain strings: those of lxml's own kind, which know their elements, take longer to make than a page to parse.
_IDS = lxml.etree.XPath("//@id", smart_strings=False)
_ADDRESSES = lxml.etree.XPath(_LINKS, smart_strings=False)


class _Scanned(NamedTuple):
    """What one page has, and how often, and where it leads."""

    anchors: Mapping[str, int]
    links: Sequence[str]


class _Page(NamedTuple):
    """What is held of each page of a site: its anchors, those that it has twice, and where it leads but to these."""

    anchors: frozenset[str]
    repeated: tuple[str, ...]
    links: tuple[str, ...]


class _Pages(dict[str, _Page]):
    """What stands on each page of a site, found out when it is asked for.

    Most links are those of other pages, and the anchors of a page are the same in all languages: each is held once.
    """

    def __init__(self, site: Path, results: Results) -> None:
        super().__init__()
        self.site, self.results = site, results
        self._anchors: dict[frozenset[str], frozenset[str]] = {}

    def __missing__(self, name: str) -> _Page:
        found = _known((self.site / name).read_bytes(), self.results)
        anchors = frozenset(map(sys.intern, found.anchors))
        repeated = tuple(anchor for anchor, count in found.anchors.items() if count > 1)
        # A page has more links to places of its own than all others; those that are there need no second look.
        links = tuple(sys.intern(link) for link in found.links if link[:1] != "#" or link[1:] not in anchors)
        self[name] = page = _Page(self._anchors.setdefault(anchors, anchors), repeated, links)
        return page


def broken_links(
    site: Path, own_address: str = "", results: Results = _NOTHING, since: Since | None = None
) -> Iterator[Problem]:
    """Return every link that leads nowhere inside the site, and every place that a page has twice.

    Addresses outside the site are not asked for; those that begin with `own_address` are inside. A page of the same
    content is not read again; of a site that is like an earlier one, which had no fault, only what changed is.
    """
    own_address = own_address and f"{own_address.rstrip('/')}/"
    files = {*since.now} if since else {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    names, pages = sorted(name for name in files if name.endswith(".html")), _Pages(site, results)
    # The pages of a folder share most of their links.
    here = functools.partial(_fault, pages=pages, files=files, own_address=own_address)
    fault = functools.cache(here)
    for name in names if since is None else _changed(names, pages, since, results):
        page = pages[name]
        folder = posixpath.join(posixpath.dirname(name), "")
        for anchor in page.repeated:
            yield Problem("repeated-anchor", name, field="id", facts={"found": anchor})
        for link in page.links:
            # A page alone has links to itself, and there are more of these than of all others.
            if code := here(link, name) if link.startswith("#") else fault(link, folder):
                lines = _lines((site / name).read_bytes(), link)
                yield from (Problem(code, name, Mark(line), "link", {"found": link}) for line in lines)


def _changed(names: Sequence[str], pages: _Pages, since: Since, results: Results) -> Sequence[str]:
    """Return the pages that are not as they were; all of them where a place went that others may lead to."""
    changed = [name for name in names if name in since.changed]
    for name in changed:
        old = since.old(name)
        if old is None or _known(old, results).anchors.keys() - pages[name].anchors:
            return names
    return changed


def _known(content: bytes, results: Results) -> _Scanned:
    """Return what stands on a page, without parsing it where it has been parsed before."""
    anchors, links = results.recall("links", content, lambda: _scan(content))
    return _Scanned(anchors, links)


def _scan(content: bytes) -> tuple[Mapping[str, int], Sequence[str]]:
    root: Any = lxml.etree.fromstring(content, _PARSER)
    return Counter(_IDS(root)), list(dict.fromkeys(_ADDRESSES(root)))


def _lines(content: bytes, link: str) -> Sequence[int]:
    """Return the lines of a page that a link stands on."""
    root: Any = lxml.etree.fromstring(content, _PARSER)
    return [found.getparent().sourceline or 1 for found in root.xpath(_LINKS) if found == link]


def _fault(link: str, base: str, *, pages: _Pages, files: set[str], own_address: str) -> str:
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
    if anchor and target.endswith(".html") and anchor not in pages[target].anchors:
        return "missing-anchor"
    return ""
