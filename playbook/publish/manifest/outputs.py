"""The outputs of a build: what must stand in each, by the model, and what does, by what was read back from it."""

import json
import zipfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from playbook import editions, export, search, workbook
from playbook.cache import Results, digests_below
from playbook.html.fragments import items_path
from playbook.html.reading import items_on, texts_beside
from playbook.model.chapters import Article, Chapter, terms_of
from playbook.model.playbook import ROLES, Entry, Playbook
from playbook.model.sheets import WHOLE, Sheet, is_printed
from playbook.model.templates import PAGE as TEMPLATES
from playbook.model.templates import book_name
from playbook.model.working_sheets import workbook_name
from playbook.publish.manifest.table import LEADING, STANDS_IN
from playbook.text import Text

Signs = frozenset[str]
Expected = Iterable[tuple[str, Signs]]


class Output(NamedTuple):
    """One output in one language: each whole id with the signs that the item leaves in it, and the signs that it has.

    `kind` is its key in the table, and `file` its address inside the site.
    """

    kind: str
    language: str
    file: str
    expected: Expected
    found: Signs


class Site(NamedTuple):
    """A finished site, what changed since its editions, and what was read in earlier ones.

    Where `changed` names its files that are not those of an earlier site, one of the same structure that lacked
    nothing, and the folders around them, only these are looked at, and what lists words, not items.
    """

    folder: Path
    changes: editions.Changes
    results: Results
    changed: Collection[str] | None = None

    def is_known(self, name: str) -> bool:
        """Tell whether an output, a file or a folder of them, is known to lack nothing."""
        return self.changed is not None and name not in self.changed

    def read(self, read: Callable[[Path], Signs], name: str) -> Signs:
        """Return what stands in an output, a file or a folder of them: nothing, where it cannot be read."""
        try:
            return read(self.folder / name)
        except (OSError, ValueError, LookupError, SyntaxError, zipfile.BadZipFile, workbook.Unreadable):
            return frozenset()

    def recall(self, read: Callable[[Path], Signs], name: str) -> Signs:
        """Return the same of what takes longer to read than to find in the cache, which a page does not."""
        if not self.results.keeps:
            return self.read(read, name)
        given = json.dumps(digests_below(self.folder / name))
        return frozenset(self.results.recall(read.__name__, given, lambda: sorted(self.read(read, name))))


def of_site(playbook: Playbook, site: Site) -> Iterator[Output]:
    """Return the outputs of a finished site, without its sheets."""
    yield from _pages(playbook, site)
    yield from _json(playbook, site)
    if "search" in playbook.page_by_id:
        yield from _search(playbook, site)
    if "checklists" in playbook.page_by_id:
        yield from _workbooks(playbook, site)
    if TEMPLATES in playbook.page_by_id:
        yield from _books_of_templates(playbook, site)
    if playbook.has_feed:
        yield from _feeds(playbook, site)


def _of_kinds(output: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.record.kind in STANDS_IN[output])


def _pages(playbook: Playbook, site: Site) -> Iterator[Output]:
    for address, entries in _by_page(playbook).items():
        ids = [id for id in playbook.settings.languages if not _is_known_page(site, id, address)]
        if not ids:
            continue
        places = {entry.whole_id: _places(entry, address) for entry in _of_kinds("page", entries)}
        own = (entry for entry in _of_kinds("companion", entries) if entry.address.partition("#")[0] == address)
        texts = {entry.whole_id: frozenset((text.key,)) for entry in own if (text := _text(entry, playbook, LEADING))}
        for id in ids:
            file, beside = f"{id}/{address}", items_path(id, address)
            yield Output("page", id, file, places.items(), site.read(items_on, file))
            yield Output("companion", id, beside, texts.items(), site.read(texts_beside, beside))


def _is_known_page(site: Site, id: str, address: str) -> bool:
    return site.is_known(f"{id}/{address}") and site.is_known(items_path(id, address))


def _by_page(playbook: Playbook) -> Mapping[str, list[Entry]]:
    """Return the items of each page, and those of other pages that a chapter shows."""
    addresses = (
        *(chapter.address for chapter in playbook.chapters),
        *(series.address for series in playbook.series),
        *(page.address for page in playbook.pages.pages),
    )
    pages: dict[str, list[Entry]] = {address: [] for address in addresses}
    for entry in playbook.entries.values():
        # A playbook without a page for its model goes without what stands there.
        pages.get(entry.address.partition("#")[0], []).append(entry)
    for chapter in playbook.chapters:
        pages[chapter.address] += (playbook.entries[id] for id in _shown_with(chapter, playbook))
    for id in playbook.role_by_id if playbook.has_roles else ():
        pages[ROLES] += (playbook.entries[whole_id] for whole_id in _shown_with_role(id, playbook))
    return pages


def _places(entry: Entry, address: str) -> Signs:
    """Return the signs of an item on a page: its id, and its anchor where this is its own page."""
    page, _, anchor = entry.address.partition("#")
    return frozenset((entry.whole_id, *([f"#{anchor}"] if anchor and page == address else [])))


def _text(entry: Entry, playbook: Playbook, field: str) -> Text | None:
    """Return the text by which an item is known to be there, if it says anything of the kind."""
    texts = playbook.texts_of.get(entry.whole_id, {})
    if field == LEADING:
        return texts.get("title") or texts.get("text") or next(iter(texts.values()), None)
    return texts.get(field)


def _json(playbook: Playbook, site: Site) -> Iterator[Output]:
    file = "playbook.json"
    if site.is_known(file):
        return
    found = site.recall(export.items_in_json, file)
    for id in playbook.settings.languages:
        expected = ((entry.whole_id, _in_json(entry, playbook, id)) for entry in _of_kinds("json", _all(playbook)))
        yield Output("json", id, file, expected, found)


def _in_json(entry: Entry, playbook: Playbook, language_id: str) -> Signs:
    texts = playbook.texts_of.get(entry.whole_id, {}).values()
    said = (f"{text.key} {language_id}" for text in texts if language_id in text.versions)
    return frozenset((entry.whole_id, *said))


def _all(playbook: Playbook) -> Iterable[Entry]:
    return playbook.entries.values()


def _search(playbook: Playbook, site: Site) -> Iterator[Output]:
    with_words = (entry for entry in _of_kinds("search", _all(playbook)) if entry.whole_id in playbook.texts_of)
    expected = {entry.whole_id: frozenset((entry.address,)) for entry in with_words}
    for id in playbook.settings.languages:
        folder = f"search/{id}"
        if not site.is_known(folder):
            yield Output("search", id, folder, expected.items(), site.recall(search.found_in, folder))


def _workbooks(playbook: Playbook, site: Site) -> Iterator[Output]:
    expected = {entry.whole_id: frozenset((entry.whole_id,)) for entry in _of_kinds("workbook", _all(playbook))}
    for id in playbook.settings.languages:
        file = f"print/{workbook_name(id)}"
        if site.is_known(file):
            continue
        yield Output("workbook", id, file, expected.items(), site.recall(workbook.items_in, file))


def _books_of_templates(playbook: Playbook, site: Site) -> Iterator[Output]:
    expected = {entry.whole_id: frozenset((entry.whole_id,)) for entry in _of_kinds("templates", _all(playbook))}
    for id in playbook.settings.languages if expected else ():
        file = f"print/{book_name(id)}"
        if site.is_known(file):
            continue
        yield Output("templates", id, file, expected.items(), site.recall(workbook.templates_in, file))


def _feeds(playbook: Playbook, site: Site) -> Iterator[Output]:
    steps = tuple(site.changes.steps())
    for id in playbook.settings.languages:
        expected: defaultdict[str, Signs] = defaultdict(frozenset)
        for step in steps:
            named = [change.whole_id for change in step.changes if step.to and id in change.languages]
            for entry in _of_kinds("feed", _known(named[: export.MOST_NAMED], playbook)):
                expected[entry.whole_id] |= {f"{step.to.name if step.to else ''} {entry.whole_id}"}
        file = f"{id}/changes.xml"
        yield Output("feed", id, file, expected.items(), site.recall(export.changed_in_feed, file))


def _known(ids: Iterable[str], playbook: Playbook) -> Iterator[Entry]:
    return (playbook.entries[id] for id in ids if id in playbook.entries)


# ---- paper


def of_sheets(playbook: Playbook, printed: Mapping[Sheet, frozenset[tuple[str, str]]]) -> Iterator[Output]:
    """Return printed sheets as outputs, by what was set on each: the keys of texts, with the languages of readers."""
    pages = _by_page(playbook)
    shown = cache(lambda id: tuple(_on_sheets(id, pages, playbook)))
    for sheet, texts in printed.items():
        entries = tuple(_of_kinds(sheet.kind, shown(sheet.id)))
        for id in sheet.languages:
            found = frozenset(key for key, reader in texts if reader == id)
            yield Output(sheet.kind, id, f"print/{sheet.name}", _set(entries, sheet, id, playbook), found)


def _set(entries: Iterable[Entry], sheet: Sheet, language_id: str, playbook: Playbook) -> Expected:
    fields = STANDS_IN[sheet.kind]
    texts = ((entry, _text(entry, playbook, fields[entry.record.kind])) for entry in entries)
    return (
        (entry.whole_id, frozenset((text.key,)))
        for entry, text in texts
        if text and _is_set(text.language_for(language_id), sheet, language_id)
    )


def _is_set(shown: str, sheet: Sheet, language_id: str) -> bool:
    """Tell whether a sheet shows a text that a reader of a language gets in some language, and not only beside it."""
    return is_printed(shown) and (shown == language_id or shown not in sheet.languages)


def _on_sheets(id: str, pages: Mapping[str, list[Entry]], playbook: Playbook) -> Iterable[Entry]:
    """Return the items, of all kinds, that sheets of a chapter, a role, a template or the whole playbook may show."""
    if id in playbook.role_by_id:
        return [playbook.entries[f"playbook.{id}"], *_known(_shown_with_role(id, playbook), playbook)]
    if id in playbook.template_by_id:
        return [playbook.entries[f"templates.{id}"]]
    chapters = playbook.chapters if id == WHOLE else (playbook.chapter_by_id[id],)
    own = chain.from_iterable(pages[chapter.address] for chapter in chapters)
    named = chain.from_iterable(map(_named_by, chapters))
    listed = _listed(playbook) if id == WHOLE else ()
    return {entry.whole_id: entry for entry in chain(own, _known(chain(named, listed), playbook))}.values()


def _listed(playbook: Playbook) -> Iterator[str]:
    """Return the whole ids of what a book has besides its chapters: measures, figures, terms, series of articles."""
    yield from (f"kpis.{id}" for id in playbook.kpi_by_id)
    yield from (entry.whole_id for entry in playbook.entries_by_owner.get("case", ()))
    yield from (f"glossary.{id}" for id in playbook.term_by_id)
    yield from (article.series for article in playbook.articles)


def _shown_with(chapter: Chapter, playbook: Playbook) -> Iterator[str]:
    """Return the whole ids of what stands elsewhere and is shown with a chapter wherever it is read."""
    yield from (f"kpis.{id}" for id in chapter.kpis)
    yield from (f"glossary.{id}" for id in chapter.terms)
    yield from (f"model.{relation.id}" for relation in playbook.relations_of(chapter.id))


def _shown_with_role(id: str, playbook: Playbook) -> Iterator[str]:
    """Return the whole ids of the measures of a role, and of the actions that name it, with their chapters."""
    yield from (f"kpis.{kpi}" for kpi in playbook.role_by_id[id].kpis)
    for chapter in playbook.chapters:
        owned = [f"{chapter.id}.{action.id}" for action in chapter.actions if action.role == id]
        yield from (chapter.id, *owned) if owned else ()


def _named_by(chapter: Chapter) -> Iterator[str]:
    """Return the whole ids of what a chapter names: a page leads there, and paper shows it."""
    yield from (f"glossary.{id}" for id in terms_of(chapter))
    yield from (f"model.{step.level}" for step in chapter.maturity)
    yield from (f"pages.{id}" for id in chapter.sources)
    if isinstance(chapter, Article) and chapter.gate:
        yield f"{chapter.series}.{chapter.gate}"
