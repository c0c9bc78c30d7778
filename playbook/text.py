"""Texts in several languages, and the few inline marks that a text may hold.

The marks are our own rule, as CommonMark's `**` fails beside Japanese and Chinese punctuation.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NoReturn


@dataclass(frozen=True)
class Words:
    """A run of plain characters."""

    text: str


@dataclass(frozen=True)
class Strong:
    """A run with emphasis."""

    spans: tuple["Span", ...]


@dataclass(frozen=True)
class Link:
    """A run that leads somewhere.

    `target` is an address, `id:<whole id>`, `term:<id>`, or `case:<id>`: a figure of the worked case, which the words
    write out.
    """

    spans: tuple["Span", ...]
    target: str


Span = Words | Strong | Link


@dataclass(frozen=True)
class Paragraph:
    """Spans that run on."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Bullets:
    """A list of one level."""

    items: tuple[tuple[Span, ...], ...]


Block = Paragraph | Bullets


class MarkupError(ValueError):
    """A text whose inline marks do not close or lead nowhere.

    `code` names the message, `found` the faulty run, `at` counts the characters in front of it.
    """

    def __init__(self, code: str, found: str, at: int = 0) -> None:
        super().__init__(f"{code}: {found}")
        self.code = code
        self.found = found
        self.at = at


@dataclass(frozen=True)
class Text:
    """One text in each of its languages; asking for a language that is missing gives the source language.

    A text never prints itself: whoever shows it must say in which language. `key` names it in the whole playbook: the
    id of its item, a colon and the way to the field, such as `leadership.coaching-time:listen_for`.
    """

    source: str
    versions: Mapping[str, tuple[Block, ...]]
    key: str = ""

    def language_for(self, language: str) -> str:
        """Tell in which language a reader of `language` gets this text."""
        if language in self.versions:
            return language
        return self.source if self.source in self.versions else next(iter(self.versions))

    def blocks(self, language: str) -> tuple[Block, ...]:
        """Return the text for a reader of `language`."""
        return self.versions[self.language_for(language)]

    def plain(self, language: str) -> str:
        """Return the text without its marks, one block a line."""
        blocks = self.blocks(language)
        return _plain(blocks[0]) if len(blocks) == 1 else "\n".join([_plain(block) for block in blocks])

    def fingerprint(self, language: str) -> str:
        """Return a hash of what a reader of `language` gets."""
        shown = self.language_for(language)
        self.versions[shown]
        return self.fingerprints[shown]

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """A hash of what the text says, by language."""
        return {language: fingerprint(blocks) for language, blocks in self.versions.items()}

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """A hash of all that each version holds, the ends of its lines included, by language."""
        return {language: _digest(blocks) for language, blocks in self.versions.items()}

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("a Text does not print itself: choose a language with blocks() or plain()")

    __str__ = __html__ = __format__ = _refuse


def _digest(blocks: tuple[Block, ...]) -> str:
    """Return a hash of blocks, made without the names of types and fields, which take long to write."""
    said = [
        _runs(block.spans) if isinstance(block, Paragraph) else ("list", *map(_runs, block.items)) for block in blocks
    ]
    return hashlib.sha256(repr(said).encode(errors="surrogatepass")).hexdigest()


def _runs(spans: tuple[Span, ...]) -> tuple[object, ...]:
    return tuple(span.text if isinstance(span, Words) else (_runs(span.spans), _target(span)) for span in spans)


def _target(span: Strong | Link) -> str:
    return span.target if isinstance(span, Link) else ""


def _plain(block: Block) -> str:
    if isinstance(block, Paragraph):
        return plain(block.spans)
    return "\n".join(plain(item) for item in block.items)


def plain(spans: tuple[Span, ...]) -> str:
    """Return the characters of spans without their marks."""
    if len(spans) == 1 and isinstance(spans[0], Words):  # most texts are one run
        return spans[0].text
    return "".join([span.text if isinstance(span, Words) else plain(span.spans) for span in spans])


def links(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Return the target of every link in blocks, in order."""
    return (link.target for link in linked(blocks))


def linked(blocks: tuple[Block, ...]) -> Iterator[Link]:
    """Return every link in blocks, in order."""
    for block in blocks:
        runs = (block.spans,) if isinstance(block, Paragraph) else block.items
        for run in runs:
            yield from _links(run)


def _links(spans: tuple[Span, ...]) -> Iterator[Link]:
    for span in spans:
        if isinstance(span, Link):
            yield span
        if not isinstance(span, Words):
            yield from _links(span.spans)


def fingerprint(blocks: tuple[Block, ...]) -> str:
    """Return a hash of what a text says: marks and all, but not where its lines end."""
    return hashlib.sha256(written(blocks).encode()).hexdigest()[:FINGERPRINT]


def written(blocks: tuple[Block, ...]) -> str:
    """Return a text with its marks, one block or entry of a list a line."""
    return "\n".join([_written(block) for block in blocks])


# Digits of a hash: 48 bits, enough to tell the versions of one text from each other, and short enough for a line.
FINGERPRINT = 12


def _written(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _marked(block.spans)
    return "\n".join([f"- {_marked(item)}" for item in block.items])


def _marked(spans: tuple[Span, ...]) -> str:
    return "".join([span.text if isinstance(span, Words) else _with_marks(span) for span in spans])


def _with_marks(span: Strong | Link) -> str:
    inner = _marked(span.spans)
    return f"**{inner}**" if isinstance(span, Strong) else f"[{inner}]({span.target})"


def label(source: str) -> tuple[Block, ...]:
    """Read one plain line, in which no mark has a meaning."""
    return (Paragraph((Words(source),)),)


def parse(source: str, joiner: str) -> tuple[Block, ...]:
    """Read a text with marks into blocks; lines of one paragraph are joined with `joiner`.

    Raises MarkupError where a mark is left open or a link leads to an address that is not allowed.
    """
    return tuple(_blocks(source, joiner))


# A run of lines that is one paragraph or one entry of a list: it ends before an empty line and before the next entry.
_RUN = re.compile(r"^(?P<indent>[^\S\n]*)(?P<dash>- +)?(?P<run>\S.*(?:\n[^\S\n]*(?!- )\S.*)*)", re.MULTILINE)


def runs(source: str) -> Iterator[tuple[bool, str]]:
    """Return the paragraphs and the entries of lists of a text, with their marks and lines; True means an entry."""
    return ((run["dash"] is not None, run["run"]) for run in _RUN.finditer(source))


# Two lines in a row that begin with 1 and 2, or 3 and 4: no list is made of them, and as a paragraph they would run on.
_NUMBERED = re.compile(
    r"^[^\S\n]*(?P<first>\d{1,2}[.)．）、][^\S\n]*\S.*)\n[^\S\n]*(?P<next>\d{1,2})[.)．）、]", re.MULTILINE
)


def _refuse_numbered(source: str) -> None:
    """Raise MarkupError where lines are numbered by hand."""
    for found in _NUMBERED.finditer(source):
        if int(found["next"]) == int(re.split(r"\D", found["first"], maxsplit=1)[0]) + 1:
            raise MarkupError("numbered-list", found["first"], found.start("first"))


def _blocks(source: str, joiner: str) -> Iterator[Block]:
    for is_list, runs in groupby(_RUN.finditer(source), lambda run: run["dash"] is not None):
        read = [
            (run["indent"], spans(run["run"].rstrip(), joiner, run.start("run")), run.start("dash")) for run in runs
        ]
        if not is_list:
            _refuse_numbered(source)
            yield from (Paragraph(found) for _, found, _ in read)
            continue
        deeper = next((at for indent, _, at in read if len(indent) > len(read[0][0])), None)
        if deeper is not None:
            raise MarkupError("list-in-list", source[deeper:].split("\n", 1)[0], deeper)
        yield Bullets(tuple(found for _, found, _ in read))


# A pair of brackets is a link only where an address in parentheses follows at once; other brackets are plain.
_MARK = re.compile(
    r"\*\*|\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?P<end>\)?)",
)
_ALLOWED = re.compile(
    r"https://[^\s/]\S*"
    r"|mailto:[^\s@]+@[^\s@]+"
    r"|id:[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?"
    r"|term:[a-z][a-z0-9-]*"
    r"|case:[a-z][a-z0-9-]*"
)


def spans(source: str, joiner: str = " ", start: int = 0) -> tuple[Span, ...]:
    """Read one run of text with marks; raises MarkupError as `parse` does.

    `start` counts the characters of the whole text in front of this run.
    """
    outer: list[Span] = []
    inner: list[Span] | None = None
    opened = at = 0
    for mark in _MARK.finditer(source):
        found = outer if inner is None else inner
        found += _words(source[at : mark.start()], joiner)
        at = mark.end()
        if mark[0] != "**":
            found.append(_link(mark, joiner, start))
        elif inner is None:
            inner, opened = [], mark.start()
        else:
            outer.append(_strong(inner, source, opened, start))
            inner = None
    if inner is not None:
        raise _open_strong(source, opened, start)
    return (*outer, *_words(source[at:], joiner))


_LINE_END = re.compile(r"\s*\n\s*")


def _words(source: str, joiner: str) -> tuple[Span, ...]:
    return (Words(_LINE_END.sub(joiner, source)),) if source else ()


def _strong(inner: list[Span], source: str, opened: int, start: int) -> Strong:
    if not plain(tuple(inner)).strip():
        raise _open_strong(source, opened, start)
    return Strong(tuple(inner))


def _open_strong(source: str, opened: int, start: int) -> MarkupError:
    return MarkupError("mark-left-open", source[opened:].split("\n", 1)[0], start + opened)


def _link(mark: re.Match[str], joiner: str, start: int) -> Link:
    at = start + mark.start()
    if not mark["end"]:
        raise MarkupError("link-left-open", mark[0], at)
    if not mark["words"].strip():
        raise MarkupError("link-without-words", mark[0], at)
    if not _ALLOWED.fullmatch(mark["target"]):
        raise MarkupError("link-not-allowed", mark["target"], start + mark.start("target"))
    return Link(spans(mark["words"], joiner, start + mark.start("words")), mark["target"])
