"""A text as plain values for the Typst templates: a list of versions, one for each language of a sheet.

So a template sets one language and two in the same way.
"""

import re
from typing import Any

from playbook.languages import language
from playbook.languages.scripts import HAN, HAN_COMPATIBILITY, HAN_PLANES, KANA_BLOCKS, LATIN_WITH_DIGITS, is_wide
from playbook.model.case import SCHEME
from playbook.model.ledger import State
from playbook.model.playbook import Playbook
from playbook.model.sheets import is_printed
from playbook.model.told import status_words
from playbook.problems import fill
from playbook.text import Block, Link, Paragraph, Span, Strong, Text, links

_CJK = KANA_BLOCKS + HAN + HAN_COMPATIBILITY + HAN_PLANES
# Where a little room goes between two scripts: too little to come out as a space when the text is copied. A number
# stays on the line of the character that counts it.
_SEAM = re.compile(f"(?<=[{_CJK}])(?=[{LATIN_WITH_DIGITS}])|(?<=[{LATIN_WITH_DIGITS}%])(?=[{_CJK}])")
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_ROOM = None
# The fields of texts that leave a mark where they are set: one tells that an item is there, and marks take time.
_KNOWN_BY = frozenset({"title", "summary", "text", "formula.numerator"})

# What stands in front of an id in a link to make it a whole one.
_OWNERS = {"id": "", "term": "glossary.", SCHEME: "case."}


class Versions:
    """Writes texts for readers of some languages, each once for all sheets; `usual` is what holds for most of them."""

    def __init__(self, playbook: Playbook, languages: tuple[str, ...], usual: tuple[State | None, ...]) -> None:
        self.playbook = playbook
        self.languages = languages
        self.usual = usual
        self._written: dict[str, list[dict[str, Any]]] = {}
        self._widths: dict[str, int] = {}

    def of(self, text: Text) -> list[dict[str, Any]]:
        """Return a text in each of the languages."""
        if text.key not in self._written:
            self._written[text.key] = [self.version(text, id) for id in self.languages]
        return self._written[text.key]

    def width(self, text: Text) -> int:
        """Return the width of a text in Latin letters, in all of the languages together."""
        if text.key not in self._widths:
            self._widths[text.key] = sum(_width(text.plain(id)) for id in self.languages)
        return self._widths[text.key]

    def notice(self) -> list[str]:
        """Return what holds for most texts, in each language."""
        usual = zip(self.languages, self.usual, strict=True)
        return [status_words(self.playbook, state, id, hint=True) for id, state in usual if state]

    def version(self, text: Text, language_id: str) -> dict[str, Any]:
        """Return a text as a reader of one language gets it."""
        shown = text.language_for(language_id)
        # Beside the text itself a second copy of it says nothing.
        twice = shown != language_id and shown in self.languages
        blocks = [] if twice or not is_printed(shown) else [self._block(block) for block in text.blocks(language_id)]
        return {
            "mark": text.key if text.key.partition(":")[2] in _KNOWN_BY else None,
            "language": shown,
            "blocks": blocks,
            "has_case": any(target.startswith(f"{SCHEME}:") for target in links(text.blocks(language_id))),
            "note": self._note(text, language_id),
            "reader": language_id,
        }

    def _note(self, text: Text, language_id: str) -> str:
        """Return what sets a text apart from most others; nothing where nothing does."""
        shown = text.language_for(language_id)
        if shown != language_id:
            word = self.playbook.words[language_id].words["missing"]
            row = language(shown)
            return fill(word, {"language": row.name if is_printed(shown) else row.tag})
        usual = dict(zip(self.languages, self.usual, strict=True)).get(language_id)
        state = self.playbook.state(text, language_id)
        return status_words(self.playbook, state, language_id) if usual and state.kind != usual.kind else ""

    def _block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Paragraph):
            return {"runs": self._runs(block.spans)}
        return {"items": [self._runs(item) for item in block.items]}

    def _runs(self, spans: tuple[Span, ...]) -> list[dict[str, Any]]:
        return [self._run(span) for span in spans]

    def _run(self, span: Span) -> dict[str, Any]:
        if isinstance(span, Strong):
            return {"strong": self._runs(span.spans)}
        if isinstance(span, Link):
            return {"link": self._runs(span.spans), **self._target(span.target)}
        return {"words": _pieces(span.text)}

    def _target(self, target: str) -> dict[str, str]:
        scheme, _, id = target.partition(":")
        if scheme in _OWNERS:
            whole_id = f"{_OWNERS[scheme]}{id}"
            return {"inside": self.playbook.entries[whole_id].address, "term": id if scheme == "term" else ""}
        return {"outside": target}


def _width(words: str) -> int:
    """Return the width of words in Latin letters."""
    return sum(2 if is_wide(sign) else 1 for sign in words)


def _pieces(words: str) -> list[Any]:
    """Split words where a little room goes, and keep a number with what it counts."""
    found: list[Any] = []
    before = ""
    for part in _SEAM.split(words):
        rest = part
        if _NUMBER.fullmatch(before):
            found[-1] = [before, _ROOM, part[0]]
            rest = part[1:]
        elif found:
            found.append(_ROOM)
        if rest:
            found.append(rest)
        before = part
    return found
