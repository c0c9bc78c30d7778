"""Elements of an XLIFF file of any version: read with their lines and without entities; their words and notes."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from playbook.problems import Mark, Problem
from playbook.translations.units import ExchangeFile, Unusable, content_of

XML = "{http://www.w3.org/XML/1998/namespace}"
# No program nests deeper; what walks through a tree calls itself at each step down.
_DEEPEST = 100


def as_text(root: Element) -> str:
    """Return a tree as an XML file, one element a line."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


class _TooDeep(Exception):
    """Elements stand in each other as in no file of a translator's program."""


class _Builder(TreeBuilder):
    """Builds a tree whose elements know their line."""

    parser: Any
    depth = 0

    def start(self, tag: Any, attrs: Any) -> Element:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _TooDeep
        element = super().start(tag, attrs)
        element.set(_LINE, str(self.parser.CurrentLineNumber))
        return element

    def end(self, tag: Any) -> Element:
        self.depth -= 1
        return super().end(tag)


_LINE = "{}line"


def root_of(file: Path) -> Element:
    """Read the tree of an XML file; raises Unusable."""
    builder = _Builder()
    parser = XMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser.parser
    try:
        parser.feed(content_of(file))
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        raise Unusable([Problem("exchange-broken", file.name, Mark(line, column + 1))]) from None
    except _TooDeep:
        raise Unusable([Problem("exchange-broken", file.name, Mark(builder.parser.CurrentLineNumber))]) from None
    except DefusedXmlException:
        raise Unusable([Problem("exchange-entities", file.name)]) from None
    except (LookupError, ValueError):
        # An encoding that the parser does not know, or one of several bytes a letter.
        raise Unusable([Problem("exchange-encoding", file.name)]) from None
    return root


def mark_of(element: Element) -> Mark:
    """Return the place of an element in its file."""
    return Mark(int(element.get(_LINE, "1")))


def units_in(parent: Element, tag: str, translate: str = "yes") -> Iterator[tuple[Element, bool]]:
    """Return the units below an element, and whether each is to be translated, which what is around it may tell."""
    own = parent.get("translate", translate)
    if parent.tag == tag:
        yield parent, own != "no"
    else:
        for element in parent:
            yield from units_in(element, tag, own)


def words_of(element: Element | None, key: str, reading: ExchangeFile, annotations: frozenset[str]) -> str:
    """Return the characters of an element, or nothing where there is none.

    `annotations` are the tags that say nothing of the text, such as around a segment; any other refuses the file.
    """
    if element is None:
        return ""
    inside = (inner for inner in element.iter() if inner is not element and inner.tag not in annotations)
    for inner in inside:
        reading.refuse("unit-markup", mark_of(inner), key, found=str(inner.tag).rpartition("}")[2])
    return "".join(_kept(element))


def _kept(element: Element) -> Iterator[str]:
    """Return the characters of an element without those that somebody has marked as deleted, such as x-sdl-deleted."""
    if not (element.get("mtype") or element.get("type") or "").endswith("deleted"):
        yield element.text or ""
        for inner in element:
            yield from _kept(inner)
            yield inner.tail or ""


def take_notes(notes: Iterable[Element], key: str, reading: ExchangeFile) -> None:
    """Pass on the notes of a text, or of a file."""
    for note in notes:
        reading.note("".join(note.itertext()), mark_of(note), key)
