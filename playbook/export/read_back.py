"""What programs get, read back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from playbook.export.feed import ATOM, ITEM

_NAMED = re.compile(rf'\s{ITEM}="([^"]*)"')


def items_in_json(path: Path) -> frozenset[str]:
    """Return the whole ids of all items, and each of their texts as `<whole id>:<field> <language>`."""
    return frozenset(sign for item in _items(path) for sign in (item["id"], *_texts(item)))


def _texts(item: Any) -> Iterator[str]:
    for field, versions in item["texts"].items():
        yield from (f"{item['id']}:{field} {language}" for language, words in versions.items() if words)


# So many characters of a document are in memory, which is as long as all of the content.
_PIECE = 200_000
_BETWEEN = re.compile(r"[\s,]*")


def _items(path: Path) -> Iterator[Any]:
    """Return the items of a document one by one; raises ValueError where it is cut off."""
    decode = json.JSONDecoder().raw_decode
    with path.open(encoding="utf-8") as file:
        _, _, piece = file.read(_PIECE).partition('"items":')
        at = piece.find("[") + 1
        while not piece.startswith("]", at := _behind(piece, at)):
            try:
                item, at = decode(piece, at)
            except ValueError:
                more = file.read(_PIECE)
                if not more:
                    raise
                piece, at = piece[at:] + more, 0
            else:
                yield item
        if "".join((piece[at:] + file.read()).split()) != "]}":
            raise ValueError(f"{path} is cut off")


def _behind(piece: str, at: int) -> int:
    """Return where the next item begins."""
    found = _BETWEEN.match(piece, at)
    return found.end() if found else at


def changed_in_feed(path: Path) -> frozenset[str]:
    """Return what each edition names as changed, as `<edition> <whole id>`."""
    return frozenset(_changed(path))


def _changed(path: Path) -> Iterator[str]:
    feed = etree.fromstring(path.read_bytes())
    for entry in feed.iterfind(f"{{{ATOM}}}entry"):
        _, _, edition = entry.findtext(f"{{{ATOM}}}id").rpartition("#")
        yield from (f"{edition} {id}" for id in _NAMED.findall(entry.findtext(f"{{{ATOM}}}content", "")))
