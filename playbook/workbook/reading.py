"""Reads a filled workbook back. The file may come from anywhere: nothing in it is run, its size is known beforehand."""

import datetime
import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._reader import WorkSheetParser

from playbook.model.playbook import Playbook
from playbook.model.working_sheets import DATES, FORMAT, STATES, VERSION
from playbook.problems import Mark, Problem, Severity
from playbook.workbook.dates import date_in
from playbook.workbook.table import DETAILS, FILLED, GIVEN, TEXTS, items_of
from playbook.workbook.unpacking import Unreadable, packed, unpacked

MAX_ROWS = 20_000
# How far down the head of a table may have moved.
_HEAD_WITHIN = 50
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_FIELDS = [column.field for column in FILLED]
# The kind of a cell, as the library calls it.
_FORMULA = "f"
# A sign that XML cannot hold stands as its number (ECMA-376-1, 22.9.2.19): _x000D_ is a line end of Windows.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNWRITTEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass
class _Row:
    """One row as it was read: its place, and its words by field, or by head for columns that people added."""

    sheet: str
    number: int
    values: dict[str, str]
    other: dict[str, str]
    columns: Mapping[str, int]
    computed: frozenset[str]
    epoch: int

    @cached_property
    def filled(self) -> dict[str, Any]:
        """What people wrote."""
        written: dict[str, Any] = {name: self.values.get(name, "") for name in _FIELDS}
        return (written | ({"other": self.other} if self.other else {})) if any(written.values()) or self.other else {}

    def cell(self, name: str) -> str:
        """Return the name of the cell of a field, such as H5."""
        return f"{get_column_letter(self.columns[name] + 1)}{self.number}"

    def mark(self, name: str) -> Mark:
        """Return the place of a field of this row."""
        return Mark(self.number, self.columns.get(name, 0) + 1)


@dataclass
class _Filled:
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
    parts = unpacked(path)
    reading = _Filled(playbook, path.name)
    known = _Known(playbook)
    try:
        with warnings.catch_warnings():
            # What the library remarks on names its own files, and nothing that somebody could mend.
            warnings.simplefilter("ignore")
            rows = list(_rows(parts, reading, known))
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

    def item(self, row: _Row) -> str | None:
        """Return the whole id of the item that a row is about, by its id or its wording."""
        return self.by_old_id.get(row.values.get("id", "")) or self.by_wording.get(_folded(row.values.get("text", "")))


def _old_ids(playbook: Playbook) -> Iterator[tuple[str, str]]:
    for chapter in playbook.chapters:
        for item in (*chapter.actions, *chapter.questions):
            for owner in (chapter.id, *chapter.formerly):
                yield from ((f"{owner}.{id}", f"{chapter.id}.{item.id}") for id in (item.id, *item.formerly))


# The cells of one row by their columns, counted from 0: what they say, and which of them compute it.
_Line = tuple[int, dict[int, str], frozenset[int]]


def _rows(parts: dict[str, bytes], reading: _Filled, known: _Known) -> Iterator[_Row]:
    """Return the rows of all tables, wherever on its sheet a table stands; what is hidden comes last."""
    file = packed(parts)
    # A formula gives its last value; one that was never computed gives itself.
    values = openpyxl.load_workbook(file, read_only=True, data_only=True)
    formulas = openpyxl.load_workbook(file, read_only=True)
    epoch = values.epoch.year if values.epoch.year == 1904 else 1900
    count = 0
    for sheet in sorted(values.worksheets, key=lambda sheet: sheet.sheet_state != "visible"):
        filled = _lines(sheet, formulas[sheet.title])
        head = next((found for one in islice(filled, _HEAD_WITHIN) if (found := _head(one, known))), None)
        if head is None:
            continue
        language, columns, others, head_row = head
        reading.languages.append(language)
        under: list[_Row] = []
        for number, cells, computed in filled:
            count += 1
            if count > MAX_ROWS:
                raise Unreadable(Problem("workbook-too-many-rows", reading.name, facts={"most": str(MAX_ROWS)}))
            own = {name: cells.get(at, "") for name, at in columns.items()}
            added = {
                others.get(at) or get_column_letter(at + 1): word
                for at, word in cells.items()
                if at not in columns.values()
            }
            by_formula = frozenset(name for name, at in columns.items() if at in computed)
            under.append(_Row(sheet.title, number, own, added, columns, by_formula, epoch))
        last = max((row.number for row in under if row.filled or known.item(row)), default=head_row)
        _refuse_merged(parts, reading.name, sheet, range(head_row, last + 1), columns)
        yield from under


def _lines(values: Any, formulas: Any) -> Iterator[_Line]:
    """Return the rows of a sheet in which anything is written."""
    computing = _cells(formulas)
    ahead = next(computing, None)
    for number, row in _cells(values):
        while ahead and ahead[0] < number:
            ahead = next(computing, None)
        own = ahead[1] if ahead and ahead[0] == number else {}
        computed = frozenset(at for at, (_, kind) in own.items() if kind == _FORMULA)
        said = ((at, own[at][0] if value is None and at in own else value) for at, (value, _) in row.items())
        cells = {at: word for at, value in said if (word := _word(value))}
        if cells:
            yield number, cells, computed


def _cells(sheet: Any) -> Iterator[tuple[int, dict[int, tuple[Any, str]]]]:
    """Return the cells that a sheet has, row by row: value and kind by column, counted from 0.

    The library's own way through a sheet fills up what is missing before a cell, be it a million of rows.
    """
    book = sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, row in parser.parse():
            yield number, {cell["column"] - 1: (cell["value"], cell["data_type"]) for cell in row}


def _word(value: object) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else _written(str(value))


def _written(words: str) -> str:
    """Return what somebody wrote into a cell: escaped signs as themselves, line ends of one kind."""
    plain = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), words)
    whole = plain.encode(errors="ignore").decode()  # half of a pair is no character
    return _UNWRITTEN.sub("", whole.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _head(one: _Line, known: _Known) -> tuple[str, dict[str, int], dict[int, str], int] | None:
    """Return language, columns by field, other columns and row number, if a row is the head of a table."""
    number, cells, _ = one
    titles = {at: _folded(title) for at, title in cells.items()}
    language = max(known.heads, key=lambda id: sum(title in known.heads[id] for title in titles.values()))
    heads = known.heads[language]
    columns = {heads[title]: at for at, title in reversed(titles.items()) if title in heads}
    if not ({"id", "text"} & columns.keys() and columns.keys() & set(_FIELDS)):
        return None
    counts = Counter(titles.values())
    others = {at: cells[at] for at, title in titles.items() if counts[title] == 1}
    return language, columns, others, number


def _refuse_merged(parts: Mapping[str, bytes], name: str, sheet: Any, rows: range, columns: Mapping[str, int]) -> None:
    """Refuse merged cells in a table: what was written in one of them counts for no one knows which row."""
    for merged in _MERGED.finditer(parts[sheet._worksheet_path.lstrip("/")]):
        area = merged[1].decode()
        first_column, first_row, last_column, last_row = range_boundaries(area)
        crosses = any(first_column <= at + 1 <= last_column for at in columns.values())
        if crosses and first_row < rows.stop and last_row >= rows.start:
            facts = {"found": area, "sheet": sheet.title}
            raise Unreadable(Problem("workbook-merged", name, Mark(first_row), sheet.title, facts))


def _take(row: _Row, reading: _Filled, known: _Known) -> None:
    """Put a row where it belongs, and note what is unusual about it."""
    written = row.values.get("id", "")
    id = known.item(row)
    filled = _with_values(row, reading, known)
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


def _with_values(row: _Row, reading: _Filled, known: _Known) -> dict[str, Any]:
    """Return what people wrote, states by id and dates in ISO 8601; what is no state, no date or computed is noted."""
    filled = row.filled
    for name in sorted(row.computed & {one for one in _FIELDS if filled.get(one)}):
        reading.warn("cell-computed", row, name, found=row.cell(name))
    status = filled.get("status", "")
    if status and _folded(status) not in known.states:
        reading.warn("status-unknown", row, "status", found=status)
    dates = {name: written for name in DATES if (written := filled.get(name))}
    for name, written in dates.items():
        if not date_in(written, row.epoch):
            reading.warn("date-unread", row, name, found=written, cell=row.cell(name))
    read = {name: date_in(written, row.epoch) or written for name, written in dates.items()}
    return filled and filled | read | {"status": known.states.get(_folded(status), status)}


def _compare(row: _Row, id: str, reading: _Filled, known: _Known) -> None:
    text = row.values.get("text", "")
    now = {_folded(known.texts[id].plain(language)) for language in reading.playbook.settings.languages}
    if text and _folded(text) not in now:
        reading.warn("row-reworded", row, "text", found=id)


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
