"""What stands in a finished workbook, read back from its parts: a library would take longer than writing it took."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from playbook.model.workbook_table import TEXTS, columns_of
from playbook.workbook.unpacking import unpacked

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def items_in(path: Path) -> frozenset[str]:
    """Return the whole ids of the rows of a workbook as the build writes it, as far as the row has words, too."""
    return frozenset(_items(unpacked(path)))


def _items(parts: dict[str, bytes]) -> Iterator[str]:
    shared = ["".join(one.itertext()) for one in etree.fromstring(parts["xl/sharedStrings.xml"])]
    for number, (sheet, text) in enumerate(TEXTS.items(), 1):
        at = columns_of(sheet).index(text)
        page = etree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
        for row in page.iterfind(f"{_SPACE}sheetData/{_SPACE}row"):
            cells = [cell.findtext(f"{_SPACE}v") for cell in row]
            if cells[0] and cells[at] and shared[int(cells[at])].strip():
                yield shared[int(cells[0])]
