"""What stands in a finished workbook, read back from its parts: a library would take longer than writing it took."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from playbook.model.workbook_table import TEXTS, columns_of
from playbook.workbook.unpacking import unpacked

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def items_in(path: Path) -> frozenset[str]:
    """Return the whole ids of the rows of a workbook as the build writes it, as far as the row has words, too."""
    return frozenset(_items(unpacked(path)))


def templates_in(path: Path) -> frozenset[str]:
    """Return the whole ids of the templates of a workbook as the build writes it, as far as they have a title."""
    parts = unpacked(path)
    shared = _shared(parts)
    sheets = (etree.fromstring(part) for name, part in parts.items() if name.startswith("xl/worksheets/sheet"))
    heads = ([*map(_value, row)] for sheet in sheets for row in islice(_rows(sheet), 1))
    return frozenset(shared[int(id)] for title, id in heads if title and id and shared[int(title)].strip())


def _items(parts: dict[str, bytes]) -> Iterator[str]:
    shared = _shared(parts)
    for number, (sheet, text) in enumerate(TEXTS.items(), 1):
        at = columns_of(sheet).index(text)
        page = etree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
        for row in _rows(page):
            id, words = _value(row[0]), _value(row[at])
            if id and words and shared[int(words)].strip():
                yield shared[int(id)]


def _rows(sheet: Any) -> Iterator[Any]:
    return iter(sheet.iterfind(f"{_SPACE}sheetData/{_SPACE}row"))


def _value(cell: Any) -> str | None:
    """Return what a cell holds, which no formula has computed: the element with the value is its only one."""
    return cell[0].text if len(cell) else None


def _shared(parts: dict[str, bytes]) -> list[str]:
    return ["".join(one.itertext()) for one in etree.fromstring(parts["xl/sharedStrings.xml"])]
