"""Texts in several languages, and the few inline marks that a text may hold.

The marks are our own rule, as CommonMark's `**` fails beside Japanese and Chinese punctuation.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    """A run that leads somewhere: `target` is `https://...`, `mailto:...`, `id:<whole id>` or `term:<id>`."""

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
    """A text whose inline marks do not close or lead nowhere; `code` names the message, `found` the faulty run."""

    def __init__(self, code: str, found: str) -> None:
        super().__init__(f"{code}: {found}")
        self.code = code
        self.found = found


@dataclass(frozen=True)
class Text:
    """One text in each of its languages; asking for a language that is missing gives the source language.

    A text never prints itself: whoever shows it must say in which language.
    """

    source: str
    versions: Mapping[str, tuple[Block, ...]]

    def language_for(self, language: str) -> str:
        """Tell in which language a reader of `language` gets this text."""
        if language in self.versions:
            return language
        return self.source if self.source in self.versions else next(iter(self.versions))

    def blocks(self, language: str) -> tuple[Block, ...]:
        """Give the text for a reader of `language`."""
        return self.versions[self.language_for(language)]

    def plain(self, language: str) -> str:
        """Give the text without its marks, one block a line."""
        return "\n".join(_plain(block) for block in self.blocks(language))

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("a Text does not print itself: choose a language with blocks() or plain()")

    __str__ = __html__ = __format__ = _refuse


def _plain(block: Block) -> str:
    if isinstance(block, Paragraph):
        return plain(block.spans)
    return "\n".join(plain(item) for item in block.items)


def plain(spans: tuple[Span, ...]) -> str:
    """Give the characters of spans without their marks."""
    return "".join(span.text if isinstance(span, Words) else plain(span.spans) for span in spans)


def links(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Give the target of every link in blocks, in order."""
    for block in blocks:
        runs = (block.spans,) if isinstance(block, Paragraph) else block.items
        for run in runs:
            yield from _targets(run)


def _targets(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        if isinstance(span, Link):
            yield span.target
        if not isinstance(span, Words):
            yield from _targets(span.spans)


def label(source: str) -> tuple[Block, ...]:
    """Read one plain line, in which no mark has a meaning."""
    return (Paragraph((Words(source),)),)


def parse(source: str, joiner: str) -> tuple[Block, ...]:
    """Read a text with marks into blocks; lines of one paragraph are joined with `joiner`.

    Raises MarkupError where a mark is left open or a link leads to an address that is not allowed.
    """
    return tuple(block for part in re.split(r"\n[ ]*\n+", source) for block in _blocks(part.split("\n"), joiner))


def _blocks(lines: list[str], joiner: str) -> Iterator[Block]:
    run: list[str] = []
    items: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if line.startswith("- "):
            if run:
                yield Paragraph(spans(joiner.join(run)))
                run = []
            items.append(line[2:].strip())
        elif items:
            items[-1] += joiner + line
        else:
            run.append(line)
    if run:
        yield Paragraph(spans(joiner.join(run)))
    if items:
        yield Bullets(tuple(spans(item) for item in items))


_MARK = re.compile(r"\*\*|\[|\]")
_TARGET = re.compile(r"\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_ALLOWED = re.compile(
    r"https://[^\s/]\S*"
    r"|mailto:[^\s@]+@[^\s@]+"
    r"|id:[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?"
    r"|term:[a-z][a-z0-9-]*"
)


def spans(source: str) -> tuple[Span, ...]:
    """Read one run of text with marks; raises MarkupError as `parse` does."""
    if not _MARK.search(source):
        return (Words(source),)
    found, end = _spans(source, 0, closing="")
    assert end == len(source)
    return found


def _spans(source: str, start: int, closing: str) -> tuple[tuple[Span, ...], int]:
    """Read spans from `start` to the mark `closing`; give them and the place behind that mark."""
    found: list[Span] = []
    at = start
    while mark := _MARK.search(source, at):
        if mark[0] == closing:
            return (*found, *_words(source[at : mark.start()])), mark.end()
        if mark[0] == "[" and not _opens_link(source, mark.end()):
            found += _words(source[at : mark.end()])
            at = mark.end()
            continue
        if mark[0] == "]":
            found += _words(source[at : mark.end()])
            at = mark.end()
            continue
        found += _words(source[at : mark.start()])
        span, at = _strong(source, mark.end()) if mark[0] == "**" else _link(source, mark.end())
        found.append(span)
    if closing:
        raise MarkupError("mark-left-open", source[max(0, start - 2) : start + 20])
    return (*found, *_words(source[at:])), len(source)


def _words(source: str) -> tuple[Span, ...]:
    return (Words(source),) if source else ()


def _strong(source: str, start: int) -> tuple[Span, int]:
    inner, end = _spans(source, start, closing="**")
    if not inner:
        raise MarkupError("mark-left-open", source[max(0, start - 2) : start + 20])
    return Strong(inner), end


def _opens_link(source: str, start: int) -> bool:
    end = source.find("]", start)
    return end >= 0 and source.startswith("](", end)


def _link(source: str, start: int) -> tuple[Span, int]:
    end = source.index("]", start)
    target = _TARGET.match(source, end)
    if target is None:
        raise MarkupError("link-left-open", source[start - 1 : start + 30])
    if end == start:
        raise MarkupError("link-without-words", source[start - 1 : target.end()])
    if not _ALLOWED.fullmatch(target[1]):
        raise MarkupError("link-not-allowed", target[1])
    return Link(spans(source[start:end]), target[1]), target.end()
