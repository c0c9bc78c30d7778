"""What programs get, read back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from playbook.export.feed import ATOM, ITEM

_NAMED = re.compile(rf'\s{ITEM}="([^"]*)"')


def items_in_json(path: Path) -> frozenset[str]:
    """Return the whole ids of all items, and each of their texts as `<whole id>:<field> <language>`."""
    items = json.loads(path.read_text(encoding="utf-8"))["items"]
    texts = (
        f"{item['id']}:{field} {language}"
        for item in items
        for field, versions in item["texts"].items()
        for language, words in versions.items()
        if words
    )
    return frozenset((*(item["id"] for item in items), *texts))


def changed_in_feed(path: Path) -> frozenset[str]:
    """Return what each edition names as changed, as `<edition> <whole id>`."""
    return frozenset(_changed(path))


def _changed(path: Path) -> Iterator[str]:
    feed = etree.fromstring(path.read_bytes())
    for entry in feed.iterfind(f"{{{ATOM}}}entry"):
        _, _, edition = entry.findtext(f"{{{ATOM}}}id").rpartition("#")
        yield from (f"{edition} {id}" for id in _NAMED.findall(entry.findtext(f"{{{ATOM}}}content", "")))
