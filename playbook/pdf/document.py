"""What stands on a sheet, as plain values for the Typst templates.

A record keeps the names of its fields, and a template gets those that `SHOWN` names for its kind of sheet and no other:
whoever reads another stops the build, so that no print says what its code does not cover.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, get_args

from playbook.editions import SHOWN, Register, Stamp
from playbook.languages import Language, language
from playbook.model import colours
from playbook.model.case import FigureGroup
from playbook.model.catalogues import Kpi, Term, abbreviation_of
from playbook.model.chapters import PARTS, USUAL_MINUTES, Article, Chapter, terms_of
from playbook.model.examples import FIGURE, WorkedExample
from playbook.model.ledger import State
from playbook.model.playbook import ROLES, Playbook
from playbook.model.records import Record
from playbook.model.settings import Role
from playbook.model.sheets import ROLE, TEMPLATE, WHOLE, Sheet, is_printed
from playbook.model.templates import PAGE, Template, TemplateField
from playbook.model.told import kicker_words
from playbook.pdf.versions import Versions
from playbook.problems import fill
from playbook.text import Text

# The fonts that the project brings along; what one lacks is taken from the next.
FACES = ("Noto Sans JP", "Noto Sans SC")
# The scripts of fonts that do not go by the name that a language's script has.
_SHAPED_AS = {"Jpan": "kana", "Hans": "hani", "Hant": "hani"}
# The page that tells whether a print is still true.
_CHECKS = "check-paper"
TEMPLATES = f"{PAGE}.html"
# A running head is one line.
_SHORT = 48
# Fields that name other items for the order of a sheet, and say nothing themselves; templates get them with the items
# inside a record.
_REFERENCES = frozenset({"id", "kpis", "level"})
# A page of the narrowest column holds about as many Latin letters.
_PAGE_FULL = 1500


class Documents:
    """The documents of all sheets of a playbook; what several sheets show is written once."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.register = Register(playbook)
        self._versions: dict[tuple[object, ...], Versions] = {}
        self._writers: dict[tuple[object, ...], _Writer] = {}

    def document(self, sheet: Sheet, paper: str) -> dict[str, Any]:
        """Return everything that a template needs for one sheet."""
        playbook, settings = self.playbook, self.playbook.settings
        role = playbook.role_by_id[sheet.id] if sheet.kind == ROLE else None
        template = playbook.template_by_id[sheet.id] if sheet.kind == TEMPLATE else None
        chapters = _chapters(playbook, sheet)
        writer = self._writer(sheet, tuple(_pages(playbook, sheet)))
        alone = role or template
        title = alone.title if alone else settings.title if sheet.id == WHOLE else chapters[0].title
        address = _page_address(playbook, sheet)
        stamp = self.register.stamp(sheet)
        return {
            "kind": sheet.kind,
            "paper": paper,
            "colours": colours.values("paper"),
            "title": title.plain(sheet.languages[0]),
            "short": _short(title.plain(sheet.languages[0])),
            "languages": [typographic_row(language(id)) for id in sheet.languages],
            "rows": {id: typographic_row(language(id)) for id in settings.languages},
            "words": writer.words,
            "playbook": writer.versions.of(settings.title),
            "notice": writer.versions.notice(),
            "usual": USUAL_MINUTES._asdict(),
            "page": _reached(address),
            "check": _reached(_check_address(playbook, sheet, stamp.code)),
            "stamp": writer.stamp(stamp),
            "chapters": [writer.chapter(chapter) for chapter in chapters],
            "catalogue": writer.catalogue(chapters),
            "book": writer.book() if sheet.id == WHOLE else None,
            "role": writer.role(role) if role else None,
            "template": writer.template(template) if template else None,
        }

    def _writer(self, sheet: Sheet, addresses: tuple[str, ...]) -> "_Writer":
        usual = tuple(self._usual(id, addresses) for id in sheet.languages)
        key = (sheet.languages, usual)
        versions = self._versions.setdefault(key, Versions(self.playbook, *key))
        return self._writers.setdefault((sheet.kind, *key), _Writer(self.playbook, sheet.kind, versions))

    def _usual(self, language_id: str, addresses: tuple[str, ...]) -> State | None:
        """Return what holds for most texts of pages in a language; nothing where nothing is recorded."""
        states = self.playbook.usual_states
        found = Counter(states[key] for address in addresses if (key := (language_id, address)) in states)
        return found.most_common(1)[0][0] if found else None


def _pages(playbook: Playbook, sheet: Sheet) -> Iterator[str]:
    """Return the addresses of the pages that have the texts of a sheet."""
    if sheet.kind == ROLE:
        yield ROLES
        yield from (chapter.address for chapter, _ in playbook.owned_by[sheet.id])
    if sheet.kind == TEMPLATE:
        yield TEMPLATES
    yield from (chapter.address for chapter in _chapters(playbook, sheet))


def _chapters(playbook: Playbook, sheet: Sheet) -> tuple[Chapter, ...]:
    """Return the chapters that a sheet shows as such."""
    if sheet.kind in (ROLE, TEMPLATE):
        return ()
    return playbook.chapters if sheet.id == WHOLE else (playbook.chapter_by_id[sheet.id],)


def typographic_row(row: Language) -> dict[str, Any]:
    """Return what templates need to know of a language: fonts and their script, country, room between lines, signs."""
    code, _, _ = row.id.partition("-")
    names = {name: getattr(row, name) for name in ("name", "region", "leading", "colon", "separator")}
    faces = sorted(FACES, key=lambda face: face != row.face)
    return {"code": code, "faces": faces, "script": _SHAPED_AS.get(row.script, row.script.lower()), **names}


def _short(title: str) -> str:
    return title if len(title) <= _SHORT else title[: _SHORT - 1] + "…"


def _page_address(playbook: Playbook, sheet: Sheet) -> str:
    """Return the address of the page that the sheet is made of; nothing where the site has no address."""
    of_all = {WHOLE: "index.html", **{id: f"{ROLES}#{id}" for id in playbook.role_by_id}}
    of_all |= {id: f"{TEMPLATES}#{id}" for id in playbook.template_by_id}
    page = of_all[sheet.id] if sheet.id in of_all else playbook.chapter_by_id[sheet.id].address
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
    import segno  # noqa: PLC0415 - sites without an address have no codes, and other commands print nothing

    drawing = io.BytesIO()
    segno.make(address, micro=False, error="m").save(drawing, kind="svg", border=0, xmldecl=False, nl=False)
    return {"address": address, "code": drawing.getvalue().decode()}


class _Writer:
    """Writes what one kind of sheet shows of records, for readers of some languages."""

    def __init__(self, playbook: Playbook, kind: str, versions: Versions) -> None:
        self.playbook = playbook
        self.versions = versions
        self.languages = versions.languages
        self._shown = SHOWN[kind]
        self._chapters: dict[str, dict[str, Any]] = {}

    @cached_property
    def words(self) -> Mapping[str, list[str]]:
        """The generator's own words by key, one for each language."""
        first, *_ = self.languages
        return {key: [self._words(id)[key] for id in self.languages] for key in self._words(first)}

    def _words(self, language_id: str) -> Mapping[str, str]:
        return self.playbook.words[language_id].words

    def stamp(self, stamp: Stamp) -> list[str]:
        """Return what tells the edition of a sheet, in its first language."""
        words = self._words(self.languages[0])
        edition = fill(words["edition"], {"name": stamp.edition}) if stamp.edition else words["draft"]
        return [fill(words["paper_code"], {"code": stamp.code}), edition]

    def chapter(self, chapter: Chapter) -> dict[str, Any]:
        """Return a chapter, with what the playbook knows of its place; written once for all sheets of the kind."""
        if chapter.id not in self._chapters:
            self._chapters[chapter.id] = self._chapter(chapter)
        return self._chapters[chapter.id]

    def _chapter(self, chapter: Chapter) -> dict[str, Any]:
        relations = self.playbook.relations_of(chapter.id)
        series = self.playbook.series_of(chapter)
        gate = series.gates[chapter.gate] if isinstance(chapter, Article) and chapter.gate and series else None
        terms = terms_of(chapter)
        parts = {part: getattr(chapter, field, None) for part, field in PARTS.items()}
        parts |= {"relations": relations, "terms": terms}
        written = {
            **self._record(chapter),
            "kind": chapter.kind,
            "gate": self._value(gate),
            "relations": self._value(relations),
            "terms": terms,
            "parts": [part for part, value in parts.items() if value],
        }
        if self._shows("series", "title"):
            written["kicker"] = [kicker_words(self.playbook, chapter, id) for id in self.languages]
        if self._shows("question", "minutes"):
            written["minutes"] = chapter.minutes
        if self._shows(chapter.kind, "sessions"):
            written["sessions"] = [session.model_dump() for session in chapter.sessions]
        return written

    def role(self, role: Role) -> dict[str, Any]:
        """Return a role with its measures, and with the actions that it owns by chapter."""
        owned = self.playbook.owned_by[role.id]
        return {
            **self._record(role),
            "kpis": [self._kpi(self.playbook.kpi_by_id[id]) for id in role.kpis],
            "chapters": [
                {"title": self._value(chapter.title), "actions": self._value(actions)} for chapter, actions in owned
            ],
        }

    def template(self, template: Template) -> dict[str, Any]:
        """Return a template with its lines and columns."""
        return {
            **self._record(template),
            "fields": [self._field(field) for field in template.fields],
            "columns": [self._field(field) for field in template.columns],
        }

    def _field(self, field: TemplateField) -> dict[str, Any]:
        return {"title": self._value(field.title), "hint": self._value(field.hint), "lines": field.lines}

    def catalogue(self, chapters: tuple[Chapter, ...]) -> dict[str, Any]:
        """Return what the sheet shows of what the chapters refer to, by id; the book has all measures and terms."""
        is_whole = len(chapters) == len(self.playbook.chapters)
        kpis = set(self.playbook.kpi_by_id) if is_whole else {id for chapter in chapters for id in chapter.kpis}
        terms = self.playbook.term_by_id if is_whole else {id for chapter in chapters for id in terms_of(chapter)}
        relations = [relation for chapter in chapters for relation in self.playbook.relations_of(chapter.id)]
        named: Mapping[str, Set[str | None]] = {
            "kpis": kpis,
            "pairs": {pair for id in kpis for pair in self.playbook.kpi_by_id[id].pairs},
            "terms": set(terms),
            "roles": {action.role for chapter in chapters for action in chapter.actions},
            "levels": {step.level for chapter in chapters for step in chapter.maturity},
            "titles": {id for relation in relations for id in (*relation.origins, *relation.targets)},
            "sources": {id for chapter in chapters for id in chapter.sources},
        }
        few = {
            name: {id: value for id, value in self._catalogue[name].items() if id in ids}
            for name, ids in named.items()
            if name in self._catalogue
        }
        return {**self._catalogue, **few}

    @cached_property
    def _catalogue(self) -> dict[str, Any]:
        playbook, of = self.playbook, self.versions.of
        kinds: Mapping[str, tuple[str, Iterable[Any]]] = {
            "terms": ("term", playbook.glossary.terms),
            "levels": ("level", playbook.model.levels),
            "sources": ("source", playbook.pages.sources),
        }
        written: dict[str, Any] = {
            name: {one.id: self._record(one) for one in found}
            for name, (kind, found) in kinds.items()
            if kind in self._shown
        }
        if self._shows("term", "title"):
            for id, term in written["terms"].items():
                term["others"] = self._other_words(playbook.term_by_id[id].title)
        if self._shows("action", "role"):
            written["roles"] = {id: of(role.title) for id, role in playbook.role_by_id.items()}
        if "kpi" in self._shown:
            written["kpis"] = {id: self._kpi(kpi) for id, kpi in playbook.kpi_by_id.items()}
        if self._shows("kpi", "pairs"):
            written["pairs"] = {id: of(kpi.title) for id, kpi in playbook.kpi_by_id.items()}
        if self._shows("relation", "origins") or self._shows("relation", "targets"):
            written["titles"] = {chapter.id: of(chapter.title) for chapter in playbook.chapters}
        if any(self._shows(kind, "sources") for kind in self._shown):
            sources = written.setdefault("sources", {id: {} for id in playbook.source_by_id})
            for id, source in playbook.source_by_id.items():
                sources[id]["title"] = of(source.title)
        if any(self._shows(kind, "maturity") for kind in self._shown):
            written["levels_rule"] = self._value(playbook.model.levels_rule)
        return written

    def _kpi(self, kpi: Kpi) -> dict[str, Any]:
        """Return a measure with its figures as readers of the first language write them."""
        written = self._record(kpi)
        if self._shows("kpi", "example"):
            written["example"] = self._example(kpi.example) if kpi.example else None
        if self._shows("kpi", "formula.times") and kpi.formula.times:
            written["formula"]["times"] = language(self.languages[0]).number(Decimal(kpi.formula.times))
        return written

    def _example(self, example: WorkedExample) -> dict[str, Any]:
        """Return an example with its figures as words in the first language."""
        given = {one.name: self._figures(one.values, one.unit) for one in example.inputs}
        return {
            "fraction": [given[one.name] for one in example.fraction or ()],
            "rows": [{"title": self._value(one.title), "figures": given[one.name]} for one in example.inputs],
            "result": self._figures((example.result,), example.unit),
        }

    def _figures(self, figures: tuple[Decimal, ...], unit_id: str) -> str:
        first = language(self.languages[0])
        unit = self.playbook.unit_by_id[unit_id].text.plain(first.id)
        return first.separator.join(unit.replace(FIGURE, first.number(figure)) for figure in figures)

    def _other_words(self, title: Text) -> list[dict[str, Any]]:
        """Return the word for a term in the languages that the sheet is not in."""
        others = [id for id in self.playbook.settings.languages if id not in self.languages and is_printed(id)]
        return [self.versions.version(title, id) for id in others if id in title.versions]

    def book(self) -> dict[str, Any]:
        """Return the order of the book: its parts, and its index of terms by letters."""
        playbook, (id, *_) = self.playbook, self.languages
        letters = playbook.terms_by_letter(id).items()
        return {
            "pillars": [chapter.id for chapter in playbook.pillars],
            "results": [chapter.id for chapter in playbook.results],
            "series": [
                {
                    **self._record(series),
                    "articles": [article.id for article in playbook.articles if article.series == series.id],
                }
                for series in playbook.series
            ],
            "case": [self._figure_group(group) for group in playbook.case.groups],
            "index": [{"letter": letter, "terms": [term.id for term in terms]} for letter, terms in letters],
        }

    def _figure_group(self, group: FigureGroup) -> dict[str, Any]:
        """Return figures of the worked case as words, each with the titles of those that it follows from."""
        of, known = self.versions.of, self.playbook.figure_by_id
        return {
            "title": of(group.title),
            "figures": [
                {
                    "title": of(figure.title),
                    "figure": self._figures((figure.value,), figure.unit),
                    "behind": [of(known[id].title) for id in figure.behind],
                }
                for figure in group.figures
            ],
        }

    def _shows(self, kind: str, field: str) -> bool:
        return field in self._shown.get(kind, ())

    def _record(self, record: Record, named: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return what the sheet shows of a record; of a part that is no item, `named` says what."""
        written = {name: self._value(value, inner) for name, value, inner in self._fields(record, named)}
        # What may not fit on a page must break.
        return written | self._shortened(record, written) | {"long": self._width(record, named) > _PAGE_FULL}

    def _shortened(self, record: Record, written: Mapping[str, Any]) -> dict[str, Any]:
        """Return the abbreviation of a measure or a term in the first language, where the sheet shows it."""
        if not isinstance(record, Kpi | Term) or "abbreviation" not in written:
            return {}
        return {"abbreviation": abbreviation_of(record, self.languages[0]) or None}

    def _value(self, value: object, named: tuple[str, ...] = ()) -> Any:
        if isinstance(value, Text):
            return self.versions.of(value)
        if isinstance(value, Record):
            return self._record(value, named)
        if isinstance(value, tuple):
            return [self._value(one, named) for one in value]
        return value

    def _width(self, value: object, named: tuple[str, ...] = ()) -> int:
        """Return the width of all shown texts inside a value, in Latin letters."""
        if isinstance(value, Text):
            return self.versions.width(value)
        if isinstance(value, Record):
            return sum(self._width(one, inner) for _, one, inner in self._fields(value, named))
        return sum(self._width(one, named) for one in value) if isinstance(value, tuple) else 0

    def _fields(self, record: Record, named: tuple[str, ...]) -> Iterator[tuple[str, object, tuple[str, ...]]]:
        """Return name and value of each field that a template gets, with what is named of a part that is no item."""
        shown = _by_field(self._shown.get(record.kind, ()) if record.kind else named)
        yield from ((name, getattr(record, name), ()) for name in _frame(type(record)) if name not in shown)
        # A field that another record of the kind has is empty.
        yield from ((name, getattr(record, name, None), inner) for name, inner in shown.items())


@cache
def _by_field(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return names by their field: of `formula.unit` there is `formula`, and inside it `unit`."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        field, _, inner = name.partition(".")
        found[field] = (*found.get(field, ()), *([inner] if inner else []))
    return found


@cache
def _frame(of: type[Record]) -> tuple[str, ...]:
    """Return the fields of a record that hold no text themselves: its id, what it names, and the items inside."""
    fields = of.model_fields.items()
    return tuple(name for name, field in fields if name in _REFERENCES or _holds_items(field.annotation))


def _holds_items(annotation: object) -> bool:
    if parts := get_args(annotation):
        return any(_holds_items(part) for part in parts)
    return isinstance(annotation, type) and issubclass(annotation, Record) and bool(annotation.kind)
