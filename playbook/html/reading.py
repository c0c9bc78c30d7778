"""What stands on a finished page, read back from its HTML and from the texts beside it."""

import re
from pathlib import Path

from playbook.html.fragments import keys_in

# Content holds no such attribute, as its quotation marks are escaped.
_PLACE = re.compile(r'\s(id|data-item)="([^"]*)"')


def items_on(page: Path) -> frozenset[str]:
    """Return the whole ids of the items on a page, and its anchors with `#` in front."""
    found = _PLACE.findall(page.read_text(encoding="utf-8"))
    return frozenset(value if name == "data-item" else f"#{value}" for name, value in found)


def texts_beside(script: Path) -> frozenset[str]:
    """Return the keys of the texts that a page shows beside those of another language."""
    return keys_in(script.read_text(encoding="utf-8"))
