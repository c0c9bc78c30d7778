"""Exchange files for translators as XLIFF 2.1: one `file` for each file of the data folder, one unit for each text.

What the playbook must know again stands in the metadata module, which programs keep that know nothing of it.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, register_namespace

from playbook.languages import language
from playbook.model.ledger import Key
from playbook.model.playbook import Playbook
from playbook.translations.elements import XML, as_text, mark_of, take_notes, units_in, words_of
from playbook.translations.units import BY_MACHINE, ExchangeFile, SeveralSources, Unit, name_of, origin_of

_SPACE = "urn:oasis:names:tc:xliff:document:2.0"
_IN = f"{{{_SPACE}}}"
ROOT = f"{_IN}xliff"
_META = "{urn:oasis:names:tc:xliff:metadata:2.0}"
_MATCHES = "{urn:oasis:names:tc:xliff:matches:2.0}"
_CONFIDENCE = "{http://www.w3.org/2005/11/its}mtConfidence"
_SEGMENT, _IGNORABLE = f"{_IN}segment", f"{_IN}ignorable"
_ANNOTATIONS = frozenset({f"{_IN}mrk", f"{_IN}sm", f"{_IN}em"})
# The types of a suggestion that a program made up: translated, or put together from pieces.
_MADE_UP = frozenset({"mt", "am"})
_OWN = "playbook"

register_namespace("mda", _META[1:-1])


def written(units: Sequence[Unit], playbook: Playbook, target: str) -> str:
    """Return the texts as an XLIFF file; what no person stands by is initial.

    Raises SeveralSources where they were not all written in one language: a file names one for all.
    """
    sources = {origin_of(unit, playbook).source: None for unit in units}
    if len(sources) > 1:
        raise SeveralSources(sources)
    source = next(iter(sources), playbook.settings.title.source)
    root = Element(
        "xliff",
        {"xmlns": _SPACE, "version": "2.1", "srcLang": language(source).tag, "trgLang": language(target).tag},
    )
    about = {"title": name_of(playbook), "texts": str(len(units))}
    for at, (origin, of_file) in enumerate(groupby(units, key=lambda unit: origin_of(unit, playbook)), 1):
        # Texts are short, and a text is taken back as one: nothing is gained by sentences that come back apart.
        shape = {"id": f"f{at}", "original": origin.path, "canResegment": "no", f"{XML}space": "preserve"}
        file = SubElement(root, "file", shape)
        _add_metadata(file, about)
        for unit in of_file:
            _add(file, unit)
    return as_text(root)


def _add_metadata(element: Element, facts: Mapping[str, str]) -> None:
    group = SubElement(SubElement(element, f"{_META}metadata"), f"{_META}metaGroup", {"category": _OWN})
    for name, fact in facts.items():
        SubElement(group, f"{_META}meta", {"type": name}).text = fact


def _metadata(element: Element) -> Mapping[str, str]:
    groups = element.iterfind(f"{_META}metadata/{_META}metaGroup")
    own = (group for group in groups if group.get("category") == _OWN)
    return {meta.get("type", ""): meta.text or "" for group in own for meta in group.iterfind(f"{_META}meta")}


def _add(file: Element, unit: Unit) -> None:
    element = SubElement(file, "unit", {"id": unit.key.text})
    _add_metadata(element, {"hashes": unit.hashes})
    is_translated = unit.target and unit.is_final
    segment = SubElement(element, "segment", {"state": "translated" if is_translated else "initial"})
    SubElement(segment, "source").text = unit.source
    if unit.target:
        SubElement(segment, "target").text = unit.target


def gather(root: Element, reading: ExchangeFile) -> None:
    """Gather the units of an XLIFF file."""
    target = reading.language_of(root.get("trgLang", ""), mark_of(root))
    count = ""
    for file in root.findall(f"{_IN}file"):
        about = _metadata(file)
        count = about.get("texts", count)
        reading.check_playbook(about.get("title", ""), mark_of(file))
        take_notes(file.iterfind(f"{_IN}notes/{_IN}note"), "file", reading)
        for element, to_translate in units_in(file, f"{_IN}unit"):
            unit = _unit(element, target, reading)
            reading.add(unit, _metadata(element).get("hashes", ""), to_translate=to_translate)
    reading.check_count(count, len(reading.units))


class _Piece(NamedTuple):
    """A segment, or what stands between two; `order` is its place in the translation, counted from 1."""

    order: int
    is_segment: bool
    source: str
    target: str
    is_initial: bool = False
    is_machine: bool = False


def _unit(element: Element, target_language: str, reading: ExchangeFile) -> Unit:
    key, mark = element.get("id", ""), mark_of(element)
    take_notes(element.iterfind(f"{_IN}notes/{_IN}note"), key, reading)
    made_up = {
        words_of(match.find(f"{_IN}target"), key, reading, _ANNOTATIONS)
        for match in element.iterfind(f"{_MATCHES}matches/{_MATCHES}match")
        if match.get("type") in _MADE_UP
    }
    parts = [part for part in element if part.tag in (_SEGMENT, _IGNORABLE)]
    pieces = [_piece(part, at, reading, key) for at, part in enumerate(parts, 1)]
    segments = [piece for piece in pieces if piece.is_segment]
    if not segments:
        reading.refuse("unit-without-source", mark, key or "file")
    is_whole = all(piece.target for piece in segments)
    if not is_whole and any(piece.target for piece in segments):
        reading.remark("unit-half", mark, key)
    target = _joined(pieces, target_language) if is_whole else ""
    is_guess = any(piece.is_initial for piece in segments)
    return Unit(
        key=Key(target_language, key),
        source="".join(piece.source for piece in pieces),
        target=target,
        is_final=is_whole and not is_guess,
        is_machine=target in made_up or any(piece.is_machine or piece.target in made_up for piece in segments),
        is_guess=is_guess,
        mark=mark,
    )


def _piece(part: Element, at: int, reading: ExchangeFile, key: str) -> _Piece:
    source, target = part.find(f"{_IN}source"), part.find(f"{_IN}target")
    if source is None:
        reading.refuse("unit-without-source", mark_of(part), key or "file")
    order = target.get("order", "") if target is not None else ""
    piece = _Piece(
        order=int(order) if re.fullmatch("[1-9][0-9]{0,5}", order) else at,
        is_segment=part.tag == _SEGMENT,
        source=words_of(source, key, reading, _ANNOTATIONS),
        target=words_of(target, key, reading, _ANNOTATIONS),
        is_initial=part.get("state", "initial") == "initial",
        is_machine=_is_by_machine(part),
    )
    # A program that has copied the source has not translated it.
    return piece._replace(target="") if piece.is_initial and piece.target == piece.source else piece


def _is_by_machine(segment: Element) -> bool:
    """Tell whether a segment says so: by its state as other programs refine it, or by how sure the machine was."""
    refined = segment.get("subState", "").rpartition(":")[2]
    return refined in BY_MACHINE or any(_CONFIDENCE in element.attrib for element in segment.iter())


def _joined(pieces: Sequence[_Piece], target_language: str) -> str:
    """Return the translation of pieces; a space between two sentences is there where their language has one."""
    joiner = language(target_language).joiner if target_language else ""
    return "".join(_words(piece, joiner) for piece in sorted(pieces, key=lambda piece: piece.order))


def _words(piece: _Piece, joiner: str) -> str:
    if piece.is_segment or piece.target:
        return piece.target
    return piece.source if "\n" in piece.source or piece.source.strip() else joiner
