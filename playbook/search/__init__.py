"""The search index as files of the site: classic scripts that a page fetches one by one, over http or from a disk."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from playbook.languages import Language, language
from playbook.languages.asking import asking
from playbook.model.playbook import Playbook
from playbook.search.documents import FILTERS, Alias, Document, aliases, documents
from playbook.search.folding import (
    DROPPED,
    OTHER_SCRIPT,
    SCRIPTS,
    SPELLINGS,
    UNSPACED,
    fold,
    scripts_of,
    simplified,
    variants_within,
)
from playbook.search.index import DIGITS, Index, index, pack_pairs
from playbook.search.reading import found_in
from playbook.search.sounds import syllables
from playbook.text import Text

__all__ = ["files", "files_of", "found_in"]

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# Documents are fetched together with their neighbours, as the words of a query often stand close to each other: so many
# bytes, and so many at most.
TOGETHER, MOST_TOGETHER = 3_000, 14
# What the box says, keys of the generator's own words.
_SAID = (
    *("search", "search_hint", "search_close", "search_everything"),
    *("search_all_languages", "search_count", "search_count_one", "search_none"),
    *("search_lacking", "search_in_passing", "search_too_long", "search_meant"),
    *("search_near", "search_to_glossary", "search_more", "search_show_all"),
    *("search_through", "search_in_language", "search_failed", "search_again"),
)


def files(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Return the address inside the site and the content of each file of the index."""
    for id in playbook.settings.languages:
        yield from files_of(playbook, id)


def files_of(playbook: Playbook, id: str) -> Iterator[tuple[str, str]]:
    """Return the same for the search of one language."""
    # Not the texts with their places: a search is not made again where they stand on other lines.
    titles = [texts["title"] for texts in playbook.texts_of.values() if "title" in texts]
    rows = [_row(language(one), titles) for one in playbook.settings.languages]
    yield from _files_of(playbook, id, rows)


def _row(one: Language, titles: Iterable[Text]) -> list[Any]:
    """Return what a search has to know of a language: its id, tag and name, and the scripts that titles are in."""
    return [one.id, one.tag, one.name, scripts_of(" ".join([title.plain(one.id) for title in titles]))]


def _files_of(playbook: Playbook, id: str, rows: list[list[Any]]) -> Iterator[tuple[str, str]]:
    found = documents(playbook, id)
    made = index(found)
    named = tuple(aliases(playbook, found, id))
    foreign = _by_script(named)
    by_sound = language(id).order == "pinyin"
    shown = [*_together([_shown(one, id) for one in found])]
    parts: dict[str, Any] = {
        **{f"k{number}": part for number, part in enumerate(made.parts)},
        **{f"d{number}": part for number, part in enumerate(shown)},
        **{f"w{number}": words for number, words in enumerate(made.vocabulary)},
        **{f"o{script}": rows for script, rows in foreign.items()},
        **({"sounds": {"syllables": syllables(), "words": _spoken(named)}} if by_sound else {}),
    }
    signs = set("".join(made.parts)).union(fold(str(named)), str(_asking(playbook, id)))
    plain = {
        **_head(playbook, id, found, made),
        "together": "".join(DIGITS[len(part)] for part in shown),
        "languages": rows,
        "variants": pack_pairs(variants_within(signs)),
        "foreign": [*foreign],
        "sounds": by_sound,
    }
    parts["index"] = {**plain, "aliases": [[one.numbers, one.title, *one.words] for one in named]}
    if len(rows) > 1:
        # What answers a reader of another language is found by its own words alone.
        parts["plain"] = {**plain, "aliases": [], "words": {}}
    packed = {name: _JSON.encode(part) for name, part in parts.items()}
    build = hashlib.sha256("\n".join(packed.values()).encode()).hexdigest()[:8]
    for name, content in packed.items():
        yield f"search/{id}/{name}.js", f'playbookSearch("{id}/{name}","{build}",{content})'


def _spoken(named: tuple[Alias, ...]) -> list[list[Any]]:
    """Return what is typed by sound and told by no table: each time the place of the row, and the words."""
    return [[number, *one.spoken] for number, one in enumerate(named) if one.spoken]


def _by_script(named: tuple[Alias, ...]) -> dict[str, list[list[Any]]]:
    """Return the words of other languages by script: each time the place of their row, and the words."""
    found: dict[str, list[list[Any]]] = {}
    for number, one in enumerate(named):
        for script, words in groupby(sorted(one.foreign, key=_script), key=_script):
            found.setdefault(script, []).append([number, *words])
    return dict(sorted(found.items()))


def _script(word: str) -> str:
    """Return the script of a word, of several the last in the table."""
    return next((name for name in reversed(SCRIPTS) if name in scripts_of(word)), OTHER_SCRIPT)


def _together(shown: list[list[str]]) -> Iterator[list[list[str]]]:
    part: list[list[str]] = []
    size = 0
    for one in shown:
        more = sum(len(text.encode()) for text in one)
        if part and (size + more > TOGETHER or len(part) == MOST_TOGETHER):
            yield part
            part, size = [], 0
        part.append(one)
        size += more
    if part:
        yield part


def _shown(one: Document, id: str) -> list[str]:
    """Return what a result shows; the tag of its language (BCP 47) only where that is not the reader's."""
    shown = [one.address, one.head, one.context, one.body]
    return shown if one.language == id else [*shown, language(one.language).tag]


def _asking(playbook: Playbook, id: str) -> dict[str, Any]:
    """Return the words of a language that only ask: those of its row, and those that the words of a playbook add."""
    row, added = asking(id), playbook.words[id].words["search_asking"].split()
    return {
        "asking": sorted({simplified(word) for word in (*row.others, *added)}),
        "how": [*map(simplified, row.how)],
        "weak": row.weak,
        "light": row.light,
    }


def _head(playbook: Playbook, id: str, found: tuple[Document, ...], made: Index) -> dict[str, Any]:
    """Return what a search has to know before it fetches anything else.

    `kinds` has a letter for each document, counted from `a` in `names`, `sizes` a digit: how many keys its head has.
    """
    words = playbook.words[id].words
    chosen = {playbook.kinds.by_id[one.kind].filter for one in found}
    letters = {kind: chr(ord("a") + number) for number, kind in enumerate(playbook.kinds.found)}
    return {
        "documents": len(found),
        "kinds": "".join(letters[one.kind] for one in found),
        "sizes": "".join(DIGITS[min(size, len(DIGITS) - 1)] for size in made.sizes),
        "names": [[kind.filter, words[kind.word]] for kind in playbook.kinds.found.values()],
        "filters": {letter: words[name] for letter, name in FILTERS.items() if letter in chosen},
        "starts": made.starts,
        "initials": ["".join(dict.fromkeys(word[0] for word in words)) for words in made.vocabulary],
        "common": made.common,
        "dropped": DROPPED,
        "unspaced": UNSPACED,
        "spellings": SPELLINGS,
        "scripts": SCRIPTS,
        **_asking(playbook, id),
        "words": {name: words[name] for name in _SAID},
    }
