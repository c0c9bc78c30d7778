"""What stands on a sheet, as plain values for the Typst templates.

A record keeps the names of its fields. A text becomes a list of versions, one for each language of the sheet, so that
a template sets one language and two in the same way.
"""

import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import segno

from playbook.editions import Register, Stamp
from playbook.languages import Language, language
from playbook.model.chapters import PARTS, Article, Chapter, terms_of
from playbook.model.ledger import State
from playbook.model.playbook import Playbook
from playbook.model.records import Record, texts_in
from playbook.model.sheets import WHOLE, Sheet
from playbook.problems import fill
from playbook.text import Block, Link, Paragraph, Span, Strong, Text

_CJK = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Where a little room goes between two scripts: too little to come out as a space when the text is copied. A number
# stays on the line of the character that counts it.
_SEAM = re.compile(f"(?<=[{_CJK}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{_CJK}])")
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_ROOM = None
# The fonts that the project brings along; what one lacks is taken from the next.
FACES = ("Noto Sans JP", "Noto Sans SC")
# The page that tells whether a print is still true.
_CHECKS = "check-paper"
# A running head is one line.
_SHORT = 48
# Fields of a record that no sheet shows: they are for editors, or change without the content.
_UNPRINTED = frozenset({"waivers", "reviewed"})
# A page of the narrowest column holds about as many Latin letters.
_PAGE_FULL = 1500


class Documents:
    """The documents of all sheets of a playbook; what several sheets show is written once."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.register = Register(playbook)
        self._writers: dict[tuple[object, ...], _Writer] = {}

    def document(self, sheet: Sheet, paper: str) -> dict[str, Any]:
        """Return everything that a template needs for one sheet."""
        playbook, settings = self.playbook, self.playbook.settings
        chapters = playbook.chapters if sheet.id == WHOLE else (playbook.chapter_by_id[sheet.id],)
        writer = self._writer(sheet.languages, chapters)
        title = settings.title if sheet.id == WHOLE else chapters[0].title
        address = _page_address(playbook, sheet)
        stamp = self.register.stamp(sheet)
        return {
            "kind": sheet.kind,
            "paper": paper,
            "title": title.plain(sheet.languages[0]),
            "short": _short(title.plain(sheet.languages[0])),
            "languages": [_row(language(id)) for id in sheet.languages],
            "rows": {id: _row(language(id)) for id in settings.languages},
            "words": writer.words,
            "playbook": writer.value(settings.title),
            "notice": writer.notice(),
            "page": _reached(address),
            "check": _reached(_check_address(playbook, sheet, stamp.code)),
            "stamp": writer.stamp(stamp),
            "chapters": [writer.chapter(chapter) for chapter in chapters],
            "catalogue": writer.catalogue(chapters),
            "book": writer.book() if sheet.id == WHOLE else None,
        }

    def _writer(self, languages: tuple[str, ...], chapters: tuple[Chapter, ...]) -> "_Writer":
        usual = tuple(self._usual(id, chapters) for id in languages)
        return self._writers.setdefault((languages, usual), _Writer(self.playbook, languages, usual))

    def _usual(self, language_id: str, chapters: tuple[Chapter, ...]) -> State | None:
        """Return what holds for most texts of chapters in a language; nothing where nothing is recorded."""
        states = self.playbook.usual_states
        found = Counter(states[key] for chapter in chapters if (key := (language_id, chapter.address)) in states)
        return found.most_common(1)[0][0] if found else None


def _row(row: Language) -> dict[str, Any]:
    code, _, _ = row.id.partition("-")
    names = {name: getattr(row, name) for name in ("name", "region", "leading", "colon", "separator")}
    return {"code": code, "faces": sorted(FACES, key=lambda face: face != row.face), **names}


def _short(title: str) -> str:
    return title if len(title) <= _SHORT else title[: _SHORT - 1] + "…"


def _page_address(playbook: Playbook, sheet: Sheet) -> str:
    """Return the address of the page that the sheet is made of; nothing where the site has no address."""
    page = "index.html" if sheet.id == WHOLE else playbook.chapter_by_id[sheet.id].address
    companion = f"?with={sheet.languages[1]}" if len(sheet.languages) > 1 else ""
    return _address(playbook, sheet, page + companion)


def _check_address(playbook: Playbook, sheet: Sheet, code: str) -> str:
    """Return the address that tells whether the sheet is still true; nothing where there is no such page."""
    return _address(playbook, sheet, f"check-paper.html?code={code}") if _CHECKS in playbook.page_by_id else ""


def _address(playbook: Playbook, sheet: Sheet, page: str) -> str:
    address = playbook.settings.address
    return f"{address.rstrip('/')}/{sheet.languages[0]}/{page}" if address else ""


def _reached(address: str) -> dict[str, str] | None:
    """Return an address with its QR code as SVG."""
    if not address:
        return None
    drawing = io.BytesIO()
    segno.make(address, micro=False, error="m").save(drawing, kind="svg", border=0, xmldecl=False, nl=False)
    return {"address": address, "code": drawing.getvalue().decode()}


@dataclass(frozen=True)
class _Writer:
    """Writes records for readers of some languages."""

    playbook: Playbook
    languages: tuple[str, ...]
    usual: tuple[State | None, ...]
    _chapters: dict[str, dict[str, Any]] = field(default_factory=dict)

    @cached_property
    def words(self) -> Mapping[str, list[str]]:
        """The generator's own words by key, one for each language."""
        first, *_ = self.languages
        return {key: [self._words(id)[key] for id in self.languages] for key in self._words(first)}

    def _words(self, language_id: str) -> Mapping[str, str]:
        return self.playbook.words[language_id].words

    def notice(self) -> list[str]:
        """Write what holds for most texts, in each language."""
        told = zip(self.languages, self.usual, strict=True)
        return [self._told(state, id, hint=True) for id, state in told if state]

    def _told(self, state: State, language_id: str, *, hint: bool = False) -> str:
        words = self._words(language_id)
        if not state.review or state.is_stale:
            return words[f"{state.kind}_hint" if hint else state.kind]
        role = self.playbook.role_by_id.get(state.review.role)
        name = role.title.plain(language_id) if role else state.review.role
        return fill(words["reviewed"], {"role": name, "date": state.review.date.isoformat()})

    def stamp(self, stamp: Stamp) -> list[str]:
        """Write what tells the edition of a sheet, in its first language."""
        words = self._words(self.languages[0])
        edition = fill(words["edition"], {"name": stamp.edition}) if stamp.edition else words["draft"]
        return [fill(words["paper_code"], {"code": stamp.code}), edition]

    def chapter(self, chapter: Chapter) -> dict[str, Any]:
        """Write a chapter, with what the playbook knows of its place; once for all its sheets."""
        if chapter.id not in self._chapters:
            self._chapters[chapter.id] = self._chapter(chapter)
        return self._chapters[chapter.id]

    def _chapter(self, chapter: Chapter) -> dict[str, Any]:
        number = self.playbook.number_of(chapter)
        relations = self.playbook.relations_of(chapter.id)
        home = self.playbook.series_by_id.get(getattr(chapter, "series", ""))
        gate = home.gates[chapter.gate] if isinstance(chapter, Article) and chapter.gate and home else None
        terms = terms_of(chapter)
        shown = {part: getattr(chapter, field, None) for part, field in PARTS.items()}
        shown |= {"relations": relations, "terms": terms}
        return {
            **self.value(chapter),
            "kind": chapter.kind,
            "kicker": [self._kicker(chapter, number, id) for id in self.languages],
            "address": chapter.address,
            "home": self.value(home.title) if home else None,
            "gate": self.value(gate),
            "relations": self.value(relations),
            "terms": terms,
            "minutes": sum(question.minutes or 0 for question in chapter.questions),
            "parts": [part for part, value in shown.items() if value],
        }

    def _kicker(self, chapter: Chapter, number: tuple[int, int] | None, language_id: str) -> str:
        words = self._words(language_id)
        if number:
            facts = {"kind": words[chapter.kind], "number": str(number[0]), "count": str(number[1])}
            return fill(words["number_of"], facts)
        home = self.playbook.series_by_id.get(getattr(chapter, "series", ""))
        return words["series"] + language(language_id).colon + home.title.plain(language_id) if home else ""

    def catalogue(self, chapters: tuple[Chapter, ...]) -> dict[str, Any]:
        """Write what the chapters refer to, by id; all of it for the whole playbook."""
        if len(chapters) == len(self.playbook.chapters):
            return self._catalogue
        kpis = {id for chapter in chapters for id in chapter.kpis}
        kpis |= {pair for id in kpis for pair in self.playbook.kpi_by_id[id].pairs}
        shown = {
            "kpis": kpis,
            "terms": {id for chapter in chapters for id in terms_of(chapter)},
            "sources": {id for chapter in chapters for id in chapter.sources},
        }
        few = {name: {id: value for id, value in self._catalogue[name].items() if id in shown[name]} for name in shown}
        return {**self._catalogue, **few}

    @cached_property
    def _catalogue(self) -> dict[str, Any]:
        playbook = self.playbook
        return {
            "kpis": {id: self.value(kpi) for id, kpi in playbook.kpi_by_id.items()},
            "terms": {id: self._term(id) for id in playbook.term_by_id},
            "roles": {id: self.value(role.title) for id, role in playbook.role_by_id.items()},
            "levels": {level.id: self.value(level) for level in playbook.model.levels},
            "levels_rule": self.value(playbook.model.levels_rule),
            "titles": {chapter.id: self.value(chapter.title) for chapter in playbook.chapters},
            "sources": {id: self.value(source) for id, source in playbook.source_by_id.items()},
        }

    def _term(self, id: str) -> dict[str, Any]:
        """Write a term with its words in the languages that the sheet is not in."""
        term = self.playbook.term_by_id[id]
        others = [other for other in self.playbook.settings.languages if other not in self.languages]
        return {
            **self.value(term),
            "others": [self._version(term.title, other) for other in others if other in term.title.versions],
        }

    def book(self) -> dict[str, Any]:
        """Write the order of the book: its parts, and its index of terms by letters."""
        playbook, (id, *_) = self.playbook, self.languages
        letters = playbook.terms_by_letter(id).items()
        return {
            "pillars": [chapter.id for chapter in playbook.pillars],
            "results": [chapter.id for chapter in playbook.results],
            "series": [
                {
                    **self.value(series),
                    "articles": [article.id for article in playbook.articles if article.series == series.id],
                }
                for series in playbook.series
            ],
            "relations": self.value(playbook.model.relations),
            "index": [{"letter": letter, "terms": [term.id for term in terms]} for letter, terms in letters],
        }

    def value(self, value: object) -> Any:
        """Write a value of the model: a text as its versions, a record by its fields."""
        if isinstance(value, Text):
            return [self._version(value, id) for id in self.languages]
        if isinstance(value, Record):
            shown = [name for name in type(value).model_fields if name not in _UNPRINTED]
            return {name: self.value(getattr(value, name)) for name in shown} | {"long": self._is_long(value)}
        if isinstance(value, tuple):
            return [self.value(one) for one in value]
        if isinstance(value, Mapping):
            return {key: self.value(one) for key, one in value.items()}
        return value

    def _is_long(self, record: Record) -> bool:
        """Tell whether a record may not fit on a page, so that it must break."""
        shown = (text.plain(id) for text in texts_in(record) for id in self.languages)
        return sum(map(_width, shown)) > _PAGE_FULL

    def _version(self, text: Text, language_id: str) -> dict[str, Any]:
        shown = text.language_for(language_id)
        # Beside the text itself a second copy of it says nothing.
        twice = shown != language_id and shown in self.languages
        blocks = [] if twice else [self._block(block) for block in text.blocks(language_id)]
        return {"language": shown, "blocks": blocks, "note": self._note(text, language_id), "reader": language_id}

    def _note(self, text: Text, language_id: str) -> str:
        """Return what sets a text apart from most others; nothing where nothing does."""
        shown = text.language_for(language_id)
        if shown != language_id:
            return fill(self._words(language_id)["missing"], {"language": language(shown).name})
        usual = dict(zip(self.languages, self.usual, strict=True)).get(language_id)
        state = self.playbook.state(text, language_id)
        return self._told(state, language_id) if usual and state.kind != usual.kind else ""

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
        if scheme in ("id", "term"):
            whole_id = id if scheme == "id" else f"glossary.{id}"
            return {"inside": self.playbook.entries[whole_id].address, "term": id if scheme == "term" else ""}
        return {"outside": target}


def _width(words: str) -> int:
    """Return the width of words in Latin letters."""
    return sum(2 if sign > "\u2e7f" else 1 for sign in words)


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
