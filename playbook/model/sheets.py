"""Which printed sheets a playbook has: of what, of which kind, in which languages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from playbook.model.chapters import Chapter
from playbook.model.playbook import Playbook

# What a kind of sheet needs of its chapter, so that no empty sheet is made.
CHAPTER_KINDS: Mapping[str, Callable[[Chapter], bool]] = {
    "chapter": lambda _: True,
    "checklist": lambda chapter: bool(chapter.groups or chapter.actions),
    "questions": lambda chapter: bool(chapter.groups),
    "guide": lambda chapter: bool(chapter.groups),
    "card": lambda chapter: bool(chapter.groups or chapter.actions),
}
# Those that are made in two languages as well.
FACING_KINDS = ("chapter", "checklist")
BOOK = "book"
# What stands in the name of a book's file where others have the id of their chapter.
WHOLE = "playbook"
# The key of the word for each kind.
KIND_WORDS: Mapping[str, str] = {
    "chapter": "sheet_chapter",
    "checklist": "sheet_checklist",
    "questions": "sheet_questions",
    "guide": "sheet_guide",
    "card": "sheet_card",
    "book": "sheet_book",
}


@dataclass(frozen=True)
class Sheet:
    """One printed sheet; of two languages, the first one leads."""

    id: str
    kind: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of its file, in the folder `print/` of the site."""
        return f"{self.id}.{self.kind}.{'-'.join(self.languages)}.pdf"


def sheets(playbook: Playbook) -> tuple[Sheet, ...]:
    """Return all sheets of a playbook: those of its chapters, then the books."""
    of_chapters = [sheet for chapter in playbook.chapters for sheet in sheets_of(chapter, playbook)]
    return (*of_chapters, *(Sheet(WHOLE, BOOK, (id,)) for id in playbook.settings.languages))


def sheets_of(chapter: Chapter, playbook: Playbook) -> tuple[Sheet, ...]:
    """Return the sheets of one chapter, kind by kind, single languages first."""
    return tuple(_sheets_of(chapter, playbook))


def _sheets_of(chapter: Chapter, playbook: Playbook) -> Iterator[Sheet]:
    settings = playbook.settings
    for kind, fits in CHAPTER_KINDS.items():
        if fits(chapter):
            yield from (Sheet(chapter.id, kind, (id,)) for id in settings.languages)
            yield from (Sheet(chapter.id, kind, pair) for pair in settings.pairs if kind in FACING_KINDS)
