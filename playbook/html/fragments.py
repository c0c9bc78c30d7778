"""The fragments of a page: each text on it with its key, so that another language can stand beside it.

In the HTML of a macro every fragment names its text (`data-text="leadership:title"`). A page is sent with the bare
mark only; the names go, in the order of the page, into a file that is asked for when a reader wants two languages.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import lxml.etree
from markupsafe import escape

_NAME = re.compile(r' data-text="[^"]*"')
# Elements as libxml2 has them: those of `lxml.html` are given a class by Python, each at every step to it.
_PARSER = lxml.etree.HTMLParser(encoding="utf-8", collect_ids=False)
_NAMED = lxml.etree.XPath("descendant::*[@data-text]")
# What a page must not have twice, or is told in its own language; words that look so only cost a second look.
_NOT_TWICE = re.compile(r' id="| aria-labelledby="| class="pb-standing"')


class Fragment(NamedTuple):
    """One text on a page: `key` is the same in all languages, `lang` the tag of the language that it is really in.

    `state` is empty where a reader has nothing to be told.
    """

    key: str
    html: str
    lang: str
    state: str


def without_names(html: str) -> str:
    """Leave of the name of each fragment the bare mark: content cannot hold one, as its quotation marks are escaped."""
    return _NAME.sub(" data-text", html)


def parsed(html: str) -> Any:
    """Return the element that holds the HTML of a page."""
    return lxml.etree.fromstring(f"<html><body>{html}</body></html>".encode(), _PARSER)[0]


def fragments(root: Any) -> Iterator[Fragment]:
    """Return the fragments of a parsed page in their order."""
    # Each element stands behind those around it.
    known: dict[Any, tuple[str, str]] = {root: (root.get("lang", ""), root.get("data-state", ""))}
    for element in _NAMED(root):
        yield Fragment(element.get("data-text"), _inside(element), *_standing(element, known))


def _inside(element: Any) -> str:
    """Return the HTML inside an element, without places that a page must not have twice and what refers to them.

    What readers are told of a text is told in the language of their page, not of this one.
    """
    if not len(element):  # most texts
        return str(escape(element.text or ""))
    html = _written(element)
    if not _NOT_TWICE.search(html):
        return html
    for told in element.iterfind(".//details[@class='pb-standing']"):
        _drop(told)
    for inner in element.iterfind(".//*[@id]"):
        del inner.attrib["id"]
    for inner in element.iterfind(".//*[@aria-labelledby]"):
        del inner.attrib["aria-labelledby"]
    return _written(element)


def _written(element: Any) -> str:
    return str(escape(element.text or "")) + "".join(
        [lxml.etree.tostring(inner, method="html", encoding="unicode") for inner in element]
    )


def _drop(element: Any) -> None:
    """Take an element out of a page, and leave the words behind it."""
    parent, before, behind = element.getparent(), element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + behind
    else:
        before.tail = (before.tail or "") + behind
    parent.remove(element)


def _standing(element: Any, known: dict[Any, tuple[str, str]]) -> tuple[str, str]:
    """Return the language and the state that hold for an element; `known` has those of parents of others."""
    lang, state = element.get("lang"), element.get("data-state")
    if lang and state:
        return lang, state
    parent = element.getparent()
    around = known.get(parent) or known.setdefault(parent, _standing(parent, known))
    return lang or around[0], state or around[1]


def as_script(language: str, tag: str, found: Iterable[Fragment]) -> str:
    """Return the file that a page loads to show these fragments; a script, as a page on a disk loads nothing else."""
    rows = [
        [one.key, one.html] if (one.lang, one.state) == (tag, "") else [one.key, one.html, one.lang, one.state]
        for one in found
    ]
    return f'companion.items["{language}"]={json.dumps(rows, ensure_ascii=False, separators=(",", ":"))};\n'


def keys_in(script: str) -> frozenset[str]:
    """Return the keys of the fragments that such a file shows words of."""
    _, _, rows = script.partition("=")
    return frozenset(key for key, html, *_ in json.loads(rows.rstrip().removesuffix(";")) if html)


def items_path(language: str, address: str) -> str:
    """Return the path of that file inside the site, by the language and the address of its page."""
    return f"{language}/{address.removesuffix('.html')}.items.js"
