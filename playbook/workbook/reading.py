"""Reads a filled workbook back. The file may come from anywhere: nothing in it is run, its size is known beforehand."""

import datetime
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from playbook.model.agreements import FORMAT, STATES, VERSION
from playbook.model.playbook import Playbook
from playbook.problems import Mark, Problem, Severity
from playbook.workbook.table import DETAILS, FILLED, GIVEN, TEXTS, items_of

MAX_BYTES = 40_000_000
MAX_PARTS = 1_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
# How far down the head of a table may have moved.
_HEAD_WITHIN = 50
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="(([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7}))"')
_FIELDS = [column.field for column in FILLED]


class Unreadable(Exception):
    """A workbook that is not read at all; nothing was taken from it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass
class _Row:
    """One row as it was read: its place, and its words by field, or by head for columns that people added."""

    sheet: str
    number: int
    values: dict[str, str]
    other: dict[str, str]
    columns: Mapping[str, int]

    @cached_property
    def filled(self) -> dict[str, Any]:
        """What people wrote."""
        written: dict[str, Any] = {name: self.values.get(name, "") for name in _FIELDS}
        return (written | ({"other": self.other} if self.other else {})) if any(written.values()) or self.other else {}

    def mark(self, name: str) -> Mark:
        """Return the place of a field of this row."""
        return Mark(self.number, self.columns.get(name, 0) + 1)


@dataclass
class _Reading:
    playbook: Playbook
    name: str
    problems: list[Problem] = field(default_factory=list)
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    unmatched: list[dict[str, Any]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    languages: list[str] = field(default_factory=list)

    def warn(self, code: str, row: _Row, name: str, **facts: str) -> None:
        """Note what the reader of the report should know."""
        place = f"{row.sheet}!{name}"
        self.problems.append(Problem(code, self.name, row.mark(name), place, facts, severity=Severity.WARNING))


def read(path: Path, playbook: Playbook) -> tuple[dict[str, Any], list[Problem]]:
    """Return the state that a workbook holds, and what there is to say about its rows; raises Unreadable."""
    _refuse_unsafe(path)
    reading = _Reading(playbook, path.name)
    known = _Known(playbook)
    try:
        rows = list(_rows(path, reading, known))
    except Unreadable:
        raise
    except Exception as error:
        # The library meets a spoilt file in its own ways; whatever it was, the file cannot be read.
        raise Unreadable(Problem("workbook-broken", path.name, facts={"found": str(error)[:80]})) from error
    if not reading.languages:
        raise Unreadable(Problem("workbook-no-table", path.name, facts={"found": playbook_words(playbook, "item_id")}))
    for row in rows:
        _take(row, reading, known)
    missing = [id for id in known.texts if id not in reading.seen]
    if missing:
        facts = {"count": str(len(missing)), "found": missing[0]}
        reading.problems.append(Problem("rows-missing", path.name, facts=facts, severity=Severity.WARNING))
    head = {"format": FORMAT, "version": VERSION, "language": reading.languages[0]}
    return head | {"items": reading.items, "unmatched": reading.unmatched}, reading.problems


def playbook_words(playbook: Playbook, key: str) -> str:
    """Return a word in all languages of the playbook."""
    return ", ".join(words.words[key] for words in playbook.words.values())


def _refuse_unsafe(path: Path) -> None:
    """Refuse what is no workbook, has macros, or would fill the memory when unpacked."""

    def refuse(code: str, **facts: str) -> Unreadable:
        return Unreadable(Problem(code, path.name, facts=facts))

    try:
        with path.open("rb") as file:
            start = file.read(4)
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except OSError as error:
        raise refuse("file-unreadable", found=error.strerror or "") from None
    except zipfile.BadZipFile as error:
        raise refuse("workbook-old") if start == _OLD_FORMAT else refuse("workbook-broken", found=str(error)) from None
    names = {part.filename for part in parts}
    if path.suffix.lower() == ".xlsm" or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refuse("workbook-macros")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        raise refuse("workbook-too-large", megabytes=str(MAX_BYTES // 1_000_000))
    if "xl/workbook.xml" not in names:
        raise refuse("workbook-broken", found="xl/workbook.xml")


class _Known:
    """What the program recognises: heads in all languages, states, items by id, by old id and by wording."""

    def __init__(self, playbook: Playbook) -> None:
        all_words = {id: words.words for id, words in playbook.words.items()}
        columns = (*GIVEN, *TEXTS.values(), *DETAILS, *FILLED)
        self.heads = {id: {_folded(words[c.word]): c.field for c in columns} for id, words in all_words.items()}
        self.states = {_folded(words[word]): id for words in all_words.values() for id, (word, _) in STATES.items()}
        self.texts = {id: texts["text"] for sheet in TEXTS for id, texts in items_of(playbook, sheet)}
        self.by_wording = {
            _folded(text.plain(language)): id
            for language in playbook.settings.languages
            for id, text in self.texts.items()
        }
        self.by_old_id = dict(_old_ids(playbook))


def _old_ids(playbook: Playbook) -> Iterator[tuple[str, str]]:
    for chapter in playbook.chapters:
        for item in (*chapter.actions, *chapter.questions):
            for owner in (chapter.id, *chapter.formerly):
                yield from ((f"{owner}.{id}", f"{chapter.id}.{item.id}") for id in (item.id, *item.formerly))


def _rows(path: Path, reading: _Reading, known: _Known) -> Iterator[_Row]:
    """Return the rows of all tables, wherever on its sheet a table stands."""
    with path.open("rb") as one, path.open("rb") as other:
        # A formula gives its last value; one that was never computed gives itself.
        values = openpyxl.load_workbook(one, read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(other, read_only=True)
        count = 0
        for sheet in values.worksheets:
            both = zip_longest(_cells(sheet), _cells(formulas[sheet.title]), fillvalue=())
            lines = ((number, _words(*pair)) for number, pair in enumerate(both, 1))
            filled = ((number, line) for number, line in lines if any(line))
            head = next((found for one in islice(filled, _HEAD_WITHIN) if (found := _head(one, known))), None)
            if head is None:
                continue
            language, columns, others, head_row = head
            reading.languages.append(language)
            _refuse_merged(path, sheet, head_row)
            for number, line in filled:
                count += 1
                if count > MAX_ROWS:
                    raise Unreadable(Problem("workbook-too-many-rows", path.name, facts={"most": str(MAX_ROWS)}))
                cells = dict(enumerate(line))
                own = {name: cells.get(at, "") for name, at in columns.items()}
                added = {
                    others.get(at) or get_column_letter(at + 1): word
                    for at, word in cells.items()
                    if word and at not in columns.values()
                }
                yield _Row(sheet.title, number, own, added, columns)


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    # What a file says of its own size may be wrong.
    sheet.reset_dimensions()
    return iter(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS))


def _words(values: tuple[Any, ...], formulas: tuple[Any, ...]) -> list[str]:
    pairs = zip_longest(values, formulas)
    return [_word(formula if value is None else value) for value, formula in pairs]


def _word(value: object) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _head(one: tuple[int, list[str]], known: _Known) -> tuple[str, dict[str, int], dict[int, str], int] | None:
    """Return language, columns by field, other columns and row number, if a row is the head of a table."""
    number, line = one
    titles = [_folded(title) for title in line]
    language = max(known.heads, key=lambda id: sum(title in known.heads[id] for title in titles))
    heads = known.heads[language]
    columns = {heads[title]: at for at, title in reversed([*enumerate(titles)]) if title in heads}
    if not ({"id", "text"} & columns.keys() and columns.keys() & set(_FIELDS)):
        return None
    counts = Counter(titles)
    others = {at: line[at] for at, title in enumerate(titles) if counts[title] == 1}
    return language, columns, others, number


def _refuse_merged(path: Path, sheet: Any, head_row: int) -> None:
    """Refuse merged cells in a table: what was written in one of them counts for no one knows which row."""
    with zipfile.ZipFile(path) as archive:
        source = archive.read(sheet._worksheet_path.lstrip("/"))
    for merged in _MERGED.finditer(source):
        if int(merged[4]) >= head_row:
            facts = {"found": merged[1].decode(), "sheet": sheet.title}
            raise Unreadable(Problem("workbook-merged", path.name, Mark(int(merged[3])), sheet.title, facts))


def _take(row: _Row, reading: _Reading, known: _Known) -> None:
    """Put a row where it belongs, and note what is unusual about it."""
    written = row.values.get("id", "")
    id = known.by_old_id.get(written) or known.by_wording.get(_folded(row.values.get("text", "")))
    filled = _with_states(row, reading, known)
    if id is None:
        if written or filled:
            reading.warn("row-gone", row, "id", found=written or row.values.get("text", "") or str(row.number))
    elif id in reading.seen:
        reading.warn("row-twice", row, "id", found=id)
        id = None if filled else id
    else:
        reading.seen.add(id)
        _compare(row, id, reading, known)
    if not filled:
        return
    if id is None:
        place = {"sheet": row.sheet, "row": row.number, "id": written, "text": row.values.get("text", "")}
        reading.unmatched.append(place | filled)
    else:
        reading.items[id] = filled


def _with_states(row: _Row, reading: _Reading, known: _Known) -> dict[str, Any]:
    filled = row.filled
    status = filled.get("status", "")
    if status and _folded(status) not in known.states:
        reading.warn("status-unknown", row, "status", found=status)
    return filled and filled | {"status": known.states.get(_folded(status), status)}


def _compare(row: _Row, id: str, reading: _Reading, known: _Known) -> None:
    text = row.values.get("text", "")
    now = {_folded(known.texts[id].plain(language)) for language in reading.playbook.settings.languages}
    if text and _folded(text) not in now:
        reading.warn("row-reworded", row, "text", found=id)


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
