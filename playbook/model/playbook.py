"""The whole content, read once."""

from collections.abc import Mapping
from dataclasses import dataclass

from playbook.model.catalogues import Glossary, Kpis, OperatingModel, Pages
from playbook.model.chapters import Article, Chapter, Pillar, Result, Series
from playbook.model.settings import Settings, Words
from playbook.problems import Mark


@dataclass(frozen=True)
class Place:
    """Where an item stands: a file below the data folder and a place in it."""

    path: str
    mark: Mark


@dataclass(frozen=True)
class Playbook:
    """The whole content, read once."""

    settings: Settings
    model: OperatingModel
    pages: Pages
    kpis: Kpis
    glossary: Glossary
    pillars: tuple[Pillar, ...]
    results: tuple[Result, ...]
    series: tuple[Series, ...]
    articles: tuple[Article, ...]
    words: Mapping[str, Words]
    places: Mapping[str, Place]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters: pillars, results, articles."""
        return (*self.pillars, *self.results, *self.articles)
