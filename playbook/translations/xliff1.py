"""Exchange files for translators as XLIFF 1.2: one `file` for each file of the data folder, one unit for each text."""

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from playbook.languages import language
from playbook.model.ledger import Key
from playbook.model.playbook import Playbook
from playbook.translations.elements import XML, as_text, mark_of, take_notes, units_in, words_of
from playbook.translations.units import BY_MACHINE, ExchangeFile, Unit, name_of, origin_of

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_IN = f"{{{_SPACE}}}"
ROOT = f"{_IN}xliff"
_ANNOTATIONS = frozenset({f"{_IN}mrk"})
# The states of a target with which a translator says that it is not done.
_NOT_TRANSLATED = frozenset({"new", "needs-translation", "needs-l10n", "needs-adaptation"})
_NOT_FINAL = _NOT_TRANSLATED | {f"needs-review-{what}" for what in ("translation", "l10n", "adaptation")}


def written(units: Sequence[Unit], playbook: Playbook, target: str) -> str:
    """Return the texts as an XLIFF file; what no person stands by needs a review."""
    root = Element("xliff", {"xmlns": _SPACE, "version": "1.2"})
    for (path, source), of_file in groupby(units, key=lambda unit: origin_of(unit, playbook)):
        about = {
            "original": path,
            "source-language": language(source).tag,
            "target-language": language(target).tag,
            "datatype": "plaintext",
            "product-name": name_of(playbook),
        }
        body = SubElement(SubElement(root, "file", about), "body")
        for unit in of_file:
            _add(body, unit, language(source).tag)
    return as_text(root)


def _add(body: Element, unit: Unit, source: str) -> None:
    # Some programs go by `approved` alone, others by the state.
    approved = "yes" if unit.target and unit.is_final else "no"
    about = {"id": unit.key.text, "approved": approved, "extradata": unit.hashes, f"{XML}space": "preserve"}
    element = SubElement(body, "trans-unit", about)
    SubElement(element, "source", {f"{XML}lang": source}).text = unit.source
    state = ("translated" if unit.is_final else "needs-review-translation") if unit.target else "needs-translation"
    about = {f"{XML}lang": language(unit.key.language).tag, "state": state}
    SubElement(element, "target", about).text = unit.target


def gather(root: Element, reading: ExchangeFile) -> None:
    """Gather the units of an XLIFF file."""
    for part in root.findall(f"{_IN}file"):
        reading.check_playbook(part.get("product-name", ""), mark_of(part))
        target = reading.language_of(part.get("target-language", ""), mark_of(part))
        for element, to_translate in units_in(part, f"{_IN}trans-unit"):
            unit = _unit(element, target, reading)
            reading.add(unit, element.get("extradata", ""), to_translate=to_translate)


def _unit(element: Element, target_language: str, reading: ExchangeFile) -> Unit:
    key, mark = element.get("id", ""), mark_of(element)
    source, target = element.find(f"{_IN}source"), element.find(f"{_IN}target")
    if source is None:
        reading.refuse("unit-without-source", mark, key or "file")
    take_notes(element.iterfind(f"{_IN}note"), key, reading)
    state, qualifier = (target.get("state"), target.get("state-qualifier")) if target is not None else (None, None)
    return Unit(
        key=Key(target_language, key),
        source=words_of(source, key, reading, _ANNOTATIONS),
        target="" if state in _NOT_TRANSLATED else words_of(target, key, reading, _ANNOTATIONS),
        is_final=target is not None and state not in _NOT_FINAL and element.get("approved") != "no",
        is_machine=qualifier in BY_MACHINE,
        mark=mark,
    )
