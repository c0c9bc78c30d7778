"""The style sheet of the site, joined from parts: every file more is a request that holds up the first line of text."""

import re
from collections.abc import Iterable
from pathlib import Path

from playbook.languages import style_sheet
from playbook.model import colours, sign

ASSETS = Path(__file__).parent / "overrides" / "assets" / "playbook"
# In this order, in which a later one may change what an earlier one says.
PARTS = ("shell", "playbook", "print", "search", "companion")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
# Room that nobody but those who write a style sheet needs; what stands in quotes keeps it.
_ROOM = re.compile(r'"[^"]*"|\'[^\']*\'|\s*[{};]\s*|[:,]\s+')


def basic_styles(languages: Iterable[str]) -> str:
    """Return what the pages in front of the site need too: the colours, and how each language is set."""
    return colours.style_sheet() + style_sheet(tuple(languages))


def site_styles(languages: Iterable[str]) -> str:
    """Return the style sheet of all pages of the site, without comments and room between its words."""
    parts = [(ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in PARTS]
    written = _COMMENT.sub("", basic_styles(languages) + "".join(parts))
    return _ROOM.sub(lambda found: found[0] if found[0][0] in "\"'" else found[0].strip(), written)


def icon() -> str:
    """Return the sign of the site, for tabs and bookmarks, as SVG; it follows the colours of the system."""
    light, dark = (colours.values(ground)["primary"] for ground in ("light", "dark"))
    style = f"path{{fill:none;stroke:{light};stroke-width:2}}@media(prefers-color-scheme:dark){{path{{stroke:{dark}}}}}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><style>{style}</style>'
        f'<path d="{sign.STROKES}"/></svg>\n'
    )
