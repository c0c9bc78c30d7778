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
_PARSER = lxml.etree.HTMLParser()


class _Scanned(NamedTuple):
    """What one page has, and how often, and where it leads, with the lines of each link."""

    anchors: Mapping[str, int]
    links: Mapping[str, Sequence[int]]


class _Page(NamedTuple):
    """What is held of each page of a site: its anchors, those that it has twice, and where it leads."""

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
        found = self.scanned(name)
        anchors = frozenset(map(sys.intern, found.anchors))
        repeated = tuple(anchor for anchor, count in found.anchors.items() if count > 1)
        links = tuple(map(sys.intern, found.links))
        self[name] = page = _Page(self._anchors.setdefault(anchors, anchors), repeated, links)
        return page

    def scanned(self, name: str) -> _Scanned:
        """Return all of what stands on a page."""
        return _known((self.site / name).read_bytes(), self.results)


def broken_links(
    site: Path, own_address: str = "", results: Results = _NOTHING, since: Since | None = None
) -> Iterator[Problem]:
    """Return every link that leads nowhere inside the site, and every place that a page has twice.

    Addresses outside the site are not asked for; those that begin with `own_address` are inside. A page of the same
    content is not read again; of a site that is like an earlier one, which had no fault, only what changed is.
    """
    own_address = own_address and f"{own_address.rstrip('/')}/"
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    names, pages = sorted(name for name in files if name.endswith(".html")), _Pages(site, results)
    # The pages of a folder share most of their links.
    here = functools.partial(_fault, pages=pages, files=files, own_address=own_address)
    fault = functools.cache(here)
    for name in names if since is None else _changed(names, pages, since, results):
        page = pages[name]
        folder = posixpath.join(posixpath.dirname(name), "")
        for anchor in page.repeated:
            yield Problem("repeated-anchor", name, field="id", facts={"found": anchor})
        # A page alone has links to itself, and there are more of these than of all others.
        codes = {link: here(link, name) if link.startswith("#") else fault(link, folder) for link in page.links}
        found = {link: code for link, code in codes.items() if code}
        lines = pages.scanned(name).links if found else {}
        for link, code in found.items():
            yield from (Problem(code, name, Mark(line), "link", {"found": link}) for line in lines[link])


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


def _scan(content: bytes) -> tuple[Mapping[str, int], Mapping[str, Sequence[int]]]:
    root: Any = lxml.etree.fromstring(content, _PARSER)
    anchors = Counter(str(id) for id in root.xpath("//@id"))
    links: dict[str, list[int]] = {}
    named = "//@href[not(parent::link[@rel='canonical'])] | //@src | //meta[@property='og:image']/@content"
    for link in root.xpath(named):
        links.setdefault(str(link), []).append(link.getparent().sourceline or 1)
    return anchors, links


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
