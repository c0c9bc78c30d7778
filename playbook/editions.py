"""Paper that can be checked: a content code for each sheet, editions that keep old codes known, and what changed.

A code is a function of the sheet (id, kind, languages) and of the texts that it shows, so two prints with one code say
the same. Which texts a kind of sheet shows stands in `SHOWN`.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from playbook.languages import language as row_of
from playbook.loading.editions import FOLDER
from playbook.model.chapters import Article, Chapter, terms_of
from playbook.model.editions import Became, Edition, Prints, Step
from playbook.model.playbook import Entry, Playbook
from playbook.model.records import Record
from playbook.model.sheets import BOOK, KIND_WORDS, WHOLE, Sheet, sheets
from playbook.text import Text, fingerprint

# Digits and letters that nobody mistakes for each other when reading or typing (Crockford's base 32: no I, L, O, U).
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What an edition may be called: it names a file.
NAME = re.compile(r"[0-9a-z]+([.-][0-9a-z]+)*")
# The fields that a kind of sheet shows of each kind of item, as `pdf/sheets/` sets them. A field that names something
# else stands for its title, and `maturity` for the rule of the levels.
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
    "kpi": (*_KPI, "pairs"),
    "term": ("title", "abbreviation", "text"),
    "level": ("title",),
}
SHOWN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "chapter": _WHOLE_CHAPTER,
    "checklist": {
        **dict.fromkeys(_CHAPTERS, ("title",)),
        "question": ("text",),
        "action": ("text", "deliverable"),
    },
    "questions": {
        **dict.fromkeys(_CHAPTERS, ("title", "promise")),
        "group": ("title",),
        "question": ("text", "addition"),
    },
    "guide": {
        **dict.fromkeys(_CHAPTERS, ("title", "promise", "summary", "audience", "questions_lead")),
        "question": ("text", "listen_for", "minutes"),
        "kpi": ("title",),
    },
    "card": {
        **dict.fromkeys(_CHAPTERS, ("title", "promise")),
        "theme": ("title",),
        "question": ("text",),
    },
    BOOK: {**_WHOLE_CHAPTER, "kpi": (*_KPI, "scope", "misuse", "pairs"), "series": ("title", "summary")},
}
# What a reader is told the name of when it is gone.
_NAMED = (*_CHAPTERS, "series", "theme", "question", "action", "gap", "kpi", "term")
# Digits of a print: 32 bits tell two versions of one text from each other.
PRINT = 8
# What is never shown as words of an item: its identity and what programs need.
_HIDDEN = frozenset({"id", "formerly", "waivers", "source_language", "series", "variants", "avoid", "reviewed"})


def guard(letters: str) -> str:
    """Give the last letter of a code, which guards the others: the browser reckons the same."""
    return LETTERS[sum((2 * place + 1) * LETTERS.index(letter) for place, letter in enumerate(letters)) % len(LETTERS)]


@dataclass(frozen=True)
class Stamp:
    """What a sheet carries: its code, and the newest edition in which it stood as it is now, if any."""

    code: str
    edition: str | None


class Register:
    """The codes of a playbook's sheets as it is now, beside the editions that are recorded of it."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self._codes: dict[Sheet, str] = {}

    def code(self, sheet: Sheet) -> str:
        """Give the content code of a sheet, such as `K7QM-2XA4`; the last letter guards against mistyping."""
        return self._codes.get(sheet) or self._codes.setdefault(sheet, self._code(sheet))

    def _code(self, sheet: Sheet) -> str:
        words = "\n".join((sheet.name, *(" ".join(line) for line in self.lines(sheet))))
        number = int.from_bytes(hashlib.blake2b(words.encode(), digest_size=5).digest())
        digits = [number >> 5 * place & 31 for place in range(7)]
        letters = "".join(LETTERS[digit] for digit in digits)
        letters += guard(letters)
        return f"{letters[:4]}-{letters[4:]}"

    def stamp(self, sheet: Sheet) -> Stamp:
        """Give what is printed on a sheet."""
        code = self.code(sheet)
        newest = (one.name for one in reversed(self.playbook.editions) if one.codes.get(sheet.name) == code)
        return Stamp(code, next(newest, None))

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """All sheets by their names."""
        return {sheet.name: sheet for sheet in sheets(self.playbook)}

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The codes of all sheets, by the name of the sheet."""
        return {name: self.code(sheet) for name, sheet in self.sheets.items()}

    def sheet_once(self, name: str) -> Sheet | None:
        """Give the sheet that had this name in an edition, if there still is one: its chapter may have another id."""
        id, _, rest = name.partition(".")
        return self.sheets.get(f"{self._owners.get(id, id)}.{rest}")

    def edition(self, name: str, date: datetime.date) -> Edition:
        """Make the edition that holds what the playbook is now."""
        return Edition(name=name, date=date, codes=self.codes, items=self._prints, names=dict(self._first_words()))

    def _first_words(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        for entry in self.playbook.entries.values():
            if entry.record.kind in _NAMED:
                yield (
                    entry.whole_id,
                    {id: self.playbook.first_words(entry.whole_id, id) for id in self.playbook.settings.languages},
                )

    def steps(self) -> Iterator[Step]:
        """Tell what changed from each edition to the next and from the last one to the present, the newest first."""
        for to, since in pairwise((None, *reversed(self.playbook.editions))):
            assert since is not None
            yield Step(since, to, tuple(self._became(since, to.items if to else self._prints)))

    def _became(self, since: Edition, now: Prints) -> Iterator[Became]:
        then, kinds = since.prints, {id: kind for kind, items in since.items.items() for id in items}
        claimed: set[str] = set()
        for kind, items in now.items():
            for whole_id, fields in items.items():
                old = next((name for name in self._all_names(whole_id) if name in then), None)
                claimed.add(old or "")
                languages = _reworded(then[old], fields) if old else frozenset(self.playbook.settings.languages)
                if languages:
                    yield Became(whole_id, kind, "reworded" if old else "new", languages)
        for whole_id in then.keys() - claimed:
            name = since.names.get(whole_id, {})
            yield Became(whole_id, kinds[whole_id], "gone", frozenset(self.playbook.settings.languages), name)

    def _all_names(self, whole_id: str) -> Iterator[str]:
        return self._names(whole_id) if whole_id in self.playbook.entries else iter((whole_id,))

    def changes(self, sheet: Sheet, then: Edition) -> dict[str, str]:
        """Tell by whole id what became of the items of a sheet since an edition: `changed`, `new` or `gone`."""
        found: dict[str, str] = {}
        for entry in self._entries(sheet):
            old = next((then.prints[id] for id in self._names(entry.whole_id) if id in then.prints), None)
            now = self._prints[entry.record.kind][entry.whole_id]
            if old is None:
                found[entry.whole_id] = "new"
            elif any(
                now.get(field, {}).get(id) != old.get(field, {}).get(id) for field, id in self._shown(sheet, entry)
            ):
                found[entry.whole_id] = "changed"
        return found | dict.fromkeys(self._gone(sheet, then), "gone")

    def for_checking(self, language: str) -> dict[str, Any]:
        """Give what `check-paper.html` needs to know in a language: all codes, present and recorded, and changes."""
        playbook = self.playbook
        words = playbook.words[language].words
        titles = {chapter.id: [chapter.title.plain(language), chapter.address] for chapter in playbook.chapters}
        past, entries = self._past, playbook.entries
        named = {id for _, _, changes in past.values() for id in changes or () if id in entries}
        return {
            "languages": {id: row_of(id).name for id in playbook.settings.languages},
            "kinds": {kind: words[word] for kind, word in KIND_WORDS.items()},
            "titles": titles | {WHOLE: [playbook.settings.title.plain(language), "index.html"]},
            "present": {code: [name, self.stamp(self.sheets[name]).edition] for name, code in self.codes.items()},
            "past": past,
            "items": {
                id: [playbook.first_words(id, language) or id, playbook.entries[id].address] for id in sorted(named)
            },
        }

    @cached_property
    def _past(self) -> Mapping[str, tuple[str, str, Mapping[str, str] | None]]:
        """What became of each code of an edition that is no longer true: its sheet, the edition, and what changed."""
        past: dict[str, tuple[str, str, Mapping[str, str] | None]] = {}
        present = set(self.codes.values())
        for edition in reversed(self.playbook.editions):
            for name, code in edition.codes.items():
                if code not in present and code not in past:
                    sheet = self.sheet_once(name)
                    changes = self.changes(sheet, edition) if sheet else None
                    past[code] = (sheet.name if sheet else name, edition.name, changes)
        return past

    def _gone(self, sheet: Sheet, then: Edition) -> Iterator[str]:
        for kind, items in then.items.items():
            for whole_id in items if kind in SHOWN[sheet.kind] else ():
                owner = self._owners.get(whole_id.partition(".")[0])
                if whole_id not in self._known and (sheet.id in (owner, WHOLE)):
                    yield whole_id

    @cached_property
    def _known(self) -> frozenset[str]:
        """All whole ids that items have or had."""
        return frozenset(name for id in self.playbook.entries for name in self._names(id))

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """The ids of chapters by those that they have or had."""
        return {name: chapter.id for chapter in self.playbook.chapters for name in (chapter.id, *chapter.formerly)}

    def _names(self, whole_id: str) -> Iterator[str]:
        """Give a whole id and those that the item had before."""
        owner, _, id = whole_id.partition(".")
        owners = (owner, *self.playbook.chapter_by_id[owner].formerly) if owner in self.playbook.chapter_by_id else ()
        ids = (id, *getattr(self.playbook.entries[whole_id].record, "formerly", ())) if id else ("",)
        for one in owners or (owner,):
            yield from (f"{one}.{old}" if old else one for old in ids)

    def lines(self, sheet: Sheet) -> Iterator[tuple[str, ...]]:
        """Give the prints of everything that a sheet shows, in its order."""
        for entry in self._entries(sheet):
            prints = self._prints[entry.record.kind][entry.whole_id]
            for field, id in self._shown(sheet, entry):
                yield entry.whole_id, field, id, prints.get(field, {}).get(id, "")

    def _shown(self, sheet: Sheet, entry: Entry) -> Iterator[tuple[str, str]]:
        """Give each field of an item that a sheet shows with each language that it shows it in."""
        for field in SHOWN[sheet.kind][entry.record.kind]:
            # Beside the word for a term stand those in the other languages.
            everywhere = entry.record.kind == "term" and field == "title"
            languages = self.playbook.settings.languages if everywhere else sheet.languages
            yield from ((field, id) for id in languages)

    def _entries(self, sheet: Sheet) -> Iterator[Entry]:
        """Give the items that a sheet shows, in its order."""
        entries = self.playbook.entries
        shown = (entry.whole_id for entry in self._by_owner[sheet.id]) if sheet.kind != BOOK else entries
        named = self._named_by[sheet.id] if sheet.kind != BOOK else ()
        found = (entries[id] for id in dict.fromkeys((*shown, *named)))
        return (entry for entry in found if entry.record.kind in SHOWN[sheet.kind])

    @cached_property
    def _named_by(self) -> Mapping[str, tuple[str, ...]]:
        return {chapter.id: tuple(_named(chapter, self.playbook)) for chapter in self.playbook.chapters}

    @cached_property
    def _by_owner(self) -> Mapping[str, list[Entry]]:
        owned: dict[str, list[Entry]] = {}
        for entry in self.playbook.entries.values():
            owned.setdefault(entry.whole_id.partition(".")[0], []).append(entry)
        return owned

    @cached_property
    def _prints(self) -> Prints:
        """The prints of all texts by kind, whole id, field and language: what a reader of the language gets."""
        kinds: dict[str, dict[str, dict[str, dict[str, str]]]] = {}
        for entry in self.playbook.entries.values():
            fields = {name: self._print(value) for name, value in _values(entry.record, self.playbook)}
            kinds.setdefault(entry.record.kind, {})[entry.whole_id] = fields
        return kinds

    def _print(self, values: tuple[Text | str, ...]) -> dict[str, str]:
        return {id: _digest(values, id)[:PRINT] for id in self.playbook.settings.languages}


def _reworded(then: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """Give the languages in which an item says something else."""
    shown = ((then.get(field, {}), now.get(field, {})) for field in {*then, *now})
    return frozenset(id for old, new in shown for id in {*old, *new} if old.get(id) != new.get(id))


def _digest(values: tuple[Text | str, ...], language: str) -> str:
    """Give a hash of what a reader of a language gets: that of the text itself where there is one."""
    said = [value if isinstance(value, str) else fingerprint(value.blocks(language)) for value in values]
    return (
        said[0] if isinstance(values[0], Text) and len(said) == 1 else hashlib.sha256(repr(said).encode()).hexdigest()
    )


def _named(chapter: Chapter, playbook: Playbook) -> Iterator[str]:
    """Give the whole ids of what stands elsewhere and is shown with a chapter."""
    yield from (f"model.{relation.id}" for relation in playbook.relations_of(chapter.id))
    yield from (f"model.{step.level}" for step in chapter.maturity)
    if isinstance(chapter, Article) and chapter.gate:
        yield f"{chapter.series}.{chapter.gate}"
    yield from (f"kpis.{id}" for id in chapter.kpis)
    yield from (f"glossary.{id}" for id in terms_of(chapter))


def _values(record: Record, playbook: Playbook) -> Iterator[tuple[str, tuple[Text | str, ...]]]:
    """Give what a record says by the name of the field, leaving out what is empty and what is an item of its own."""
    titled: Mapping[str, Mapping[str, Any]] = {
        "role": playbook.role_by_id,
        "pairs": playbook.kpi_by_id,
        "origins": playbook.chapter_by_id,
        "targets": playbook.chapter_by_id,
        "sources": playbook.source_by_id,
    }
    for name, value in record:
        if name in _HIDDEN or not value:
            continue
        if name in titled:
            yield name, tuple(titled[name][id].title for id in ((value,) if isinstance(value, str) else value))
        elif name == "maturity" and playbook.model.levels_rule:
            yield name, (playbook.model.levels_rule,)
        elif isinstance(value, Text):
            yield name, (value,)
        elif isinstance(value, Record):
            yield from ((f"{name}.{inner}", found) for inner, found in _values(value, playbook))
        elif not (isinstance(value, tuple) and isinstance(value[0], Record)):
            yield name, (json.dumps(value, ensure_ascii=False, sort_keys=True),)


def path_of(name: str) -> str:
    """Give the path of an edition below the data folder."""
    return f"{FOLDER}/{name}.json"


def as_json(edition: Edition) -> str:
    """Give the file of an edition: one line for each sheet and each item, so that two editions can be compared."""
    codes = ",\n".join(f"  {_compact(name)}: {_compact(code)}" for name, code in edition.codes.items())
    kinds = ",\n".join(
        f"  {_compact(kind)}: {{\n"
        + ",\n".join(f"   {_compact(whole_id)}: {_compact(prints)}" for whole_id, prints in items.items())
        + "\n  }"
        for kind, items in edition.items.items()
    )
    head = f' "name": {_compact(edition.name)},\n "date": {_compact(edition.date.isoformat())},'
    names = ",\n".join(f"  {_compact(whole_id)}: {_compact(words)}" for whole_id, words in edition.names.items())
    parts = {"codes": codes, "items": kinds, "names": names}
    return f"{{\n{head}\n" + ",\n".join(f' "{name}": {{\n{part}\n }}' for name, part in parts.items()) + "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
