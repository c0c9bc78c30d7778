"""Chapters: pillars, results and articles, and the series that articles stand in."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, NamedTuple

from pydantic import Field

from playbook.model.fields import (
    ActionId,
    ChapterRef,
    Flag,
    FormerId,
    GapId,
    GateId,
    GateRef,
    ItemRef,
    KpiRef,
    Label,
    LanguageId,
    LevelRef,
    Minutes,
    OwnQuestionRef,
    Prose,
    QuestionId,
    ResultRef,
    RoleRef,
    SourceRef,
    TermRef,
)
from playbook.model.records import Content, Item, Own, Record, Review, texts_in
from playbook.text import links

# Anchors that a page of a chapter has of its own, so that no item may have them as id.
RESERVED_ANCHORS = frozenset(
    {"summary", "introduction", "themes", "benefits", "questions", "actions", "kpis", "gaps", "maturity", "relations"}
    | {"gate", "read-on", "terms", "sources", "top"}
)
# The parts of a chapter in the order of reading: the anchor of each, and the field that it shows.
PARTS: Mapping[str, str] = {
    "introduction": "introduction",
    "benefits": "benefits",
    "themes": "themes",
    "questions": "groups",
    "actions": "actions",
    "kpis": "kpis",
    "gaps": "gaps",
    "maturity": "maturity",
    "relations": "relations",
    "terms": "terms",
    "gate": "gate",
    "read-on": "read_on",
    "sources": "sources",
}


class Theme(Own):
    """What good looks like, in one respect."""

    kind = "theme"
    title: Label
    """A short title that is a claim."""
    text: Prose
    """One or two paragraphs."""
    example: Prose | None = None
    """A moment from a working day that shows it."""


class Question(Own):
    """A question for a team to discuss."""

    kind = "question"
    id: QuestionId
    """Unique in the file, never renumbered, never used again for something else."""
    text: Prose
    """The question."""
    listen_for: Prose | None = None
    """What a trainer listens for in the answers."""
    minutes: Minutes | None = None
    """How long the discussion takes, in minutes."""


class Group(Item):
    """Questions that belong together."""

    kind = "group"
    title: Label | None = None
    """What the questions are about; left out where there is nothing to group."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """The questions, in the order of discussion."""


class SessionQuestion(Record):
    """A question of a session, with its time."""

    question: OwnQuestionRef
    """The id of a question of this file."""
    minutes: Minutes
    """How long it is discussed, in minutes."""


class Session(Record):
    """A session that can be run as it stands: its parts in their order, with the minutes of each."""

    minutes: Minutes
    """How long the whole session takes; the parts add up to it."""
    opening: Minutes
    """Time to say what the session is for."""
    questions: Annotated[tuple[SessionQuestion, ...], Field(min_length=1)]
    """The questions, in the order of discussion."""
    agreeing: Minutes
    """Time to agree on actions."""
    closing: Minutes
    """Time to say who does what by when, and when progress is checked."""

    @property
    def discussion(self) -> int:
        """How long all questions together are discussed."""
        return sum(one.minutes for one in self.questions)


class UsualMinutes(NamedTuple):
    """The minutes of the parts of a session for which nobody has said how long they take."""

    opening: int = 5
    question: int = 10
    agreeing: int = 10
    closing: int = 5


USUAL_MINUTES = UsualMinutes()


class Example(Item):
    """An example below an action."""

    kind = "example"
    text: Prose
    """The example."""


class Action(Own):
    """Something to do, with what proves that it is done."""

    kind = "action"
    id: ActionId
    """Unique in the file, never renumbered, never used again for something else."""
    text: Prose
    """What to do."""
    deliverable: Prose | None = None
    """What lies on the table when it is done: the evidence."""
    role: RoleRef | None = None
    """The role that usually owns it: an id of `roles` in playbook.yml."""
    examples: tuple[Example, ...] = ()
    """Examples of what to look at."""


class Gap(Own):
    """A weakness that is often found."""

    kind = "gap"
    id: GapId
    """Unique in the file, never renumbered, never used again for something else."""
    text: Prose
    """The weakness, so that a reader recognises it."""


class Statement(Item):
    """One thing that can be confirmed or not."""

    kind = "statement"
    text: Prose
    """The statement."""


class Maturity(Record):
    """What holds at one level of maturity."""

    level: LevelRef
    """An id of `levels` in model.yml."""
    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=3)]
    """One to three statements that one can check."""


class Chapter(Content):
    """One subject of the playbook. The name of its file is its id."""

    kind = "chapter"
    folder: ClassVar[str] = ""
    id: str
    """The name of the file without `.yml`."""
    formerly: tuple[FormerId, ...] = ()
    """Ids that this chapter had before; old addresses lead here."""
    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    title: Label
    """The title."""
    promise: Label | None = None
    """One sentence: what the reader has when done."""
    summary: Prose
    """Two or three sentences."""
    audience: Label | None = None
    """For whom it is."""
    themes: tuple[Theme, ...] = ()
    """What good looks like."""
    questions_lead: Prose | None = None
    """A sentence in front of the questions."""
    groups: tuple[Group, ...] = ()
    """The questions for discussion, always in groups."""
    sessions: tuple[Session, ...] = ()
    """Sessions that are ready to run, the shortest first."""
    actions_lead: Prose | None = None
    """A sentence in front of the actions."""
    actions: tuple[Action, ...] = ()
    """The actions, in their order."""
    kpis: tuple[KpiRef, ...] = ()
    """Ids of kpis.yml."""
    gaps: tuple[Gap, ...] = ()
    """Weaknesses that are often found."""
    maturity: tuple[Maturity, ...] = ()
    """The levels, each with what holds there."""
    terms: tuple[TermRef, ...] = ()
    """Ids of glossary.yml: terms to know before reading."""
    sources: tuple[SourceRef, ...] = ()
    """Ids of `sources` in pages.yml."""
    reviewed: Review | None = None
    """When the content was last gone through, by which role, and when it is due again."""

    @property
    def address(self) -> str:
        """The address inside the folder of a language."""
        return f"{self.folder}/{self.id}.html"

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(question for group in self.groups for question in group.questions)

    @property
    def minutes(self) -> int:
        """How long the discussion of all questions takes; 0 where no question says."""
        return sum(question.minutes or 0 for question in self.questions)

    @property
    def is_outline(self) -> bool:
        """Whether the chapter still lacks its working part."""
        return not (self.groups or self.actions)


def terms_of(chapter: Chapter) -> tuple[str, ...]:
    """Return the ids of the terms of a chapter: those that it names, then those that its texts lead to."""
    blocks = (blocks for text in texts_in(chapter) for blocks in text.versions.values())
    linked = (target.removeprefix("term:") for one in blocks for target in links(one) if target.startswith("term:"))
    return tuple(dict.fromkeys((*chapter.terms, *linked)))


class Pillar(Chapter):
    """An enabler of the operating model."""

    kind = "pillar"
    folder = "pillars"
    moves: tuple[ResultRef, ...] = ()
    """Ids of the results that it moves."""


class Result(Chapter):
    """A result of the operating model."""

    kind = "result"
    folder = "results"


class Thought(Own):
    """A thought that opens an article."""

    kind = "thought"
    title: Label
    """What the thought is about."""
    text: Prose
    """The thought."""


class Benefit(Own):
    """What a reader gains."""

    kind = "benefit"
    text: Prose
    """The benefit."""


class Further(Own):
    """Something to read on."""

    kind = "further"
    text: Prose
    """What it is and where, with a link."""


class Article(Chapter):
    """A part of a series."""

    kind = "article"
    folder = "series"
    series: str = ""
    """The name of the folder: set by the program."""
    introduction: tuple[Thought, ...] = ()
    """The thoughts that open the article."""
    benefits_lead: Prose | None = None
    """The condition under which the benefits follow."""
    benefits: tuple[Benefit, ...] = ()
    """What a reader gains."""
    gate: GateRef | None = None
    """The gate of the series that this article works towards."""
    read_on: tuple[Further, ...] = ()
    """Where to read on."""

    @property
    def address(self) -> str:
        """The address inside the folder of a language."""
        return f"{self.folder}/{self.series}/{self.id}.html"


class Gate(Record):
    """What must be there before the next phase begins."""

    kind = "gate"
    id: GateId
    """Unique in the file."""
    title: Label
    """The name of the gate."""
    text: Prose
    """What must be there."""


class Module(Item):
    """A part of what is planned in a phase: something of the playbook covers it, or it is still to come."""

    kind = "module"
    title: Label
    """What is planned."""
    covered_by: tuple[ItemRef, ...] = ()
    """Ids of what covers it: of a chapter, or whole ids such as `pages.map`, `glossary.outsourcing`."""
    planned: Flag = False
    """true where nothing of the playbook covers it yet; readers see that."""


class Phase(Item):
    """A step of a series, with its chapters and its gate."""

    kind = "phase"
    title: Label | None = None
    """The name of the phase; left out where a series has one only."""
    text: Prose | None = None
    """What the phase is for."""
    chapters: tuple[ChapterRef, ...] = ()
    """Ids of its chapters in their order; a chapter may stand elsewhere."""
    modules: tuple[Module, ...] = ()
    """What is planned in it, in its order; each covered by something, or planned."""
    gate: Gate | None = None
    """What must be there before the next phase."""


class Series(Content):
    """Chapters to be read one after the other."""

    kind = "series"
    folder: ClassVar[str] = "series"
    id: str
    """The name of the folder."""
    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    title: Label
    """The title."""
    summary: Prose
    """Two or three sentences."""
    phases: tuple[Phase, ...]
    """The phases in their order."""
    sources: tuple[SourceRef, ...] = ()
    """Ids of `sources` in pages.yml."""

    @property
    def address(self) -> str:
        """The address inside the folder of a language."""
        return f"series/{self.id}/index.html"

    @property
    def chapters(self) -> tuple[str, ...]:
        """Ids of all chapters in their order."""
        return tuple(id for phase in self.phases for id in phase.chapters)

    @property
    def gates(self) -> Mapping[str, Gate]:
        """The gates by id."""
        return {phase.gate.id: phase.gate for phase in self.phases if phase.gate}
