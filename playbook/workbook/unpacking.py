"""Opens a workbook that may come from anywhere: what it would fill is counted while it is unpacked, nothing is run."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from playbook.model.workbook_table import MOST_BYTES, MOST_PARTS, MOST_TAGS
from playbook.problems import Problem

_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_PIECE = 1_000_000
# The part that is the book may have any name; its content type says which one it is (ECMA-376-1, 12.3.23).
_TYPES = "[Content_Types].xml"
_BOOK = b"spreadsheetml.sheet.main+xml"
_STYLES = "xl/styles.xml"
_PROPERTIES = "docProps/"
_STRINGS = "spreadsheetml.sharedStrings+xml"
# What programs pack with: a part that is packed otherwise is in no workbook, and no browser unpacks it.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Strict Open XML (ISO/IEC 29500-1) has names of its own for the same things as the usual, transitional one (-4).
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|spreadsheetml|drawingml)/(\w+)")


class Unreadable(Exception):
    """A workbook that is not read at all; nothing was taken from it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def unpacked(path: Path) -> dict[str, bytes]:
    """Return the parts of a workbook by name, with the names of the usual Open XML in place of the strict one's.

    Raises Unreadable for what is no workbook, has macros, or would fill the memory.
    """

    def refuse(code: str, **facts: str) -> Unreadable:
        return Unreadable(Problem(code, path.name, facts=facts))

    try:
        with path.open("rb") as file:
            start = file.read(4)
        if path.stat().st_size > MOST_BYTES:
            raise _TooLarge
        with zipfile.ZipFile(path) as archive:
            parts = _parts(archive)
    except OSError as error:
        raise refuse("file-unreadable", found=error.strerror or "") from None
    except _TooLarge:
        raise refuse("workbook-too-large", megabytes=str(MOST_BYTES // 1_000_000)) from None
    except zipfile.BadZipFile as error:
        raise refuse("workbook-old") if start == _OLD_FORMAT else refuse("workbook-broken", found=str(error)) from None
    except Exception as error:
        # A method of packing that this Python lacks, a stream that is spoilt: it cannot be read.
        raise refuse("workbook-broken", found=str(error)[:80]) from None
    if path.suffix.lower() == ".xlsm" or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise refuse("workbook-macros")
    if _BOOK not in parts.get(_TYPES, b""):
        raise refuse("workbook-broken", found="xl/workbook.xml")
    if any(part.count(b"<") > MOST_TAGS for name, part in parts.items() if _is_xml(name)):
        raise refuse("workbook-too-many-cells")
    if declared := next((name for name, part in parts.items() if _is_xml(name) and _is_declared(part)), None):
        raise refuse("workbook-broken", found=f"DOCTYPE: {declared}")
    return {name: _STRICT.sub(_usual, part) for name, part in parts.items()}


def packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    """Return parts as a file for the library, which refuses books for a colour, a font or a property that it dislikes.

    So of the styles only the formats of numbers are left, and of the properties nothing.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            if not name.startswith(_PROPERTIES):
                archive.writestr(name, _formats(part) if name == _STYLES else part)
    return file


def _formats(part: bytes) -> bytes:
    styles = ElementTree.fromstring(part)
    for group in list(styles):
        kind = group.tag.rpartition("}")[2]
        if kind not in ("numFmts", "cellXfs"):
            styles.remove(group)
        for style in group if kind == "cellXfs" else ():
            number = style.get("numFmtId", "0")
            style.clear()
            style.set("numFmtId", number)
    return bytes(tostring(styles))


def strings_part(parts: Mapping[str, bytes]) -> Iterator[Element]:
    """Return the strings that cells share, each as an element; none where a workbook has no such part."""
    types = ElementTree.fromstring(parts[_TYPES])
    name = next((one.get("PartName") for one in types if _STRINGS in one.get("ContentType", "")), None)
    yield from ElementTree.fromstring(parts[name.lstrip("/")]).iterfind("{*}si") if name else ()


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _is_declared(part: bytes) -> bool:
    """Tell whether a part declares a type of document, as no program does that writes workbooks: entities come so."""
    try:
        next(ElementTree.iterparse(io.BytesIO(part), events=("start",), forbid_dtd=True), None)
    except DefusedXmlException:
        return True
    except ElementTree.ParseError:
        return False  # whoever needs the part says so
    return False


class _TooLarge(Exception):
    """More than may be unpacked."""


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    if len(archive.infolist()) > MOST_PARTS:
        raise _TooLarge
    for entry in archive.infolist():
        if entry.compress_type not in _METHODS:
            raise zipfile.BadZipFile(f"{entry.filename}: {entry.compress_type}")
        pieces = []
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise _TooLarge
                pieces.append(piece)
        found[entry.filename] = b"".join(pieces)
    return found


def _usual(match: re.Match[bytes]) -> bytes:
    group, rest = match[1], match[2]
    return b"http://schemas.openxmlformats.org/%s/2006/%s" % (group, rest)
