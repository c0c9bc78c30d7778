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
_PARSER = lxml.etree.HTMLParser()


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
    return lxml.etree.fromstring(f"<html><body>{html}</body></html>", _PARSER)[0]


def fragments(root: Any) -> Iterator[Fragment]:
    """Return the fragments of a parsed page in their order."""
    langs: dict[Any, str] = {}
    states: dict[Any, str] = {}
    for element in root.iterfind(".//*[@data-text]"):
        lang, state = _inherited(element, "lang", langs), _inherited(element, "data-state", states)
        yield Fragment(element.get("data-text"), _inside(element), lang, state)


def _inside(element: Any) -> str:
    """Return the HTML inside an element, without places that a page must not have twice and what refers to them.

    What readers are told of a text is told in the language of their page, not of this one.
    """
    if not len(element):
        return str(escape(element.text or ""))
    for told in element.iterfind(".//details[@class='pb-standing']"):
        _drop(told)
    for inner in element.iterfind(".//*[@id]"):
        del inner.attrib["id"]
    for inner in element.iterfind(".//*[@aria-labelledby]"):
        del inner.attrib["aria-labelledby"]
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


def _inherited(element: Any, attribute: str, known: dict[Any, str]) -> str:
    """Return the value of an attribute that holds for an element; `known` has what holds for parents of others."""
    if value := element.get(attribute):
        return str(value)
    parent = element.getparent()
    if parent is None:
        return ""
    if parent not in known:
        known[parent] = _inherited(parent, attribute, known)
    return known[parent]


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
