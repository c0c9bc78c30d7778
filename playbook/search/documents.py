"""What can be found: every item with words of its own, in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from playbook.model.catalogues import Kpi, Term
from playbook.model.playbook import Entry, Playbook
from playbook.model.records import Record
from playbook.text import Text

# The kinds of results that a reader can choose between; the letter stands for the kind in the index, the key of the
# generator's own words names it.
FILTERS = MappingProxyType(
    {"c": "search_chapters", "q": "search_questions", "a": "search_actions", "k": "search_kpis", "t": "search_terms"}
)
# For each kind of item: the letter of its filter (none where only a search in everything finds it) and its name, a key
# of the generator's own words.
KINDS = MappingProxyType(
    {
        "pillar": ("c", "pillar"),
        "result": ("c", "result"),
        "article": ("c", "search_article"),
        "series": ("c", "series"),
        "page": ("p", "search_page"),
        "theme": ("h", "search_theme"),
        "thought": ("h", "search_theme"),
        "section": ("h", "search_section"),
        "group": ("h", "search_group"),
        "phase": ("h", "search_section"),
        "gate": ("h", "gate"),
        "level": ("h", "search_level"),
        "question": ("q", "search_question"),
        "action": ("a", "action"),
        "example": ("a", "search_example"),
        "kpi": ("k", "kpi"),
        "term": ("t", "search_term"),
        "gap": ("o", "search_gap"),
        "statement": ("o", "search_level"),
        "benefit": ("o", "search_benefit"),
        "further": ("o", "read_on"),
        "relation": ("o", "search_relation"),
        "cell": ("o", "search_relation"),
        "source": ("s", "search_source"),
    }
)


@dataclass(frozen=True)
class Document:
    """An item as it is found in one language.

    `address` is inside the folder of the language; `head` is its title, or the text itself where an item has none;
    `context` is the title of its page, empty for the page itself; `body` has the other texts, one a line.
    """

    whole_id: str
    kind: str
    address: str
    head: str
    context: str
    body: str
    titled: bool
    abbreviation: str = ""


@dataclass(frozen=True)
class Alias:
    """Other words for what a document is about; `number` counts the documents of a language."""

    number: int
    title: str
    words: tuple[str, ...]


def documents(playbook: Playbook, language: str) -> tuple[Document, ...]:
    """Give all documents in the order of the content: the same ones, in the same order, in every language."""
    titles = {
        entry.address: title.plain(language) for entry in playbook.entries.values() if (title := _page_title(entry))
    }
    return tuple(_documents(playbook, language, titles))


def _page_title(entry: Entry) -> Text | None:
    return None if "#" in entry.address else getattr(entry.record, "title", None)


def _documents(playbook: Playbook, language: str, titles: Mapping[str, str]) -> Iterator[Document]:
    for entry in playbook.entries.values():
        texts = dict(_texts(entry.record))
        if entry.record.kind not in KINDS or not texts:
            continue
        name = "title" if "title" in texts else next(iter(texts))
        head = texts.pop(name).plain(language)
        page, _, anchor = entry.address.partition("#")
        yield Document(
            whole_id=entry.whole_id,
            kind=entry.record.kind,
            address=entry.address,
            head=head.replace("\n", " "),
            context=titles.get(page, "") if anchor else "",
            body="\n".join(text.plain(language) for text in texts.values()),
            titled=name == "title",
            abbreviation=getattr(entry.record, "abbreviation", None) or "",
        )


def _texts(record: Record) -> Iterator[tuple[str, Text]]:
    """Give the texts of a record by name, those of words to avoid included; other parts with an id stand alone."""
    for name, value in record:
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, Record) and "id" not in type(value).model_fields:
            yield from ((f"{name}.{inner}", text) for inner, text in _texts(value))


def aliases(playbook: Playbook, language: str, found: tuple[Document, ...]) -> Iterator[Alias]:
    """Give the other words for terms, measures and pages: of other languages, variants, abbreviations, refused words.

    A measure or a page that has the title of a term shares the words of the term.
    """
    words_by_title: dict[str, set[str]] = {}
    for term in playbook.glossary.terms:
        words_by_title.setdefault(term.title.plain(language), set()).update(_words(term))
    for number, document in enumerate(found):
        record = playbook.entries[document.whole_id].record
        if isinstance(record, Kpi | Term) or not document.context:
            words = _words(record) | words_by_title.get(document.head, set())
            yield Alias(number, document.head, tuple(sorted(words - {document.head})))


def _words(record: Record) -> set[str]:
    title: Text | None = getattr(record, "title", None)
    words = {title.plain(id) for id in title.versions} if title else set()
    if isinstance(record, Kpi | Term) and record.abbreviation:
        words.add(record.abbreviation)
    if isinstance(record, Term):
        words.update(word for variants in record.variants.values() for word in variants)
        words.update(record.readings.values())
        words.update(avoid.word for avoid in record.avoid)
    return words
