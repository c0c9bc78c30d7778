"""What stands on a finished page, read back from its HTML and from the texts beside it."""

import re
from pathlib import Path

from playbook.html.fragments import keys_in

# Content holds no such attribute, as its quotation marks are escaped. What a pattern begins with is found quickest.
_ITEM = re.compile(rb'data-item="(?<=\sdata-item=")([^"]*)"')
_ANCHOR = re.compile(rb'id="(?<=\sid=")([^"]*)"')


def items_on(page: Path) -> frozenset[str]:
    """Return the whole ids of the items on a page, and its anchors with `#` in front."""
    html = page.read_bytes()
    anchors = map(b"#".__add__, _ANCHOR.findall(html))
    return frozenset(b'"'.join((*_ITEM.findall(html), *anchors)).decode().split('"'))


def texts_beside(script: Path) -> frozenset[str]:
    """Return the keys of the texts that a page shows beside those of another language."""
    return keys_in(script.read_text(encoding="utf-8"))
