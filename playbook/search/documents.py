"""What can be found: every item with words of its own, in one language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from playbook.languages import language as language_row
from playbook.model.calculators import Calculator
from playbook.model.catalogues import Kpi, Page, Symptom, Term, abbreviation_of
from playbook.model.playbook import Entry, Playbook
from playbook.model.records import Record
from playbook.model.settings import Role
from playbook.model.templates import Template
from playbook.search.folding import fold
from playbook.search.sounds import pinyin, sign_by_sign
from playbook.search.topics import by_topic
from playbook.text import Text

# The kinds of results that a reader can choose between; the letter stands for the kind in the index, the key of the
# generator's own words names it.
FILTERS = MappingProxyType(
    {"c": "search_chapters", "q": "search_questions", "a": "search_actions", "k": "search_kpis"}
    | {"y": "search_symptoms", "t": "search_terms"}
)

# What leads to other items, or gives an example of them: nobody asks for these by their titles, which others have, too.
UNNAMED = frozenset({"module", "figure-group", "figure"})


class Document(NamedTuple):
    """An item as it is found in one language.

    `address` is inside the folder of the language; `head` is its title, or the text itself where an item has none;
    `context` is the title of its page, empty for the page itself; `body` has the other texts, one a line; `language` is
    the one that the head is really in, as a translation may be missing; `also` has what people type for it in this
    language, one a line, which no result shows; `asked` the ways in which they ask for it.
    """

    whole_id: str
    kind: str
    address: str
    head: str
    context: str
    body: str
    titled: bool
    language: str
    abbreviation: str = ""
    also: str = ""
    asked: str = ""


@dataclass(frozen=True)
class Alias:
    """Other words for what documents of one title are about; `numbers` count the documents of a language.

    `words` are of the language itself, `foreign` those of the others; `spoken` is what people type for the title and
    the words in Latin letters, where their signs do not tell it one by one.
    """

    numbers: tuple[int, ...]
    title: str
    words: tuple[str, ...]
    foreign: tuple[str, ...]
    spoken: tuple[str, ...] = ()


def documents(playbook: Playbook, language: str) -> tuple[Document, ...]:
    """Return all documents, those of a topic together: the same ones, in the same order, in every language."""
    entries = [entry for entry in playbook.entries.values() if entry.record.kind in playbook.kinds.found]
    titles = {entry.address: _title(entry, language) for entry in entries if "#" not in entry.address}
    found = ((entry, playbook.texts_of.get(entry.whole_id)) for entry in entries)
    there = [(entry, texts) for entry, texts in found if texts]
    first = playbook.settings.languages[0]
    order = by_topic(tuple([_about(entry, texts, playbook.asked[first], first) for entry, texts in there]))
    asked = playbook.asked[language]
    return tuple([_document(*there[number], titles, asked, language) for number in order])


def _title(entry: Entry, language: str) -> str:
    title: Text = entry.record.title  # type: ignore[attr-defined]
    return title.plain(language)


def _document(
    entry: Entry,
    texts: Mapping[str, Text],
    titles: Mapping[str, str],
    asked: Mapping[str, tuple[str, ...]],
    language: str,
) -> Document:
    said = {field: text.plain(language) for field, text in texts.items()}
    page, _, anchor = entry.address.partition("#")
    name = _named_by(texts)
    return Document(
        whole_id=entry.whole_id,
        kind=entry.record.kind,
        address=entry.address,
        head=said.pop(name).replace("\n", " "),
        context=titles.get(page, "") if anchor else "",
        body="\n".join(said.values()),
        titled=name == "title" and entry.record.kind not in UNNAMED,
        language=texts[name].language_for(language),
        abbreviation=abbreviation_of(entry.record, language) if isinstance(entry.record, Kpi | Term) else "",
        also="\n".join((*typed(entry.record, language), *_sort(entry.record, titles.get(page, "")))),
        asked="\n".join(asked.get(entry.whole_id, ())),
    )


def _about(entry: Entry, texts: Mapping[str, Text], asked: Mapping[str, tuple[str, ...]], language: str) -> str:
    """Return what tells the topic of an item, and seldom changes: its title, and what people type and ask for it."""
    title = (texts["title"].plain(language),) if "title" in texts else ()
    return "\n".join((*title, *typed(entry.record, language), *asked.get(entry.whole_id, ())))


def _named_by(texts: Mapping[str, Text]) -> str:
    """Return the field that is the head of an item: its title, or its first text."""
    return "title" if "title" in texts else next(iter(texts))


def _sort(record: Record, page: str) -> Iterator[str]:
    """Return what a calculator or a template is, which its own title does not say: the title of its page."""
    if isinstance(record, Calculator | Template):
        yield page


def typed(record: Record, language: str) -> Iterator[str]:
    """Return the other words that people of a language type for an item: variants, informal words, how it is read."""
    if isinstance(record, Term | Symptom):
        yield from record.variants.get(language, ())
    if isinstance(record, Kpi | Term | Page):
        yield from record.informal.get(language, ())
    if isinstance(record, Kpi | Term) and language in record.readings:
        yield record.readings[language]


def aliases(playbook: Playbook, found: tuple[Document, ...], language: str) -> Iterator[Alias]:
    """Return the other words for terms, measures, symptoms, roles and pages: variants, abbreviations, refused words.

    What has the same title, such as a measure and its term, shares the words.
    """
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for number, document in enumerate(found):
        record = playbook.entries[document.whole_id].record
        if isinstance(record, Kpi | Term | Symptom | Role) or "#" not in document.address:
            numbers[document.head].append(number)
            records[document.head].append(record)
    for title, bearers in records.items():
        own = _apart((word for record in bearers for word in _words(record, language)), title)
        foreign = _apart((word for record in bearers for word in _foreign(record, language)), title, *own)
        if own or foreign or language_row(language).order == "pinyin":
            yield Alias(tuple(numbers[title]), title, own, foreign, _spoken(title, own, language))


def _apart(words: Iterable[str], *known: str) -> tuple[str, ...]:
    """Return each of the words once, without those that are known: what folds to the same is one word."""
    apart = {_folded(word): word for word in words}
    for word in known:
        apart.pop(_folded(word), None)
    return tuple(apart.values())


def _spoken(title: str, words: Iterable[str], language: str) -> tuple[str, ...]:
    """Return how a title, also by its initials, and other words are typed in pinyin, where their signs do not tell."""
    if language_row(language).order != "pinyin":
        return ()
    known = pinyin(title)
    initials = ["".join(syllable[0] for syllable in known)] if len(known) > 1 and known != sign_by_sign(title) else []
    heard = ("".join(pinyin(word)) for word in (title, *words) if pinyin(word) != sign_by_sign(word))
    return tuple(dict.fromkeys((*heard, *initials)))


# The same words are asked for in every language.
_folded = cache(fold)


def _words(record: Record, language: str) -> Iterator[str]:
    if isinstance(record, Kpi | Term):
        yield from filter(None, (abbreviation_of(record, id) for id in record.title.versions))
    yield from typed(record, language)
    if isinstance(record, Term):
        yield from (avoid.word for avoid in record.avoid if avoid.language == language)


def _foreign(record: Record, language: str) -> Iterator[str]:
    title: Text = record.title  # type: ignore[attr-defined]
    yield from (title.plain(id) for id in title.versions if id != language)
    if isinstance(record, Term | Symptom):
        yield from (word for id, words in record.variants.items() if id != language for word in words)
    if isinstance(record, Term):
        yield from (reading for id, reading in record.readings.items() if id != language)
        yield from (avoid.word for avoid in record.avoid if avoid.language != language)
