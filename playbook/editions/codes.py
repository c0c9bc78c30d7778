"""Paper that can be checked: a content code for each sheet, editions that keep old codes known, and what changed.

A code is a function of the sheet (id, kind, languages) and of the texts that it shows, so two prints with one code say
the same. Which texts a kind of sheet shows stands in `SHOWN`.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, partial
from typing import Any

from playbook.model.case import Computed
from playbook.model.catalogues import Kpi, Term, abbreviation_of
from playbook.model.chapters import Article, Chapter, terms_of
from playbook.model.editions import Edition, Prints, PrintsOfItems
from playbook.model.examples import WorkedExample
from playbook.model.playbook import Entry, Playbook
from playbook.model.records import Record, texts_in
from playbook.model.sheets import BOOK, PAGE, ROLE, TEMPLATE, Sheet, page_sheets, sheets
from playbook.model.templates import TemplateField
from playbook.text import Text

# Digits and letters that nobody mistakes for each other when reading or typing (Crockford's base 32: no I, L, O, U).
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# The fields that a kind of sheet shows of each kind of item: what its code covers, and all that its template is given.
# A field that names something else stands for its title, and `maturity` for the rule of the levels. No code covers what
# stands around the content: the generator's own words, the name of the playbook, the number of a chapter among its
# kind, addresses of the site, and where the translations stand.
_CHAPTERS = ("pillar", "result", "article")
_KPI = ("title", "abbreviation", "formula.numerator", "formula.denominator", "formula.times", "unit", "direction")
_WHOLE_CHAPTER: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        _CHAPTERS,
        (
            *("title", "promise", "summary", "audience", "questions_lead", "actions_lead", "benefits_lead"),
            *("maturity", "sources"),
        ),
    ),
    **dict.fromkeys(("thought", "theme", "group", "gate"), ("title", "text", "example", "addition")),
    **dict.fromkeys(("benefit", "gap", "statement", "example", "further"), ("text", "addition")),
    "question": ("text", "listen_for", "minutes", "addition"),
    "action": ("text", "deliverable", "role", "addition"),
    "relation": ("how", "origins", "targets", "text", "addition"),
    "kpi": (*_KPI, "example", "pairs"),
    "term": ("title", "abbreviation", "text"),
    "level": ("title",),
    "source": ("address",),
    "series": ("title",),
}
SHOWN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "chapter": _WHOLE_CHAPTER,
    "checklist": {
        **dict.fromkeys(_CHAPTERS, ("title",)),
        "question": ("text",),
        "action": ("text", "deliverable"),
        "series": ("title",),
    },
    "questions": {
        **dict.fromkeys(_CHAPTERS, ("title", "promise")),
        "group": ("title",),
        "question": ("text", "addition"),
        "series": ("title",),
    },
    "guide": {
        **dict.fromkeys(_CHAPTERS, ("title", "promise", "summary", "audience", "questions_lead", "sessions")),
        "question": ("text", "listen_for", "minutes"),
        "kpi": ("title",),
        "series": ("title",),
    },
    "card": {
        **dict.fromkeys(_CHAPTERS, ("title", "promise")),
        "theme": ("title",),
        "question": ("text",),
        "series": ("title",),
    },
    ROLE: {
        "role": ("title", "text", "addition"),
        "kpi": _KPI,
        **dict.fromkeys(_CHAPTERS, ("title",)),
        "action": ("text", "deliverable"),
    },
    TEMPLATE: {"template": ("title", "audience", "text", "fields", "columns", "rows")},
    BOOK: {
        **_WHOLE_CHAPTER,
        "kpi": (*_KPI, "scope", "misuse", "example", "pairs"),
        "figure-group": ("title",),
        "figure": ("title", "value", "unit", "computed"),
        "series": ("title", "summary"),
    },
    PAGE: {
        "page": ("title", "text"),
        "section": ("title", "text", "addition"),
        "source": ("title", "text", "address"),
        "kpi": (*_KPI, "interval", "scope", "definitions", "misuse", "example", "addition"),
        "symptom": ("title", "text", "addition"),
        "calculator": ("title", "text", "note", "function", "addition"),
        "figure-group": ("title",),
        "figure": ("title", "value", "unit", "computed"),
        "template": ("title", "audience", "text", "fields", "columns", "rows"),
        "term": ("title", "abbreviation", "text", "note", "addition"),
        "avoid": ("language", "word", "reason"),
        "level": ("title", "text"),
        "relation": ("how", "text", "addition"),
        "cell": ("pillar", "result", "actions", "kpis", "reason"),
        "role": ("title", "text", "addition"),
        "series": ("title", "summary"),
        "phase": ("title", "text"),
        "gate": ("title", "text"),
        "module": ("title", "covered_by", "planned"),
        **dict.fromkeys(_CHAPTERS, ("title", "promise")),
        **dict.fromkeys(("question", "gap", "statement"), ("text",)),
        "action": ("text", "deliverable"),
    },
}
# What a page shows of an item that has its place on another one.
_QUOTED = ("title", "abbreviation", "promise", "text", "deliverable")
# The fields of an item that name others, with what stands before their ids in whole ids.
_NAMING = {
    **dict.fromkeys(("questions", "actions", "gaps", "pillar", "result", "origins", "targets", "chapters"), ""),
    **dict.fromkeys(("kpis", "pairs"), "kpis."),
    "sources": "pages.",
}
# The kinds of items that a page shows all of, by their titles.
_LISTING = {
    "home": (*_CHAPTERS, "series", "symptom"),
    "kpis": (*_CHAPTERS, "symptom"),
    "assessment": (*_CHAPTERS, "statement", "level"),
    "pillars": ("pillar",),
    "results": ("result",),
    **dict.fromkeys(("checklists", "model", "map"), _CHAPTERS),
}
# Digits of a print: 32 bits tell two versions of one text from each other.
PRINT = 8
# What an example says beside its texts.
_FIGURES: Any = {"function": True, "inputs": {"__all__": {"name", "values", "unit"}}, "result": True, "unit": True}
# What is never shown as words of an item: its identity, what programs need, and where its ways lead.
_HIDDEN = frozenset(
    {"id", "formerly", "waivers", "source_language", "series", "variants", "informal", "avoid", "reviewed", "if_off"}
    # Told in each language by `_values`.
    | {"abbreviation", "abbreviations"}
)


# Returns what a function makes, by its name, of the words that it asks for and of what it is given besides: or what it
# made of the same in an earlier run, as JSON has it.
Recall = Callable[[str, str, Callable[[], Any]], Any]
# What a record says: a text, the same in every language, or something else in each that it is there for.
Value = Text | str | Mapping[str, str]


def guard(letters: str) -> str:
    """Return the last letter of a code, which guards the others: the browser reckons the same."""
    return LETTERS[sum((2 * place + 1) * LETTERS.index(letter) for place, letter in enumerate(letters)) % len(LETTERS)]


@dataclass(frozen=True)
class Stamp:
    """What a sheet carries: its code, and the newest edition in which it stood as it is now, if any."""

    code: str
    edition: str | None


class Register:
    """The codes of a playbook's sheets as it is now; what earlier runs found may be recalled."""

    def __init__(self, playbook: Playbook, recall: Recall = lambda _name, _given, make: make()) -> None:
        self.playbook = playbook
        self._recall = recall
        self._codes: dict[Sheet, str] = {}
        self._shown: dict[str, tuple[str, ...]] = {}
        self._values: dict[str, Mapping[str, tuple[Value, ...]]] = {}
        self._entries: dict[tuple[str, str], tuple[Entry, ...]] = {}
        self._digests: dict[str, str] = {}
        # By the name of the sheet, and by item: what is known at once of all.
        self._stamps: dict[str, Stamp] = {}
        self._prints: dict[str, Mapping[str, Mapping[str, str]]] = {}
        # By item: sheets share most of their lines.
        self._lines: dict[str, dict[tuple[str, str], str]] = {}

    def anew(self) -> "Register":
        """Return a register of the same that knows no code yet, and asks for the words of all that it tells."""
        new = Register(self.playbook)
        new._values = self._values
        return new

    def code(self, sheet: Sheet) -> str:
        """Return the content code of a sheet, such as `K7QM-2XA4`; the last letter guards against mistyping."""
        return self._codes.get(sheet) or self._codes.setdefault(sheet, self._code(sheet))

    def _code(self, sheet: Sheet, then: PrintsOfItems | None = None) -> str:
        words = "\n".join((sheet.name, *self.lines(sheet, then)))
        number = int.from_bytes(hashlib.blake2b(words.encode(), digest_size=5).digest())
        digits = [number >> 5 * place & 31 for place in range(7)]
        letters = "".join(LETTERS[digit] for digit in digits)
        letters += guard(letters)
        return f"{letters[:4]}-{letters[4:]}"

    def stamp(self, sheet: Sheet) -> Stamp:
        """Return what is printed on a sheet."""
        return self._stamps.get(sheet.name) or self._stamp(sheet)

    def _stamp(self, sheet: Sheet) -> Stamp:
        code = self.code(sheet)
        newest = (one.name for one in reversed(self.playbook.editions) if self._code_in(one, sheet) == code)
        return Stamp(code, next(newest, None))

    def _code_in(self, edition: Edition, sheet: Sheet) -> str:
        """Return the code that a sheet had in an edition; what it would have had, where it was not known yet."""
        return edition.codes.get(sheet.name) or self._code(sheet, edition.prints)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """All sheets by their names, and what browsers print of pages."""
        return {sheet.name: sheet for sheet in (*sheets(self.playbook), *page_sheets(self.playbook))}

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The codes of all sheets that are made, by the name of the sheet."""
        return {sheet.name: self.code(sheet) for sheet in sheets(self.playbook)}

    @cached_property
    def all_codes(self) -> Mapping[str, str]:
        """The same with those of what browsers print of pages."""
        for id, of_id in self.sheets_of.items():
            found = self.recall_of(id, "stamps", partial(self._stamps_of, of_id))
            self._stamps |= {name: Stamp(code, edition) for name, (code, edition) in found.items()}
        self._lines.clear()  # they are longer than the content, and nobody asks for a code again
        return {name: self._stamps[name].code for name in self.sheets}

    @cached_property
    def sheets_of(self) -> Mapping[str, Sequence[Sheet]]:
        """The same sheets by the id of what they are of."""
        found = defaultdict[str, list[Sheet]](list)
        for sheet in self.sheets.values():
            found[sheet.id].append(sheet)
        return found

    def _stamps_of(self, sheets: Iterable[Sheet]) -> Mapping[str, tuple[str, str | None]]:
        stamps = ((sheet.name, self._stamp(sheet)) for sheet in sheets)
        return {name: (stamp.code, stamp.edition) for name, stamp in stamps}

    def recall_of(self, id: str, name: str, make: Callable[[], Any]) -> Any:
        """Return what a function makes of all that sheets of an id show, and of nothing else that has words."""
        return self._recall(f"{name} of {id}", self._shown_on(id), make)

    def _shown_on(self, id: str) -> str:
        """Return the hashes of the prints of all that sheets of an id show: what is shown depends on their kind."""
        if id not in self._digests:
            kinds = {sheet.kind: sheet for sheet in self.sheets_of[id]}
            shown = dict.fromkeys(entry.whole_id for sheet in kinds.values() for entry in self.entries(sheet))
            self._digests[id] = "\n".join(map(self._prints_digest.__getitem__, shown))
        return self._digests[id]

    @cached_property
    def _prints_digest(self) -> Mapping[str, str]:
        """A hash of the prints of each item by whole id."""
        return {
            whole_id: hashlib.sha256(repr(fields).encode()).hexdigest()
            for items in self.prints.values()
            for whole_id, fields in items.items()
        }

    def lines(self, sheet: Sheet, then: PrintsOfItems | None = None) -> list[str]:
        """Return the prints of everything that a sheet shows, in its order: whole id, field, language and print.

        They are as they are now, or as they were `then`.
        """
        lines: list[str] = []
        for entry in self.entries(sheet):
            shown = self.shown(sheet, entry)
            lines += self._lines_now(entry, shown) if then is None else _lines_then(entry.whole_id, shown, then)
        return lines

    def _lines_now(self, entry: Entry, shown: tuple[tuple[str, str], ...]) -> list[str]:
        id, known = entry.whole_id, self._lines.setdefault(entry.whole_id, {})
        return [
            known.get(place) or known.setdefault(place, _line(id, place, self._print(entry, *place))) for place in shown
        ]

    def shown(self, sheet: Sheet, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Return each field of an item that a sheet shows with each language that it shows it in."""
        is_quoted = sheet.kind == PAGE and entry.address.partition("#")[0] != _address(sheet.id, self.playbook)
        everywhere = self.playbook.settings.languages
        return _fields(sheet.kind, entry.record.kind, sheet.languages, everywhere, is_quoted=is_quoted)

    def entries(self, sheet: Sheet) -> tuple[Entry, ...]:
        """Return the items that a sheet shows, in its order."""
        key = (sheet.kind, sheet.id)
        if key not in self._entries:
            entries, kinds = self.playbook.entries, SHOWN[sheet.kind]
            shown = {BOOK: lambda _: self._in_book, PAGE: self._on_page}.get(sheet.kind, self._on_sheets)(sheet.id)
            found = [entries[id] for id in dict.fromkeys(shown)]
            self._entries[key] = tuple([entry for entry in found if entry.record.kind in kinds])
        return self._entries[key]

    def _on_sheets(self, id: str) -> tuple[str, ...]:
        """Return the whole ids of what the sheets of an id may show; no other is asked for its words."""
        if id not in self._shown:
            playbook = self.playbook
            chapter = playbook.chapter_by_id.get(id)
            named = _named(chapter, playbook) if chapter else _of_no_chapter(id, playbook)
            own = () if chapter is None else playbook.entries_by_owner[id]
            self._shown[id] = (*(entry.whole_id for entry in own), *named)
        return self._shown[id]

    def _on_page(self, id: str) -> Iterator[str]:
        """Return the whole ids of what has its place on a page, and of what the page says of others."""
        playbook, address = self.playbook, _address(id, self.playbook)
        for entry in playbook.entries_by_page.get(address, ()):
            yield entry.whole_id
            yield from _named_by(entry.record)
        for kind in _LISTING.get(id, ()):
            yield from (entry.whole_id for entry in playbook.entries.values() if entry.record.kind == kind)
        if id == "roles":
            yield from (whole_id for role in playbook.settings.roles for whole_id in _of_role(role.id, playbook))

    @cached_property
    def _in_book(self) -> tuple[str, ...]:
        """The whole ids of everything but the sources that no chapter shows more of than a title."""
        named = {id for chapter in self.playbook.chapters for id in self._on_sheets(chapter.id)}
        entries = self.playbook.entries.items()
        return tuple(id for id, entry in entries if entry.record.kind != "source" or id in named)

    @cached_property
    def prints(self) -> Prints:
        """The prints of all texts by kind, whole id, field and language: what a reader of the language gets."""
        for owner, entries in self.playbook.entries_by_owner.items():
            self._prints |= self._recall(f"prints of {owner}", "", partial(self._prints_in, entries))
        kinds: dict[str, dict[str, Mapping[str, Mapping[str, str]]]] = {}
        for entry in self.playbook.entries.values():
            kinds.setdefault(entry.record.kind, {})[entry.whole_id] = self._prints[entry.whole_id]
        return kinds

    def _prints_in(self, entries: Iterable[Entry]) -> PrintsOfItems:
        return {
            entry.whole_id: {field: self._prints_of(entry, field) for field in self._values_of(entry)}
            for entry in entries
        }

    def _prints_of(self, entry: Entry, field: str) -> Mapping[str, str]:
        prints = ((id, self._print(entry, field, id)) for id in self.playbook.settings.languages)
        return {id: print for id, print in prints if print}

    def _print(self, entry: Entry, field: str, language: str) -> str:
        """Return the print of a field in a language, empty where it says nothing: no other text is asked for its words.

        What is made of a code is made again where one of these texts changes, and only there.
        """
        if entry.whole_id in self._prints:
            return self._prints[entry.whole_id].get(field, {}).get(language, "")
        values = self._values_of(entry).get(field, ())
        return _digest(values, language)[:PRINT] if values and _speaks(values, language) else ""

    def _values_of(self, entry: Entry) -> Mapping[str, tuple[Value, ...]]:
        if entry.whole_id not in self._values:
            self._values[entry.whole_id] = dict(_values(entry.record, self.playbook))
        return self._values[entry.whole_id]


def _lines_then(whole_id: str, shown: Iterable[tuple[str, str]], then: PrintsOfItems) -> list[str]:
    recorded = then.get(whole_id, {})
    return [_line(whole_id, (field, id), recorded.get(field, {}).get(id, "")) for field, id in shown]


def _line(whole_id: str, place: tuple[str, str], print: str) -> str:
    field, language = place
    return f"{whole_id} {field} {language} {print}"


def _speaks(values: tuple[Value, ...], language: str) -> bool:
    """Tell whether there is anything of values for a reader of a language."""
    return all(language in value for value in values if isinstance(value, Mapping))


@cache
def _fields(
    kind: str, of: str, languages: tuple[str, ...], everywhere: tuple[str, ...], *, is_quoted: bool
) -> tuple[tuple[str, str], ...]:
    # Beside the word for a term stand those in the other languages.
    names = (field for field in SHOWN[kind][of] if not is_quoted or field in _QUOTED)
    shown = ((field, everywhere if (of, field) == ("term", "title") else languages) for field in names)
    return tuple((field, id) for field, ids in shown for id in ids)


def _digest(values: tuple[Value, ...], language: str) -> str:
    """Return a hash of what a reader of a language gets: that of the text itself where there is one."""
    said = [_said(value, language) for value in values]
    return (
        said[0] if isinstance(values[0], Text) and len(said) == 1 else hashlib.sha256(repr(said).encode()).hexdigest()
    )


def _said(value: Value, language: str) -> str:
    if isinstance(value, Text):
        return value.fingerprint(language)
    return value if isinstance(value, str) else value[language]


def _named(chapter: Chapter, playbook: Playbook) -> Iterator[str]:
    """Return the whole ids of what stands elsewhere and is shown with a chapter."""
    yield from (f"model.{relation.id}" for relation in playbook.relations_of(chapter.id))
    yield from (f"model.{step.level}" for step in chapter.maturity)
    if isinstance(chapter, Article) and chapter.gate:
        yield f"{chapter.series}.{chapter.gate}"
    if series := playbook.series_of(chapter):
        yield series.id
    yield from _sources_of(chapter, playbook)


def _of_no_chapter(id: str, playbook: Playbook) -> Iterator[str]:
    """Return the whole ids of what the sheets of a role or a template show."""
    return iter((f"templates.{id}",)) if id in playbook.template_by_id else _of_role(id, playbook)


def _of_role(id: str, playbook: Playbook) -> Iterator[str]:
    """Return the whole ids of a role, of its measures, and of the actions that it owns with their chapters."""
    yield f"playbook.{id}"
    yield from (f"kpis.{kpi}" for kpi in playbook.role_by_id[id].kpis)
    for chapter, actions in playbook.owned_by[id]:
        yield chapter.id
        yield from (f"{chapter.id}.{action.id}" for action in actions)


def _address(id: str, playbook: Playbook) -> str:
    """Return the address of a page or of the overview of a series."""
    return playbook.entries[id if id in playbook.series_by_id else f"pages.{id}"].address


def _named_by(record: Record) -> Iterator[str]:
    """Return the whole ids of the items that an item leads to, by the fields that name them."""
    fields = dict(record)
    for name, prefix in _NAMING.items():
        value = fields.get(name) or ()
        yield from (f"{prefix}{id}" for id in ((value,) if isinstance(value, str) else value))
    if if_off := fields.get("if_off"):
        yield from _named_by(if_off)


def _sources_of(chapter: Chapter, playbook: Playbook) -> Iterator[str]:
    """Return the whole ids of the sources that a chapter shows more of than a title: those with an address."""
    yield from (f"pages.{id}" for id in chapter.sources if playbook.source_by_id[id].address)
    yield from (f"kpis.{id}" for id in chapter.kpis)
    yield from (f"glossary.{id}" for id in terms_of(chapter))


def _abbreviations(record: Record, playbook: Playbook) -> Iterator[tuple[str, tuple[Value, ...]]]:
    if isinstance(record, Kpi | Term):
        short = ((id, abbreviation_of(record, id)) for id in playbook.settings.languages)
        yield "abbreviation", ({id: json.dumps(one, ensure_ascii=False) for id, one in short if one},)


def _values(record: Record, playbook: Playbook) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Return what a record says by the name of the field, leaving out what is empty and what is an item of its own."""
    titled: Mapping[str, Mapping[str, Any]] = {
        "role": playbook.role_by_id,
        "pairs": playbook.kpi_by_id,
        "origins": playbook.chapter_by_id,
        "targets": playbook.chapter_by_id,
        "sources": playbook.source_by_id,
    }
    yield from _abbreviations(record, playbook)
    for name, value in record:
        if name in _HIDDEN or not value:
            continue
        if name in titled:
            yield name, tuple(titled[name][id].title for id in ((value,) if isinstance(value, str) else value))
        elif name == "maturity" and playbook.model.levels_rule:
            yield name, (playbook.model.levels_rule,)
        elif name == "sessions":
            yield name, (json.dumps([session.model_dump() for session in value]),)
        elif isinstance(value, WorkedExample):
            yield name, (value.model_dump_json(include=_FIGURES), *texts_in(value))
        elif isinstance(value, tuple) and isinstance(value[0], TemplateField):
            yield name, (json.dumps([field.lines for field in value]), *texts_in(value))
        elif isinstance(value, Computed):
            yield name, (value.model_dump_json(),)
        elif isinstance(value, Decimal):
            yield name, (str(value),)
        elif isinstance(value, Text):
            yield name, (value,)
        elif isinstance(value, Record):
            yield from ((f"{name}.{inner}", found) for inner, found in _values(value, playbook))
        elif not (isinstance(value, tuple) and isinstance(value[0], Record)):
            yield name, (json.dumps(value, ensure_ascii=False, sort_keys=True),)
