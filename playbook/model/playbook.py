"""The whole content, read once."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain, product
from operator import methodcaller
from typing import get_args

from playbook.languages import language
from playbook.model.calculators import Calculators
from playbook.model.case import SCHEME, Case, CaseFigure
from playbook.model.catalogues import (
    Cell,
    Glossary,
    Kpi,
    Kpis,
    OperatingModel,
    Page,
    Pages,
    Relation,
    Source,
    Symptom,
    Symptoms,
    Term,
)
from playbook.model.chapters import Action, Article, Chapter, Pillar, Result, Series
from playbook.model.editions import Edition
from playbook.model.examples import Unit, Units
from playbook.model.kinds import KINDS, Kinds
from playbook.model.ledger import Key, Ledger, Made, State, state
from playbook.model.records import Record
from playbook.model.settings import Role, Settings, Words
from playbook.model.templates import Template, Templates
from playbook.problems import Mark
from playbook.text import Text, links

# Characters of a text that tell which one it is.
MOST_QUOTED = 60
# The address of the page of roles.
ROLES = "roles.html"


@dataclass(frozen=True)
class Place:
    """Where an item stands: a file below the data folder and a place in it."""

    path: str
    mark: Mark


@cache
def _once(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return one that is equal, and the same each time."""
    return languages


class Places(Mapping[str, Place]):
    """Where a text stands in each language of a file: a playbook has as many places as texts in all languages."""

    __slots__ = ("_languages", "_marks", "path")

    def __init__(self, path: str, marks: Mapping[str, Mark]) -> None:
        self.path = path
        self._languages = _once(tuple(marks))
        self._marks = array("I", chain.from_iterable(marks.values())).tobytes()

    def __getitem__(self, language: str) -> Place:
        if language not in self._languages:
            raise KeyError(language)
        numbers = array("I", self._marks)
        at = 2 * self._languages.index(language)
        return Place(self.path, Mark(numbers[at], numbers[at + 1]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


@dataclass(frozen=True)
class Entry:
    """Anything that has a whole id and an address: `address` is inside the folder of a language."""

    whole_id: str
    record: Record
    address: str


@dataclass(frozen=True)
class LocatedText:
    """A text and where it stands: the place of what is written in each language; of the whole where it is missing."""

    text: Text
    places: Mapping[str, Place]

    @property
    def item(self) -> str:
        """The whole id of the item that holds the text, or the id of its file."""
        return self.text.key.partition(":")[0]

    @property
    def file_id(self) -> str:
        """The id of the file, such as that of the chapter."""
        return self.item.partition(".")[0]


class Wording(dict[str, str]):
    """All that the texts of one file say in a language, one text a line and without marks, once it is asked for.

    A preview reads one file of many again, and keeps what the others say.
    """

    def __init__(self, texts: Sequence[Text]) -> None:
        super().__init__()
        self.texts = texts

    def __missing__(self, language: str) -> str:
        self[language] = said = "\n".join([text.plain(language) for text in self.texts if language in text.versions])
        return said


class States(Mapping[Key, State]):
    """Where texts stand in languages, each found once it is asked for: a preview asks for those of one page."""

    def __init__(self, texts: Mapping[str, LocatedText], languages: tuple[str, ...], ledger: Ledger) -> None:
        self._texts, self._languages, self._ledger = texts, languages, ledger
        self._known: dict[Key, State] = {}

    def __getitem__(self, key: Key) -> State:
        known = self._known.get(key)
        if known is None:
            if key.language not in self._languages:
                raise KeyError(key)
            known = self._known[key] = state(self._texts[key.text].text, key.language, self._ledger)
        return known

    def __iter__(self) -> Iterator[Key]:
        return (Key(language, key) for key in self._texts for language in self._languages)

    def __len__(self) -> int:
        return len(self._texts) * len(self._languages)

    def all(self) -> Mapping[Key, State]:
        """Return all of them at once, for whoever goes through them."""
        self._known = {key: self[key] for key in self}
        return self._known


@dataclass(frozen=True)
class Playbook:
    """The whole content, read once; references between its parts are known to lead somewhere.

    `asked` has what people type for items, by language and whole id.
    `words` are the generator's own in each language; those in `borrowed` are English, as nobody wrote them yet.
    Every text has a key. `texts[key]` tells where it stands in `data/`, `state(text, language)` where it stands as a
    translation. `wordings` has what the texts of each file say.
    """

    settings: Settings
    model: OperatingModel
    pages: Pages
    units: Units
    kpis: Kpis
    symptoms: Symptoms
    calculators: Calculators
    templates: Templates
    case: Case
    glossary: Glossary
    pillars: tuple[Pillar, ...]
    results: tuple[Result, ...]
    series: tuple[Series, ...]
    articles: tuple[Article, ...]
    asked: Mapping[str, Mapping[str, tuple[str, ...]]]
    words: Mapping[str, Words]
    borrowed: Mapping[str, frozenset[str]]
    places: Mapping[str, Place]
    texts: Mapping[str, LocatedText]
    wordings: tuple[Wording, ...]
    ledger: Ledger
    editions: tuple[Edition, ...]
    kinds: Kinds = KINDS

    def state(self, text: Text, language: str) -> State:
        """Tell where any text of the playbook stands in a language."""
        return self.states[Key(language, text.key)]

    @property
    def edition_name(self) -> str:
        """The name of the latest edition, or nothing where there is none."""
        return self.editions[-1].name if self.editions else ""

    @cached_property
    def first_texts(self) -> Mapping[str, LocatedText]:
        """The first text of each file that has any, by the id of the file."""
        first: dict[str, LocatedText] = {}
        for located in self.texts.values():
            first.setdefault(located.file_id, located)
        return first

    @cached_property
    def states(self) -> States:
        """Where every text stands in every language of the playbook."""
        return States(self.texts, self.settings.languages, self.ledger)

    @cached_property
    def usual_states(self) -> Mapping[tuple[str, str], State]:
        """What holds for most texts of a page in a language, by language and address; none where nothing is recorded.

        What is missing or stale is never usual: readers are told each time.
        """
        return UsualStates(self)

    @cached_property
    def texts_by_page(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the texts of each page, by its address."""
        found: dict[str, list[str]] = {}
        for item, fields in self.texts_of.items():
            entry = self.entries.get(item)
            page = entry.address.partition("#")[0] if entry else f"{item}.html"
            found.setdefault(page, []).extend(f"{item}:{field}" for field in fields)
        return {page: tuple(keys) for page, keys in found.items()}

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters: pillars, results, articles."""
        return (*self.pillars, *self.results, *self.articles)

    @property
    def has_roles(self) -> bool:
        """Whether roles have a page, where each says what it is for and what it owns."""
        return "roles" in self.page_by_id

    @property
    def has_feed(self) -> bool:
        """Whether what changed can be followed as a feed: it needs editions, and addresses that are whole."""
        return "changes" in self.page_by_id and bool(self.editions and self.settings.address)

    @cached_property
    def texts_of(self) -> Mapping[str, Mapping[str, Text]]:
        """The texts of each item by whole id and field."""
        found: dict[str, dict[str, Text]] = {}
        for key, located in self.texts.items():
            item, _, field = key.partition(":")
            found.setdefault(item, {})[field] = located.text
        return found

    @cached_property
    def chapter_by_id(self) -> Mapping[str, Chapter]:
        """The chapters by id."""
        return {chapter.id: chapter for chapter in self.chapters}

    @cached_property
    def kpi_by_id(self) -> Mapping[str, Kpi]:
        """The measures by id."""
        return {kpi.id: kpi for kpi in self.kpis.kpis}

    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        """The units by id."""
        return {unit.id: unit for unit in self.units.units}

    @cached_property
    def template_by_id(self) -> Mapping[str, Template]:
        """The templates by id."""
        return {template.id: template for template in self.templates.templates}

    @cached_property
    def templates_of(self) -> Mapping[str, tuple[Template, ...]]:
        """The templates for the evidence of an action, by its whole id; none for the others."""
        found: dict[str, tuple[Template, ...]] = {}
        for template in self.templates.templates:
            for id in template.evidence:
                found[id] = (*found.get(id, ()), template)
        return found

    @cached_property
    def figure_by_id(self) -> Mapping[str, CaseFigure]:
        """The figures of the worked case by id."""
        return {figure.id: figure for figure in self.case.figures}

    @cached_property
    def figure_uses(self) -> Mapping[str, tuple[str, ...]]:
        """The whole ids of the items whose texts have a figure of the worked case, by the id of the figure."""
        found: dict[str, dict[str, None]] = {id: {} for id in self.figure_by_id}
        for located in self.texts.values():
            for target in links(located.text.blocks(located.text.source)):
                scheme, _, id = target.partition(":")
                if scheme == SCHEME:
                    found[id][located.item] = None
        return {id: tuple(items) for id, items in found.items()}

    @cached_property
    def term_by_id(self) -> Mapping[str, Term]:
        """The terms by id."""
        return {term.id: term for term in self.glossary.terms}

    @cached_property
    def page_by_id(self) -> Mapping[str, Page]:
        """The pages under `docs/` by id."""
        return {page.id: page for page in self.pages.pages}

    @cached_property
    def page_by_address(self) -> Mapping[str, Page]:
        """The same by the address inside the folder of a language."""
        return {page.address: page for page in self.pages.pages}

    @cached_property
    def series_by_id(self) -> Mapping[str, Series]:
        """The series by id."""
        return {series.id: series for series in self.series}

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.pages.sources}

    @cached_property
    def role_by_id(self) -> Mapping[str, Role]:
        """The roles by id."""
        return {role.id: role for role in self.settings.roles}

    @cached_property
    def action_by_whole_id(self) -> Mapping[str, Action]:
        """The actions of all chapters by whole id."""
        return {f"{chapter.id}.{action.id}": action for chapter in self.chapters for action in chapter.actions}

    @cached_property
    def owned_by(self) -> Mapping[str, tuple[tuple[Chapter, tuple[Action, ...]], ...]]:
        """What each role owns, by its id: the chapters in their order, each with those of its actions."""
        return {id: tuple(self._owned_by(id)) for id in self.role_by_id}

    def _owned_by(self, role: str) -> Iterator[tuple[Chapter, tuple[Action, ...]]]:
        for chapter in self.chapters:
            if actions := tuple(action for action in chapter.actions if action.role == role):
                yield chapter, actions

    @cached_property
    def said(self) -> Mapping[str, tuple[str, ...]]:
        """What the texts of each file say in each language, without their marks."""
        return {id: tuple(wording[id] for wording in self.wordings) for id in self.settings.languages}

    @cached_property
    def said_most(self) -> Mapping[tuple[str, ...], str]:
        """The language, of some whose ids stand behind a run of characters, in which texts say it most often."""
        return SaidMost(self.said)

    @cached_property
    def cell_by_pair(self) -> Mapping[tuple[str, str], Cell]:
        """The cells of the map by the ids of pillar and result."""
        return {(cell.pillar, cell.result): cell for cell in self.model.map}

    @cached_property
    def kpis_by_result(self) -> Mapping[str, tuple[Kpi, ...]]:
        """The measures under the id of the result that each shows; those that show none under an empty one."""
        found = [(self._result_shown_by(kpi), kpi) for kpi in self.kpis.kpis]
        groups = {id: tuple(kpi for of, kpi in found if of == id) for id in (*(one.id for one in self.results), "")}
        return {id: kpis for id, kpis in groups.items() if kpis}

    def _result_shown_by(self, kpi: Kpi) -> str:
        """Return the id of the result whose chapter names a measure, or else the most cells of the map."""
        cells = Counter(cell.result for cell in self.model.map if kpi.id in cell.kpis)
        named = [(kpi.id in result.kpis, cells[result.id], result.id) for result in self.results]
        is_named, count, id = max(named, key=lambda one: one[:2], default=(False, 0, ""))
        return id if is_named or count else ""

    def kpi_ranks(self, language_id: str) -> Mapping[str, int]:
        """Return the place of each measure in the order of names of a language, from 0, by its id."""
        row = language(language_id)
        names = {kpi.id: kpi.readings.get(language_id) or kpi.title.plain(language_id) for kpi in self.kpis.kpis}
        return {id: rank for rank, id in enumerate(sorted(names, key=lambda id: row.sort_key(names[id])))}

    @cached_property
    def chapters_using(self) -> Mapping[str, tuple[Chapter, ...]]:
        """The chapters that name a measure, by its id."""
        return {id: tuple(c for c in self.chapters if id in c.kpis) for id in self.kpi_by_id}

    @cached_property
    def symptoms_of(self) -> Mapping[str, tuple[Symptom, ...]]:
        """The symptoms that a measure shows, by its id."""
        return {id: tuple(one for one in self.symptoms.symptoms if id in one.kpis) for id in self.kpi_by_id}

    def first_words(self, whole_id: str, language_id: str) -> str:
        """Return the title or the first words of an item for a reader of a language; nothing where there is no item."""
        record = self.entries[whole_id].record if whole_id in self.entries else None
        said: Text | None = getattr(record, "title", None) or getattr(record, "text", None)
        return self.beginnings[said.language_for(language_id), said.key] if said else ""

    @cached_property
    def beginnings(self) -> Mapping[tuple[str, str], str]:
        """How the texts begin, in one line, by a language that each has and by key."""
        return _Beginnings(self)

    def number_of(self, chapter: Chapter) -> tuple[int, int] | None:
        """Return the number of a pillar or result among its kind, and how many there are."""
        for kind in (self.pillars, self.results):
            ids = [one.id for one in kind]
            if chapter.id in ids:
                return ids.index(chapter.id) + 1, len(ids)
        return None

    def series_of(self, chapter: Chapter) -> Series | None:
        """Return the series that an article stands in; nothing for another chapter."""
        return self.series_by_id.get(getattr(chapter, "series", ""))

    def relations_of(self, id: str) -> tuple[Relation, ...]:
        """Return the relations that a pillar or a result takes part in."""
        return tuple(r for r in self.model.relations if id in (*r.origins, *r.targets))

    def terms_by_letter(self, language_id: str) -> Mapping[str, tuple[Term, ...]]:
        """Return the terms in the order of a language, by readings where letters say nothing, under their letters."""
        row = language(language_id)
        keys = {
            term.id: row.sort_key(term.readings.get(language_id) or term.title.plain(language_id))
            for term in self.glossary.terms
        }
        terms = sorted(self.glossary.terms, key=lambda term: keys[term.id])
        # Letters need not stand together: what is sorted by another key than it is filed under comes back to a letter.
        letters: dict[str, list[Term]] = {}
        for term in terms:
            letters.setdefault(row.initial(keys[term.id]), []).append(term)
        return {letter: tuple(under) for letter, under in letters.items()}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Everything with an address, by whole id, in the order of the content."""
        return {entry.whole_id: entry for entry in self._entries()}

    @cached_property
    def entries_by_owner(self) -> Mapping[str, tuple[Entry, ...]]:
        """The same by the first part of their whole ids: the chapter, the series or the file that they belong to."""
        owned: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            owned.setdefault(entry.whole_id.partition(".")[0], []).append(entry)
        return {id: tuple(entries) for id, entries in owned.items()}

    @cached_property
    def entries_by_page(self) -> Mapping[str, tuple[Entry, ...]]:
        """The same by the address of the page on which they have their place."""
        placed: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            placed.setdefault(entry.address.partition("#")[0], []).append(entry)
        return {address: tuple(entries) for address, entries in placed.items()}

    def _entries(self) -> Iterator[Entry]:
        for chapter in self.chapters:
            yield Entry(chapter.id, chapter, chapter.address)
            yield from _inside(chapter.id, chapter.address, chapter)
        for series in self.series:
            yield Entry(series.id, series, series.address)
            yield from _inside(series.id, series.address, series)
        for page in self.pages.pages:
            yield Entry(f"pages.{page.id}", page, page.address)
            yield from _inside("pages", page.address, page)
        for source in self.pages.sources:
            yield Entry(f"pages.{source.id}", source, f"sources.html#{source.id}")
        yield from _inside("kpis", "kpis.html", self.kpis)
        yield from _inside("symptoms", "symptoms.html", self.symptoms)
        yield from _inside("calculators", "calculators.html", self.calculators)
        yield from _inside("templates", "templates.html", self.templates)
        yield from _inside("case", "case.html", self.case)
        yield from _inside("glossary", "glossary.html", self.glossary)
        # The map stands in the file of the model and has a page of its own.
        for entry in _inside("model", "model.html", self.model):
            yield replace(entry, address=f"map.html#{entry.record.id}") if isinstance(entry.record, Cell) else entry
        if self.has_roles:
            yield from _inside("playbook", ROLES, self.settings)


class _Beginnings(dict[tuple[str, str], str]):
    """Finds how a text begins when that is first asked for."""

    def __init__(self, playbook: Playbook) -> None:
        super().__init__()
        self._texts = playbook.texts

    def __missing__(self, key: tuple[str, str]) -> str:
        language, text = key
        words = " ".join(self._texts[text].text.plain(language).split())
        self[key] = found = words if len(words) <= MOST_QUOTED else words[:MOST_QUOTED].rstrip() + "…"
        return found


class UsualStates(Mapping[tuple[str, str], State]):
    """Finds what is usual on a page in a language when it is first asked for; a page without any is not there."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self._known: dict[tuple[str, str], State | None] = {}

    def __getitem__(self, key: tuple[str, str]) -> State:
        if key not in self._known:
            self._known[key] = self._find(*key)
        found = self._known[key]
        if found is None:
            raise KeyError(key)
        return found

    def _find(self, language_id: str, address: str) -> State | None:
        playbook = self._playbook
        keys = playbook.texts_by_page.get(address, ()) if playbook.ledger else ()
        states = [playbook.states[Key(language_id, key)] for key in keys]
        counted = Counter(_of_either(one) for one in states if one.made != Made.MISSING and not one.is_stale)
        return counted.most_common(1)[0][0] if counted else None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        pages = product(self._playbook.settings.languages, self._playbook.texts_by_page)
        return (page for page in pages if page in self)

    def __len__(self) -> int:
        return len([*self])


@cache
def _of_either(state: State) -> State:
    """Return a state whether it is that of a source or of a translation: the states of a playbook are few."""
    return replace(state, is_source=False)


class SaidMost(dict[tuple[str, ...], str]):
    """Finds an answer when it is first asked for."""

    def __init__(self, said: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.said = said

    def __missing__(self, key: tuple[str, ...]) -> str:
        run, *ids = key
        count = methodcaller("count", run)
        self[key] = found = max(ids, key=lambda id: sum(map(count, self.said[id])))
        return found


@cache
def _holders(type_: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields of a record that can hold other records; most hold none."""
    return tuple(name for name, field in type_.model_fields.items() if _may_be_record(field.annotation))


def _may_be_record(annotation: object) -> bool:
    if args := get_args(annotation):
        return any(map(_may_be_record, args))
    return isinstance(annotation, type) and issubclass(annotation, Record)


@cache
def _has_id(type_: type[Record]) -> bool:
    return "id" in type_.model_fields


def _inside(prefix: str, address: str, record: Record) -> Iterator[Entry]:
    """Return what has an id inside a record, at any depth."""
    for name in _holders(type(record)):
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            if not isinstance(part, Record):
                continue
            if _has_id(type(part)):
                id = str(getattr(part, "id"))  # noqa: B009 - the field is not known to every record
                yield Entry(f"{prefix}.{id}", part, f"{address}#{id}")
            yield from _inside(prefix, address, part)
