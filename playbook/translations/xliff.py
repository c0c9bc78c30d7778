"""Exchange files for translators as XLIFF 1.2: one `file` for each file of the data folder, one unit for each text."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import (
    Element,
    ParseError,
    SubElement,
    TreeBuilder,
    indent,
    tostring,
)

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from playbook.languages import language
from playbook.model.ledger import Key
from playbook.model.playbook import Playbook
from playbook.problems import Mark, Problem
from playbook.translations.units import Exchanged, ExchangeFile, Unit, Unusable, content_of, name_of

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_IN = f"{{{_SPACE}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# The states of a target with which a translator says that it is not done.
_NOT_TRANSLATED = frozenset({"new", "needs-translation", "needs-l10n", "needs-adaptation"})
_NOT_FINAL = _NOT_TRANSLATED | {f"needs-review-{what}" for what in ("translation", "l10n", "adaptation")}
# Where a target came from a machine, and not from a memory of what people translated.
_BY_MACHINE = frozenset({"mt-suggestion", "leveraged-mt"})


def written(units: Sequence[Unit], playbook: Playbook, target: str) -> str:
    """Return the texts as an XLIFF file; what no person stands by needs a review."""
    root = Element("xliff", {"xmlns": _SPACE, "version": "1.2"})
    for (path, source), of_file in groupby(units, key=lambda unit: _origin(unit, playbook)):
        about = {
            "original": path,
            "source-language": source,
            "target-language": language(target).tag,
            "datatype": "plaintext",
            "product-name": name_of(playbook),
        }
        body = SubElement(SubElement(root, "file", about), "body")
        for unit in of_file:
            _add(body, unit, source)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _origin(unit: Unit, playbook: Playbook) -> tuple[str, str]:
    """Return the path of the file that holds a text, and the tag of the language that it was written in."""
    standing = playbook.texts[unit.key.text]
    return standing.places[unit.key.language].path, language(standing.text.source).tag


def _add(body: Element, unit: Unit, source: str) -> None:
    # Some programs go by `approved` alone, others by the state.
    approved = "yes" if unit.target and unit.is_final else "no"
    about = {"id": unit.key.text, "approved": approved, "extradata": unit.hashes, f"{_XML}space": "preserve"}
    element = SubElement(body, "trans-unit", about)
    SubElement(element, "source", {f"{_XML}lang": source}).text = unit.source
    state = ("translated" if unit.is_final else "needs-review-translation") if unit.target else "needs-translation"
    about = {f"{_XML}lang": language(unit.key.language).tag, "state": state}
    SubElement(element, "target", about).text = unit.target


def read(file: Path, playbook: Playbook) -> Exchanged:
    """Read the units of an XLIFF file; raises Unusable."""
    reading = ExchangeFile(file.name, playbook)
    root = _root(file)
    if root.tag != f"{_IN}xliff" or root.get("version") != "1.2":
        reading.refuse("exchange-kind", _mark(root))
    for part in root.findall(f"{_IN}file"):
        reading.check_playbook(part.get("product-name", ""), _mark(part))
        target = reading.language_of(part.get("target-language", ""), _mark(part))
        for element in part.iter(f"{_IN}trans-unit"):
            reading.add(_unit(element, target, reading), element.get("extradata", ""))
    return reading.done()


class _Builder(TreeBuilder):
    """Builds a tree whose elements know their line."""

    parser: Any

    def start(self, tag: Any, attrs: Any) -> Element:
        element = super().start(tag, attrs)
        element.set(_LINE, str(self.parser.CurrentLineNumber))
        return element


_LINE = "{}line"


def _root(file: Path) -> Element:
    builder = _Builder()
    parser = XMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser.parser
    try:
        parser.feed(content_of(file))
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        raise Unusable([Problem("exchange-broken", file.name, Mark(line, column + 1))]) from None
    except DefusedXmlException:
        raise Unusable([Problem("exchange-entities", file.name)]) from None
    except (LookupError, ValueError):
        # An encoding that the parser does not know, or one of several bytes a letter.
        raise Unusable([Problem("exchange-encoding", file.name)]) from None
    return root


def _unit(element: Element, target_language: str, reading: ExchangeFile) -> Unit:
    key, mark = element.get("id", ""), _mark(element)
    source, target = element.find(f"{_IN}source"), element.find(f"{_IN}target")
    if source is None:
        reading.refuse("unit-without-source", mark, key or "file")
    state, qualifier = (target.get("state"), target.get("state-qualifier")) if target is not None else (None, None)
    return Unit(
        key=Key(target_language, key),
        source=_words(source, key, reading),
        target="" if state in _NOT_TRANSLATED else _words(target, key, reading),
        is_final=target is not None and state not in _NOT_FINAL and element.get("approved") != "no",
        is_machine=qualifier in _BY_MACHINE,
        mark=mark,
    )


def _words(element: Element | None, key: str, reading: ExchangeFile) -> str:
    """Return the characters of an element; a mark that a program puts around a segment says nothing of the text."""
    if element is None:
        return ""
    inside = (inner for inner in element.iter() if inner is not element and inner.tag != f"{_IN}mrk")
    for inner in inside:
        reading.refuse("unit-markup", _mark(inner), key, found=str(inner.tag).rpartition("}")[2])
    return "".join(_kept(element))


def _kept(element: Element) -> Iterator[str]:
    """Return the characters of an element without those that somebody has marked as deleted (x-sdl-deleted)."""
    if not element.get("mtype", "").endswith("deleted"):
        yield element.text or ""
        for inner in element:
            yield from _kept(inner)
            yield inner.tail or ""


def _mark(element: Element) -> Mark:
    return Mark(int(element.get(_LINE, "1")))
