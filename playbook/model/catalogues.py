"""What chapters refer to: the operating model, measures, terms, pages and sources."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from playbook.model.examples import WorkedExample
from playbook.model.fields import (
    ActionRef,
    Address,
    ChapterRef,
    Flag,
    GapRef,
    KpiId,
    KpiRef,
    Label,
    LanguageId,
    LevelId,
    Line,
    PageId,
    PillarRef,
    Prose,
    QuestionRef,
    ResultRef,
    SourceId,
    SourceRef,
    TermId,
    one_spelling,
)
from playbook.model.records import Content, Item, Own, Record, Review


class Level(Record):
    """A level of maturity."""

    kind = "level"
    id: LevelId
    """Unique in the file."""
    title: Label
    """The name of the level."""
    text: Prose | None = None
    """How to recognise it."""


RelationKind = Literal["directs", "enables", "produces", "measures", "feeds-back", "leads-to", "depends-on"]


class Relation(Own):
    """How some chapters bear on others."""

    kind = "relation"
    how: RelationKind
    """The sort of relation; it decides how the figure draws it."""
    origins: Annotated[tuple[ChapterRef, ...], Field(min_length=1)]
    """Ids of the pillars or results that it starts from."""
    targets: Annotated[tuple[ChapterRef, ...], Field(min_length=1)]
    """Ids of the pillars or results that it leads to."""
    text: Prose
    """The relation in a sentence."""
    sources: tuple[SourceRef, ...] = ()
    """Ids of `sources` in pages.yml."""


class Cell(Item):
    """What one pillar does for one result; a hole where it does nothing."""

    kind = "cell"
    pillar: PillarRef
    """Id of the pillar whose actions these are."""
    result: ResultRef
    """Id of the result that they move."""
    actions: tuple[ActionRef, ...] = ()
    """Whole ids of the actions that move the result, such as `leadership.gap-talk`; none for a hole."""
    kpis: tuple[KpiRef, ...] = ()
    """Ids of kpis.yml: the measures that show whether the result moves."""
    reason: Prose | None = None
    """Why no action stands here; needed for a hole."""


class OperatingModel(Content):
    """How the pillars and the results hang together."""

    kind = "model"
    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    hub: PillarRef | None = None
    """The pillar that stands in the middle of the figure."""
    levels: tuple[Level, ...] = ()
    """The levels of maturity, lowest first."""
    levels_rule: Prose | None = None
    """When a level counts as reached."""
    relations: tuple[Relation, ...] = ()
    """The relations, in the order in which they are best read."""
    map: tuple[Cell, ...] = ()
    """Which pillar's actions move which result: one cell for every pair, or no map at all."""


class Formula(Record):
    """How a measure is computed, in words."""

    numerator: Prose
    """What is counted or added up; the whole formula where nothing is divided."""
    denominator: Prose | None = None
    """What it is divided by."""
    times: Annotated[int, BeforeValidator(one_spelling), Field(strict=True, ge=1)] | None = None
    """A factor, such as 100 for a percentage."""


class IfOff(Record):
    """What bears on a measure that is not where it should be."""

    questions: tuple[QuestionRef, ...] = ()
    """Whole ids of the questions that lead to the cause, such as `leadership.coaching-time`."""
    actions: tuple[ActionRef, ...] = ()
    """Whole ids of the actions that put it right."""
    gaps: tuple[GapRef, ...] = ()
    """Whole ids of the weaknesses that are often behind it."""


class Kpi(Own):
    """A measure."""

    kind = "kpi"
    id: KpiId
    """Unique in the file."""
    title: Label
    """The name."""
    abbreviation: Line | None = None
    """The abbreviation in every language that `abbreviations` does not name."""
    abbreviations: Mapping[LanguageId, Line] = Field(default_factory=dict)
    """Abbreviations by language, where it has one of its own; where nothing else stands, the others have none."""
    readings: Mapping[LanguageId, Line] = Field(default_factory=dict)
    """How the name is read, for sorting, by language."""
    informal: Mapping[LanguageId, tuple[Line, ...]] = Field(default_factory=dict)
    """Short and colloquial words that people type, by language: no page shows them, only a search knows them."""
    formula: Formula
    """How it is computed."""
    unit: Label
    """The unit."""
    direction: Literal["higher", "lower", "band"]
    """Which way is better; band where neither extreme is good."""
    interval: Label | None = None
    """How often it is read."""
    scope: Prose | None = None
    """What is counted in and out."""
    definitions: Prose | None = None
    """Rival definitions."""
    misuse: Prose | None = None
    """How it is often misused."""
    example: WorkedExample | None = None
    """It is computed here with made-up figures."""
    pairs: tuple[KpiRef, ...] = ()
    """Measures to read it with."""
    if_off: IfOff | None = None
    """Where to look and what to do if it is off."""
    sources: tuple[SourceRef, ...] = ()
    """Ids of `sources` in pages.yml."""
    reviewed: Review | None = None
    """When it was last gone through, by which role, and when it is due again."""


class Kpis(Content):
    """The catalogue of measures."""

    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    kpis: tuple[Kpi, ...]
    """The measures."""


class Symptom(Own):
    """Something that people notice at work, from where ways lead to its causes."""

    kind = "symptom"
    title: Label
    """The symptom, as people say it at work."""
    text: Prose | None = None
    """What usually lies behind it, in a sentence or two."""
    variants: Mapping[LanguageId, tuple[Line, ...]] = Field(default_factory=dict)
    """Other words that people type who look for it, by language."""
    kpis: tuple[KpiRef, ...] = ()
    """Ids of kpis.yml: the measures that show it."""
    questions: tuple[QuestionRef, ...] = ()
    """Whole ids of the questions that lead to the cause, such as `leadership.coaching-time`."""
    actions: tuple[ActionRef, ...] = ()
    """Whole ids of the actions that put it right."""
    gaps: tuple[GapRef, ...] = ()
    """Whole ids of the weaknesses that are often behind it."""


class Symptoms(Content):
    """What people notice at work."""

    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    symptoms: tuple[Symptom, ...]
    """The symptoms, in the order in which the page lists them."""


class Avoid(Item):
    """A word not to use for a term."""

    kind = "avoid"
    language: LanguageId
    """The language of the word."""
    word: Line
    """The word."""
    lint: Flag = False
    """true where the word is wrong in every text of its language; `playbook check` refuses it outside quotations."""
    reason: Prose | None = None
    """Why not."""


class Term(Own):
    """A word with one meaning in the whole playbook."""

    kind = "term"
    id: TermId
    """Unique in the file."""
    title: Label
    """The one word for it in each language."""
    abbreviation: Line | None = None
    """The abbreviation in every language that `abbreviations` does not name."""
    abbreviations: Mapping[LanguageId, Line] = Field(default_factory=dict)
    """Abbreviations by language, where it has one of its own; where nothing else stands, the others have none."""
    text: Prose
    """What it means."""
    variants: Mapping[LanguageId, tuple[Line, ...]] = Field(default_factory=dict)
    """Other words that a search accepts, by language."""
    informal: Mapping[LanguageId, tuple[Line, ...]] = Field(default_factory=dict)
    """Short and colloquial words that people type, by language: no page shows them, only a search knows them."""
    readings: Mapping[LanguageId, Line] = Field(default_factory=dict)
    """How the word is read, for sorting, by language."""
    avoid: tuple[Avoid, ...] = ()
    """Words not to use for it, and why."""
    note: Prose | None = None
    """What to know when using it."""
    sources: tuple[SourceRef, ...] = ()
    """Ids of `sources` in pages.yml."""
    reviewed: Review | None = None
    """When it was last gone through, by which role, and when it is due again."""


def abbreviation_of(entry: Kpi | Term, language_id: str) -> str:
    """Return the abbreviation that readers of a language know; empty where theirs has none."""
    return entry.abbreviations.get(language_id, entry.abbreviation or "")


class Glossary(Content):
    """The terms of the playbook."""

    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    terms: tuple[Term, ...]
    """The terms."""


class Section(Own):
    """A part of a page."""

    kind = "section"
    title: Label
    """The heading."""
    text: Prose
    """The words."""


# Pages at the head of a folder: of a language, and of the chapters of a kind.
_HEADS = {"home": "index.html", "pillars": "pillars/index.html", "results": "results/index.html"}


class Page(Record):
    """The words of one page under `docs/`."""

    kind = "page"
    id: PageId
    """The name of the page under `docs/` without `.md`; `home` is `index.md`, `pillars` is `pillars/index.md`."""
    title: Label
    """The title."""
    informal: Mapping[LanguageId, tuple[Line, ...]] = Field(default_factory=dict)
    """Other words by language, which no page shows and only a search knows."""
    text: Prose | None = None
    """The opening words."""
    sections: tuple[Section, ...] = ()
    """The parts of the page."""

    @property
    def address(self) -> str:
        """The address inside the folder of a language."""
        return _HEADS.get(self.id, f"{self.id}.html")


class Source(Record):
    """A document that the playbook leans on."""

    kind = "source"
    id: SourceId
    """Unique in the file."""
    title: Label
    """Its title."""
    text: Prose | None = None
    """What is known of author, date and publisher, and what it is used for."""
    address: Address | None = None
    """Where it can be read."""


class Pages(Content):
    """The words of the pages under `docs/`, and the sources."""

    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    pages: tuple[Page, ...]
    """The pages, in the order of the navigation."""
    sources: tuple[Source, ...] = ()
    """The documents that the playbook leans on."""
