"""The pictures that stand for pages where a link to them is shared: which there are, and how their files are called."""

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.model.playbook import Playbook
from playbook.model.sheets import WHOLE, is_printed
from playbook.text import Text

# In pixels: what services that show pictures of links ask for.
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Picture:
    """The picture of a chapter, a series or the whole playbook in one language."""

    id: str
    language: str

    @property
    def name(self) -> str:
        """The name of its file, in the folder `share/` of the site."""
        return f"{self.id}.{self.language}.png"


def pictures(playbook: Playbook) -> tuple[Picture, ...]:
    """Return all pictures: of chapters, series, then the playbook; none where the site has no address.

    A title in letters that no font of the project has gets none.
    """
    return tuple(_pictures(playbook)) if playbook.settings.address else ()


def _pictures(playbook: Playbook) -> Iterator[Picture]:
    titles = {chapter.id: chapter.title for chapter in playbook.chapters}
    titles |= {series.id: series.title for series in playbook.series}
    for id, title in {**titles, WHOLE: playbook.settings.title}.items():
        for language in playbook.settings.languages:
            if _is_drawn(title, language) and _is_drawn(playbook.settings.title, language):
                yield Picture(id, language)


def _is_drawn(title: Text, language: str) -> bool:
    return is_printed(language) and is_printed(title.language_for(language))
