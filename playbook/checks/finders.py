"""What a rule forbids and no single pattern finds."""

import re
from collections.abc import Iterator
from functools import cache

from playbook.languages.scripts import HAN, LATIN


def foreign_letters(text: str, own: str, others: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Find Han characters that the national character set of a language lacks and one of another language has.

    The codecs of Python hold these sets: all of GB 2312 is simplified, Big5 and Windows-31J hold other forms. So no
    package with a table is needed (hanzidentifier is kept well, but would be a dependency for this alone).
    """
    if _has_all(own, text):
        return iter(())
    letters = "".join(sorted(letter for letter in set(text) if _is_foreign(letter, own, others)))
    return re.finditer(f"[{letters}]+", text) if letters else iter(())


_HAN = re.compile(f"[{HAN}]")


@cache
def _is_foreign(letter: str, own: str, others: tuple[str, ...]) -> bool:
    return (
        _HAN.match(letter) is not None
        and not _has_all(own, letter)
        and any(_has_all(other, letter) for other in others)
    )


def _has_all(codec: str, text: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


_OPENING = {"）": "（", "」": "「", "』": "『", "》": "《", "】": "【", "”": "“"}
_BRACKET = re.compile(rf"\n\n|[{''.join(map(re.escape, (*_OPENING, *_OPENING.values())))}]")


def unpaired_brackets(text: str) -> Iterator[re.Match[str]]:
    """Find brackets and quotation marks whose other half is not in the same text."""
    if all(text.count(closing) == text.count(opening) for closing, opening in _OPENING.items()):
        return
    left_open: list[re.Match[str]] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "\n\n":
            yield from left_open
            left_open = []
        elif match[0] not in _OPENING:
            left_open.append(match)
        elif left_open and left_open[-1][0] == _OPENING[match[0]]:
            left_open.pop()
        else:
            yield match
    yield from left_open


_LIST = re.compile(r"(?:^- .*(?:\n(?!- ).+)*\n?)+", re.MULTILINE)
_ENTRY = re.compile(r"^- .*(?:\n(?!- ).+)*", re.MULTILINE)


def mixed_lists(text: str) -> Iterator[re.Match[str]]:
    """Find lists in which some entries end like a sentence and some do not."""
    for found in _LIST.finditer(text) if "\n- " in text else ():
        if len({entry[-1] in "。；？！" for entry in _ENTRY.findall(found[0].rstrip())}) > 1:
            yield found


_LATIN_RUN = re.compile(rf"[{LATIN}](?<![{LATIN}].)[{LATIN}'-]*(?:,? [{LATIN}][{LATIN}'-]*){{3,}}")


def latin_sentences(text: str) -> Iterator[re.Match[str]]:
    """Find four words in Latin letters or more, some of them common ones: no name and no abbreviation."""
    for found in _LATIN_RUN.finditer(text):
        if sum(word[0].islower() for word in found[0].split()) > 1:
            yield found


def words_with(text: str, word: re.Pattern[str], parts: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Find words by a pattern that would be slow everywhere: only where one of some parts stands."""
    for part in parts:
        at = text.find(part)
        while at >= 0:
            end = text.find(" ", at)
            match = word.search(text, text.rfind(" ", 0, at) + 1, end if end >= 0 else len(text))
            if match:
                yield match
            at = text.find(part, at + 1)
