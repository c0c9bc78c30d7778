"""What a reader sees at the side: one language, in four groups, folded to the place of the page; and what leads on."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from playbook.html import Renderer, plain
from playbook.model.chapters import Article, Chapter, Series

# From this many series on, a page shows its own series and one link to the others.
MOST_SERIES = 7

# The groups by the keys of their words, with the pages of each. Chapters are for learning; a page of a playbook's own
# stands in the last group.
LEARN, ABOUT = "nav_learn", "nav_about"
GROUPS: Mapping[str, frozenset[str]] = {
    LEARN: frozenset({"model"}),
    "nav_work": frozenset(
        {"symptoms", "roles", "session", "work", "assessment", "report", "calculators", "templates", "checklists"}
    ),
    "nav_look_up": frozenset({"search", "kpis", "glossary", "map", "case"}),
    ABOUT: frozenset({"guide", "sources", "changes", "check-paper"}),
}
# Stand at the foot of every page.
EDITORS = frozenset({"translations"})
# Stand at the head of their sections.
_HEADS = frozenset({"home", "pillars", "results"})


def place_of(address: str) -> str:
    """Return the place of a page, by its address inside the folder of its language: its folder, else its group."""
    return posixpath.dirname(address) or group_of(address.removesuffix(".html"))


def group_of(page: str) -> str:
    """Return the group of a page by its id; empty for one that stands in none."""
    if page in EDITORS or page in {"index", "404"}:
        return ""
    return next((group for group, pages in GROUPS.items() if page in pages), ABOUT)


@dataclass(frozen=True)
class Way:
    """The order of a series through a chapter that has its home elsewhere: what comes before it and after it."""

    series: Series
    page: Page
    before: Page | Link | None
    after: Page | Link | None


class LanguageNavigation:
    """Builds what readers of one language see at the side, and finds what comes before and after a page."""

    def __init__(self, renderer: Renderer, pages: Mapping[str, Page]) -> None:
        self.renderer = renderer
        self.playbook = renderer.playbook
        self.all_pages = pages
        for page in pages.values():
            if page.file.src_uri.startswith(f"{renderer.language_id}/"):
                # MkDocs has made a navigation of its own from the folders; none of it holds.
                page.parent = page.previous_page = page.next_page = None
        kinds = {"pillars": self.playbook.pillars, "results": self.playbook.results}
        of_kinds = {kind: self._of_kind(kind, chapters) for kind, chapters in kinds.items() if chapters}
        # The pages that belong to no chapter, by group.
        self.neutral = {group: self._neutral(group) for group in GROUPS}
        self._link_neighbours([page for pages in of_kinds.values() for page in pages])
        self.sections = {
            **{kind: self._section(plain(renderer.word(kind)), pages) for kind, pages in of_kinds.items()},
            **{posixpath.dirname(one.address): self._series(one) for one in self.playbook.series},
        }

    def by_place(self) -> dict[str, Navigation]:
        """Return the navigation for the pages of each place: of each folder and group, and of no group under ""."""
        return {place: self._navigation(place) for place in ("", *GROUPS, *self.sections)}

    def editors_pages(self) -> tuple[Page, ...]:
        """Return the pages for editors."""
        return tuple(self._page(page.address) for page in self.playbook.pages.pages if page.id in EDITORS)

    def ways(self) -> dict[str, tuple[Way, ...]]:
        """Return by the ids of chapters the ways that lead through them beside that of their home."""
        found: dict[str, tuple[Way, ...]] = {}
        for series in self.playbook.series:
            for chapter, before, after in self._around(series):
                if isinstance(chapter, Chapter) and not self._is_own(chapter, series):
                    way = Way(series, self._page(series.address), before, after)
                    found[chapter.id] = (*found.get(chapter.id, ()), way)
        return found

    def _navigation(self, place: str) -> Navigation:
        home = self._page(self.playbook.page_by_id["home"].address)
        groups = [self._group(group, place) for group in GROUPS]
        navigation = Navigation([home, *(group for group in groups if group.children)], [])
        navigation.homepage = home
        return navigation

    def _group(self, group: str, place: str) -> Section:
        """Return a group. None of its pages has it as its parent: a breadcrumb could lead to no page of it."""
        chapters = self._chapters(place) if group == LEARN else []
        section = Section(plain(self.renderer.word(group)), [*self.neutral[group], *chapters])
        section.active = group == place or (group == LEARN and place in self.sections)
        return section

    def _neutral(self, group: str) -> list[Page]:
        pages = [page for page in self.playbook.pages.pages if page.id not in _HEADS and group_of(page.id) == group]
        return [self._page(page.address) for page in pages]

    def _chapters(self, place: str) -> list[Section | Link]:
        """Return the sections of chapters: that of the page as a whole, of the others where they begin."""
        few = len(self.playbook.series) <= MOST_SERIES
        shown = [id for id in self.sections if few or id == place or not id.startswith("series/")]
        rest = [] if few else [self._link(plain(self.renderer.word("all_series")), "index.html#series")]
        return [*(self.sections[id] if id == place else self._folded(self.sections[id]) for id in shown), *rest]

    @staticmethod
    def _folded(section: Section) -> Link:
        first = section.children[0]
        assert isinstance(first, Page)
        return Link(section.title, first.url)

    def _link(self, title: str, address: str) -> Link:
        return Link(title, f"{self.renderer.language_id}/{address}")

    def _page(self, address: str) -> Page:
        return self.all_pages[f"{self.renderer.language_id}/{address.removesuffix('.html')}.md"]

    def _of_kind(self, kind: str, chapters: Sequence[Chapter]) -> list[Page]:
        """Return the pages of pillars or results, behind the page at their head where there is one."""
        head = [self.playbook.page_by_id[kind].address] if kind in self.playbook.page_by_id else []
        return [self._page(address) for address in (*head, *(chapter.address for chapter in chapters))]

    def _series(self, series: Series) -> Section:
        own = [self._page(series.address)]
        for one, before, after in self._around(series):
            if one is series or self._is_own(one, series):
                page = self._page(one.address)
                page.previous_page, page.next_page = before, after  # type: ignore[assignment]
                own += [page] if one is not series else []
        return self._section(plain(series.title.plain(self.renderer.language_id)), own)

    def _around(self, series: Series) -> Iterator[tuple[Series | Chapter, Page | Link | None, Page | Link | None]]:
        """Return the steps of a series, itself the first, each with what comes before it and after it."""
        steps: list[Series | Chapter] = [series, *(self.playbook.chapter_by_id[id] for id in series.chapters)]
        places = [None, *(self._step(one, series) for one in steps), None]
        yield from zip(steps, places, places[2:], strict=False)

    def _step(self, one: Series | Chapter, series: Series) -> Page | Link:
        """Return the page of a step; if its home is elsewhere, a link to it that says on which way the reader comes."""
        if one is series or self._is_own(one, series):
            return self._page(one.address)
        title = plain(one.title.plain(self.renderer.language_id))
        return self._link(title, self.renderer.on_way(one.address, series))

    def _is_own(self, one: Series | Chapter, series: Series) -> bool:
        return isinstance(one, Article) and one.series == series.id

    @staticmethod
    def _section(title: Markup, pages: list[Page]) -> Section:
        section = Section(title, list(pages))
        for page in pages:
            page.parent = section
        return section

    @staticmethod
    def _link_neighbours(pages: list[Page]) -> None:
        for before, after in pairwise(pages):
            before.next_page, after.previous_page = after, before
