"""The content that both sides build: realistic chapters in three languages, the same at every run."""

import random
from dataclasses import dataclass

from bench.words import FRAMES, KPIS, LANGUAGES, LEVELS, PAGES, REASONS, ROLES, SUBJECTS, TERMS, TIMES, Row

Words = dict[str, str]

PER_SERIES = 10
PILLAR, RESULT = "planning", "service"
SOURCE = "bench"


@dataclass(frozen=True)
class Theme:
    """What good looks like, in one respect."""

    id: str
    title: Words
    text: Words
    example: Words


@dataclass(frozen=True)
class Question:
    """A question with what to listen for."""

    id: str
    text: Words
    listen_for: Words
    minutes: int


@dataclass(frozen=True)
class Group:
    """Questions that belong together."""

    id: str
    title: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Action:
    """Something to do, with its evidence."""

    id: str
    text: Words
    deliverable: Words
    role: str


@dataclass(frozen=True)
class Point:
    """A single text with an id: a gap, or a statement of a level."""

    id: str
    text: Words


@dataclass(frozen=True)
class Level:
    """What holds at one level of maturity."""

    level: str
    statements: tuple[Point, ...]


@dataclass(frozen=True)
class Chapter:
    """One chapter; its fields are those of an article in the data folder."""

    title: Words
    promise: Words
    summary: Words
    themes: tuple[Theme, ...]
    groups: tuple[Group, ...]
    actions: tuple[Action, ...]
    kpis: tuple[str, ...]
    gaps: tuple[Point, ...]
    maturity: tuple[Level, ...]
    terms: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A title with a short text: a page, or a chapter that is still an outline."""

    id: str
    title: Words
    text: Words


@dataclass(frozen=True)
class Series:
    """Chapters by id, in their order."""

    id: str
    title: Words
    summary: Words
    chapters: dict[str, Chapter]


def words(row: Row) -> Words:
    """Return a row of the word lists by language."""
    return dict(zip(LANGUAGES, row, strict=True))


class Writer:
    """Writes sentences in all languages at once, by a seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same content at every run, nothing secret

    def sentence(self, kind: str) -> Words:
        """Write one text of a kind of frames."""
        picked = {
            "who": self.random.choice([*ROLES.values()]),
            "when": self.random.choice(TIMES),
            "why": self.random.choice(REASONS),
        }
        picked["what"], picked["other"] = self.random.sample(SUBJECTS, 2)
        term_id = self.random.choice([*TERMS])
        picked["term"] = TERMS[term_id][0]
        frame = words(self.random.choice(FRAMES[kind]))
        by_language = {
            language: {name: row[at] for name, row in picked.items()} for at, language in enumerate(LANGUAGES)
        }
        return {id: _filled(frame[id], {**facts, "term_id": term_id}) for id, facts in by_language.items()}

    def paragraph(self, *kinds: str) -> Words:
        """Write sentences, one a line."""
        return _joined([self.sentence(kind) for kind in kinds], "\n")

    def paragraphs(self, *paragraphs: tuple[str, ...]) -> Words:
        """Write paragraphs of sentences."""
        return _joined([self.paragraph(*kinds) for kinds in paragraphs], "\n\n")


def _filled(frame: str, facts: dict[str, str]) -> str:
    said = frame.format(**facts, What=facts["what"].capitalize())
    return said[0].upper() + said[1:]


def _joined(texts: list[Words], joiner: str) -> Words:
    return {language: joiner.join(text[language] for text in texts) for language in LANGUAGES}


def series(count: int) -> tuple[Series, ...]:
    """Return `count` chapters in series; the first chapters are the same whatever the count."""
    numbers = range(1, count + 1)
    return tuple(_series(numbers[start : start + PER_SERIES]) for start in range(0, count, PER_SERIES))


def _series(numbers: range) -> Series:
    id = f"series-{numbers.start:03}"
    writer = Writer(id)
    return Series(
        id=id,
        title=writer.sentence("pair"),
        summary=writer.paragraph(*["statement"] * 3),
        chapters={id: chapter(id) for id in map("chapter-{:03}".format, numbers)},
    )


def chapter(id: str) -> Chapter:
    """Write one chapter, as long as the longest ones of the real playbook."""
    writer = Writer(id)
    return Chapter(
        title=writer.sentence("pair"),
        promise=writer.sentence("promise"),
        summary=writer.paragraph(*["statement"] * 3),
        themes=tuple(_theme(writer, at) for at in range(1, 6)),
        groups=tuple(_group(writer, at) for at in range(1, 5)),
        actions=tuple(_action(writer, at) for at in range(1, 9)),
        kpis=tuple(KPIS),
        gaps=tuple(Point(f"gap-{at}", writer.sentence("gap")) for at in range(1, 7)),
        maturity=tuple(_level(writer, id) for id in LEVELS),
        terms=tuple(TERMS),
        sources=(SOURCE,),
    )


def _theme(writer: Writer, at: int) -> Theme:
    return Theme(
        id=f"theme-{at}",
        title=writer.sentence("title"),
        text=writer.paragraphs(("term", "statement", "statement"), ("statement",) * 2),
        example=writer.paragraph(*["statement"] * 2),
    )


def _group(writer: Writer, at: int) -> Group:
    questions = (_question(writer, number) for number in (2 * at - 1, 2 * at))
    return Group(f"group-{at}", writer.sentence("group"), tuple(questions))


def _question(writer: Writer, at: int) -> Question:
    return Question(f"question-{at}", writer.sentence("question"), writer.sentence("listen"), 5 + at)


def _action(writer: Writer, at: int) -> Action:
    role = writer.random.choice([*ROLES])
    return Action(f"action-{at}", writer.sentence("action"), writer.sentence("deliverable"), role)


def _level(writer: Writer, id: str) -> Level:
    return Level(id, tuple(Point(f"{id}-{at}", writer.sentence("statement")) for at in (1, 2)))


def page(id: str) -> Piece:
    """Return the words of a page; one that is not in the list is called by its id."""
    return Piece(id, words(PAGES.get(id, (id, id, id))), Writer(id).paragraph(*["statement"] * 3))


def outline(id: str) -> Piece:
    """Return a chapter that has no working part yet."""
    writer = Writer(id)
    return Piece(id, writer.sentence("pair"), writer.paragraph(*["statement"] * 3))
