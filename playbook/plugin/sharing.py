"""What a site says of itself to services that show links, and to systems that keep it among their programs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from playbook.languages import Language, language
from playbook.model import colours
from playbook.model.pictures import HEIGHT, WIDTH, Picture, pictures
from playbook.model.playbook import Playbook
from playbook.model.sheets import WHOLE

# Below the folder of a language, so that what is kept begins in it; any web server knows the ending.
MANIFEST = "manifest.json"
ICONS = (192, 512)


@dataclass(frozen=True)
class Share:
    """What a page is shared with: its address in the folder of its language, its locales and its picture, if any."""

    address: str
    locales: Sequence[str]
    picture: Picture | None
    width: int = WIDTH
    height: int = HEIGHT


class Shares:
    """What the pages of a playbook are shared with; pictures are drawn with the sheets, or not at all."""

    def __init__(self, playbook: Playbook, *, prints: bool) -> None:
        self.playbook = playbook
        self.prints = prints

    def of(self, whole_id: str, language_id: str, address: str) -> Share | None:
        """Return what a page is shared with; nothing where the site has no address."""
        if not self.playbook.settings.address:
            return None
        others = [id for id in self.playbook.settings.languages if id != language_id]
        locales = [_locale(language(id)) for id in (language_id, *others)]
        wanted = (Picture(id, language_id) for id in (whole_id, WHOLE))
        picture = next((one for one in wanted if one in self._pictures), None)
        return Share(address, [locale for locale in locales if locale], picture)

    @cached_property
    def _pictures(self) -> frozenset[Picture]:
        return frozenset(pictures(self.playbook) if self.prints else ())


def _locale(row: Language) -> str:
    """Return a language with its country, as Open Graph wants it; empty where the table knows no country."""
    return f"{row.tag.partition('-')[0]}_{row.region.upper()}" if row.region else ""


def manifest(playbook: Playbook, language_id: str) -> str:
    """Return the web manifest of the site in a language: its addresses are relative, so the site may stand anywhere."""
    row, paper = language(language_id), colours.values("light")["paper"]
    title = playbook.settings.title.plain(language_id)
    icons = [{"src": f"../assets/playbook/icon-{size}.png", "sizes": f"{size}x{size}"} for size in ICONS]
    said = {
        "name": title,
        "lang": row.tag,
        "dir": row.direction,
        "start_url": "index.html",
        "scope": "../",
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": paper,
        "icons": [{**icon, "type": "image/png", "purpose": "any maskable"} for icon in icons],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"
