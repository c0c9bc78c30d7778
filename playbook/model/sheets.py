"""Which printed sheets a playbook has: of what, of which kind, in which languages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from playbook.languages import language
from playbook.model.chapters import Chapter
from playbook.model.playbook import Playbook
from playbook.model.settings import Role, Settings
from playbook.model.templates import PAGE as TEMPLATES
from playbook.model.templates import Template

# What a kind of sheet needs of its chapter, so that no empty sheet is made.
CHAPTER_KINDS: Mapping[str, Callable[[Chapter], bool]] = {
    "chapter": lambda _: True,
    "checklist": lambda chapter: bool(chapter.groups or chapter.actions),
    "questions": lambda chapter: bool(chapter.groups),
    "guide": lambda chapter: bool(chapter.groups),
    "card": lambda chapter: bool(chapter.groups or chapter.actions),
}
# Those that are made in two languages as well.
FACING_KINDS = ("chapter", "checklist", "guide", "template")
BOOK, ROLE, TEMPLATE = "book", "role", "template"
# What a browser prints of a page that is no chapter: there is no file of it, but a code on it.
PAGE = "page"
# What stands in the name of a book's file where others have the id of their chapter or role.
WHOLE = "playbook"
# The key of the word for each kind.
KIND_WORDS: Mapping[str, str] = {
    "chapter": "sheet_chapter",
    "checklist": "sheet_checklist",
    "questions": "sheet_questions",
    "guide": "sheet_guide",
    "card": "sheet_card",
    "role": "sheet_role",
    "template": "sheet_template",
    "book": "sheet_book",
}
# The pages whose prints are not of the content: a form, an answer, a state of the day.
_OF_READERS = frozenset({"changes", "check-paper", "report", "search", "session", "translations", "work"})


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
    """Return all sheets of a playbook: those of its chapters, roles and templates, then the books."""
    of_chapters = [sheet for chapter in playbook.chapters for sheet in sheets_of(chapter, playbook)]
    of_roles = [sheet for role in playbook.settings.roles for sheet in sheets_of_role(role, playbook)]
    of_templates = [sheet for one in playbook.templates.templates for sheet in sheets_of_template(one, playbook)]
    return (*of_chapters, *of_roles, *of_templates, *_in_one_language(WHOLE, BOOK, playbook))


def sheets_of(chapter: Chapter, playbook: Playbook) -> tuple[Sheet, ...]:
    """Return the sheets of one chapter, kind by kind, single languages first."""
    return tuple(_sheets_of(chapter, playbook))


def _sheets_of(chapter: Chapter, playbook: Playbook) -> Iterator[Sheet]:
    languages = languages_of_sheets(playbook.settings)
    for kind, fits in CHAPTER_KINDS.items():
        if fits(chapter):
            yield from (Sheet(chapter.id, kind, ids) for ids in languages if len(ids) == 1 or kind in FACING_KINDS)


def sheets_of_role(role: Role, playbook: Playbook) -> tuple[Sheet, ...]:
    """Return the sheets of a role, one in each language: none where roles have no page, or nothing is said of it."""
    says_something = role.text or role.kpis or playbook.owned_by[role.id]
    return _in_one_language(role.id, ROLE, playbook) if playbook.has_roles and says_something else ()


def sheets_of_template(template: Template, playbook: Playbook) -> tuple[Sheet, ...]:
    """Return the sheets of a template, in each language and pair of languages; none where templates have no page."""
    languages = languages_of_sheets(playbook.settings) if TEMPLATES in playbook.page_by_id else ()
    return tuple(Sheet(template.id, TEMPLATE, ids) for ids in languages)


def page_sheets(playbook: Playbook) -> tuple[Sheet, ...]:
    """Return what browsers print of pages and overviews of series, in each language: of those that say what is content.

    Others show what their reader makes, asks for or changed, which no code of the content can cover.
    """
    ids = [id for id in (*playbook.page_by_id, *playbook.series_by_id) if has_code(id, playbook)]
    return tuple(Sheet(id, PAGE, (language,)) for id in ids for language in playbook.settings.languages)


def has_code(id: str, playbook: Playbook) -> bool:
    """Tell whether a print of a page, or of the overview of a series, carries a code: whether it says content."""
    return id in playbook.series_by_id or (id in playbook.page_by_id and id not in _OF_READERS)


def _in_one_language(id: str, kind: str, playbook: Playbook) -> tuple[Sheet, ...]:
    return tuple(Sheet(id, kind, ids) for ids in languages_of_sheets(playbook.settings) if len(ids) == 1)


def languages_of_sheets(settings: Settings) -> tuple[tuple[str, ...], ...]:
    """Return the languages and the pairs of languages that sheets come in: those of which a font has the letters."""
    possible = (*((id,) for id in settings.languages), *settings.pairs)
    return tuple(ids for ids in possible if all(is_printed(id) for id in ids))


def is_printed(language_id: str) -> bool:
    """Tell whether a font that the project brings along has the letters of a language."""
    return bool(language(language_id).face)
