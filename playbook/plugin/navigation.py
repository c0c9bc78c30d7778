"""What a reader sees at the side: one language, folded to the series of the page."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from playbook.html import Renderer, plain

# From this many series on, a page shows its own series and one link to the others.
MOST_SERIES = 7


class LanguageNavigation:
    """Builds what readers of one language see at the side: all sections, folded to the series of the page."""

    def __init__(self, renderer: Renderer, pages: Mapping[str, Page]) -> None:
        self.renderer = renderer
        self.playbook = renderer.playbook
        self.all_pages = pages
        for page in pages.values():
            if page.file.src_uri.startswith(f"{renderer.language_id}/"):
                # MkDocs has made a navigation of its own from the folders; none of it holds.
                page.parent = page.previous_page = page.next_page = None
        self.series = {one.id: self._series(one.id) for one in self.playbook.series}
        self.chapters = [
            self._section(plain(renderer.word(key)), [self._page(chapter.address) for chapter in chapters])
            for key, chapters in (("pillars", self.playbook.pillars), ("results", self.playbook.results))
            if chapters
        ]
        self.neutral = [self._page(page.address) for page in self.playbook.pages.pages]
        self._link_neighbours([page for section in self.chapters for page in section.children])

    def by_series(self) -> dict[str, Navigation]:
        """Return the navigation for pages of each series, and under "" for all other pages."""
        return {id: self._navigation(id) for id in ("", *self.series)}

    def _navigation(self, current: str) -> Navigation:
        home, *others = self.neutral
        few = len(self.series) <= MOST_SERIES
        series = [
            section if id == current else self._link(section.title, self.playbook.series_by_id[id].address)
            for id, section in self.series.items()
            if few or id == current
        ]
        rest = [] if few else [self._link(plain(self.renderer.word("all_series")), "index.html#series")]
        navigation = Navigation([home, *self.chapters, *series, *rest, *others], [])
        navigation.homepage = home
        return navigation

    def _link(self, title: str, address: str) -> Link:
        return Link(title, f"{self.renderer.language_id}/{address}")

    def _page(self, address: str) -> Page:
        return self.all_pages[f"{self.renderer.language_id}/{address.removesuffix('.html')}.md"]

    def _series(self, id: str) -> Section:
        series = self.playbook.series_by_id[id]
        own = [self.playbook.chapter_by_id[chapter].address for chapter in series.chapters]
        inside = [address for address in own if address.startswith(f"series/{id}/")]
        pages = [self._page(address) for address in (series.address, *inside)]
        self._link_neighbours(pages)
        return self._section(plain(series.title.plain(self.renderer.language_id)), pages)

    @staticmethod
    def _section(title: Markup, pages: list[Page]) -> Section:
        section = Section(title, list(pages))
        for page in pages:
            page.parent = section
        return section

    @staticmethod
    def _link_neighbours(pages: list[Any]) -> None:
        for before, after in pairwise(pages):
            before.next_page, after.previous_page = after, before
