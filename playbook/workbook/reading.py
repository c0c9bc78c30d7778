"""Reads a filled workbook back. The file may come from anywhere: nothing in it is run, its size is known beforehand."""

import datetime
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.cell.text import Text
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._reader import WorkSheetParser

from playbook.export.reading import Known, folded, known_to_readers
from playbook.model.playbook import Playbook
from playbook.model.workbook_table import HEAD_WITHIN, MOST_ROWS
from playbook.model.working_sheets import DATES, FIELDS, FORMAT, TICKED, VERSION
from playbook.model.written_dates import date_in
from playbook.problems import Mark, Problem, Severity
from playbook.workbook.unpacking import Unreadable, packed, strings_part, unpacked

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_FILLED = (*FIELDS, TICKED)
# The kind of a cell, as the library calls it.
_FORMULA = "f"
# A sign that XML cannot hold stands as its number (ECMA-376-1, 22.9.2.19): _x000D_ is a line end of Windows.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Formats of dates that programs of East Asia know by number alone (ECMA-376-1, 18.8.30), and the library does not.
_EAST_ASIAN_DATES = {*range(27, 37), *range(50, 59)}
# What nobody sees: control characters, halves of pairs, and what turns the direction of all that follows.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class _Table:
    """The head of a table: its sheet and row, the columns of fields and their titles, the titles of other columns."""

    sheet: str
    number: int
    language: str
    columns: Mapping[str, int]
    titles: Mapping[str, str]
    others: Mapping[int, str]

    @property
    def given(self) -> frozenset[int]:
        """The columns that the playbook fills."""
        return frozenset(at for name, at in self.columns.items() if name not in _FILLED)


@dataclass
class _Row:
    """One row as it was read: its place, and its words by field, or by head for columns that people added."""

    table: _Table
    number: int
    values: dict[str, str]
    other: dict[str, str]
    computed: frozenset[str]
    cleaned: frozenset[int]
    epoch: int

    @cached_property
    def filled(self) -> dict[str, Any]:
        """What people wrote."""
        written: dict[str, Any] = {name: word for name in _FILLED if (word := self.values.get(name))}
        return written | ({"other": self.other} if self.other else {})

    def cell(self, name: str) -> str:
        """Return the name of the cell of a field, such as H5."""
        return f"{get_column_letter(self.table.columns[name] + 1)}{self.number}"

    def mark(self, name: str) -> Mark:
        """Return the place of a field of this row."""
        return Mark(self.number, self.table.columns.get(name, 0) + 1)


@dataclass
class _Reading:
    """What has been read so far."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    unmatched: list[dict[str, Any]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    tables: list[_Table] = field(default_factory=list)

    def warn(self, code: str, row: _Row, name: str, **facts: str) -> None:
        """Note what the reader of the report should know."""
        place = f"{row.table.sheet}!{name}"
        self.problems.append(Problem(code, self.name, row.mark(name), place, facts, severity=Severity.WARNING))


def read(path: Path, playbook: Playbook) -> tuple[dict[str, Any], list[Problem]]:
    """Return the state that a workbook holds, and what there is to say about its rows; raises Unreadable.

    A workbook has no id and tells no day on which a sheet was begun: whoever opens the state makes them.
    """
    parts = unpacked(path)
    reading = _Reading(path.name)
    known = known_to_readers(playbook)
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
    if not reading.tables:
        raise Unreadable(Problem("workbook-no-table", path.name, facts={"found": ", ".join(known.id_heads)}))
    for row in rows:
        _take(row, reading, known)
    # A workbook from before there was a column lacks no row of it.
    columns = {name for table in reading.tables for name in table.columns}
    later = {id for name, ids in known.later.items() if name not in columns for id in ids}
    if missing := [id for id in known.ids if id not in reading.seen and id not in later]:
        facts = {"count": str(len(missing)), "found": missing[0]}
        reading.problems.append(Problem("rows-missing", path.name, facts=facts, severity=Severity.WARNING))
    head = {"format": FORMAT, "version": VERSION, "playbook": known.playbook, "edition": known.edition}
    sheet = {"language": reading.tables[0].language, "name": path.stem}
    return head | sheet | {"items": reading.items, "unmatched": reading.unmatched}, reading.problems


class _Line(NamedTuple):
    """One row by its columns, counted from 0: what cells say, which compute it, which had signs that nobody sees."""

    number: int
    cells: dict[int, str]
    computed: frozenset[int]
    cleaned: frozenset[int]


def _rows(parts: dict[str, bytes], reading: _Reading, known: Known) -> Iterator[_Row]:
    """Return the rows of all tables, wherever on its sheet a table stands; what is hidden comes last."""
    file = packed(parts)
    # A formula gives its last value; one that was never computed gives itself.
    values = openpyxl.load_workbook(file, read_only=True, data_only=True)
    formulas = openpyxl.load_workbook(file, read_only=True)
    strings = list(_strings(parts))
    epoch = values.epoch.year if values.epoch.year == 1904 else 1900
    count = 0
    for sheet in sorted(values.worksheets, key=lambda sheet: sheet.sheet_state != "visible"):
        filled = _lines(_cells(sheet, strings), _cells(formulas[sheet.title], strings))
        table = next((found for one in islice(filled, HEAD_WITHIN) if (found := _head(one, sheet.title, known))), None)
        if table is None:
            continue
        reading.tables.append(table)
        under: list[_Row] = []
        for number, cells, computed, cleaned in filled:
            count += 1
            if count > MOST_ROWS:
                raise Unreadable(Problem("workbook-too-many-rows", reading.name, facts={"most": str(MOST_ROWS)}))
            own = {name: cells.get(at, "") for name, at in table.columns.items()}
            added = {
                table.others.get(at) or get_column_letter(at + 1): word
                for at, word in cells.items()
                if at not in table.columns.values()
            }
            by_formula = frozenset(name for name, at in table.columns.items() if at in computed)
            under.append(_Row(table, number, own, added, by_formula, cleaned, epoch))
        last = max((row.number for row in under if row.filled or _ids(row, known)), default=table.number)
        _refuse_merged(parts[sheet._worksheet_path.lstrip("/")], reading.name, table, last)
        yield from under


_Cells = Iterator[tuple[int, dict[int, tuple[Any, str]]]]


def _lines(values: _Cells, computing: _Cells) -> Iterator[_Line]:
    """Return the rows of a sheet in which anything is written."""
    ahead = next(computing, None)
    for number, row in values:
        while ahead and ahead[0] < number:
            ahead = next(computing, None)
        own = ahead[1] if ahead and ahead[0] == number else {}
        computed = frozenset(at for at, (_, kind) in own.items() if kind == _FORMULA)
        said = ((at, own[at][0] if value is None and at in own else value) for at, (value, _) in row.items())
        words = {at: _word(value) for at, value in said}
        cells = {at: seen for at, word in words.items() if (seen := _UNSEEN.sub("", word).strip())}
        if cells:
            yield _Line(number, cells, computed, frozenset(at for at in cells if _UNSEEN.search(words[at])))


class _Parser(WorkSheetParser):  # type: ignore[misc]  # the library has no types
    """The library's way through a sheet, but that a formula is what its own cell says, be it shared or an array."""

    def parse_formula(self, element: Any) -> str:
        return "=" + (element.findtext("{*}f") or "")


def _cells(sheet: Any, strings: list[str]) -> _Cells:
    """Return the cells that a sheet has, row by row: value and kind by column, counted from 0.

    The library's own way through a sheet fills up what is missing before a cell, be it a million of rows.
    """
    book = sheet.parent
    in_east_asia = {at for at, style in enumerate(book._cell_styles) if style.numFmtId in _EAST_ASIAN_DATES}
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            strings,
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats | in_east_asia,
            timedelta_formats=book._timedelta_formats,
        )
        for number, row in parser.parse():
            yield number, {cell["column"] - 1: (cell["value"], cell["data_type"]) for cell in row}


def _strings(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Return the strings that cells share; the library's own list has `x005F_` taken out wherever it stands."""
    for item in strings_part(parts):
        yield Text.from_tree(item).content


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
    # Two halves of a pair, each escaped, are one character.
    whole = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def _head(one: _Line, sheet: str, known: Known) -> _Table | None:
    """Return the head of a table, if a row is one."""
    number, cells = one.number, one.cells
    titles = {at: folded(title) for at, title in cells.items()}
    language = max(known.heads, key=lambda id: sum(title in known.heads[id] for title in titles.values()))
    heads = known.heads[language]
    columns = {heads[title]: at for at, title in reversed(titles.items()) if title in heads}
    if not ({"id", "text"} & columns.keys() and columns.keys() & set(_FILLED)):
        return None
    counts = Counter(titles.values())
    others = {at: cells[at] for at, title in titles.items() if counts[title] == 1}
    return _Table(sheet, number, language, columns, {name: cells[at] for name, at in columns.items()}, others)


def _refuse_merged(part: bytes, name: str, table: _Table, last: int) -> None:
    """Refuse merged cells in a table: what was written in one of them counts for no one knows which row."""
    for merged in _MERGED.finditer(part):
        area = merged[1].decode()
        first_column, first_row, last_column, last_row = range_boundaries(area)
        crosses = any(first_column <= at + 1 <= last_column for at in table.columns.values())
        if crosses and first_row <= last and last_row >= table.number:
            facts = {"found": area, "sheet": table.sheet}
            raise Unreadable(Problem("workbook-merged", name, Mark(first_row), table.sheet, facts))


def _ids(row: _Row, known: Known) -> frozenset[str]:
    """Return the whole ids of the items that a row may be about, by its id or else by its wording."""
    written = row.values.get("id", "")
    id = written if written in known.ids_of_today else known.formerly.get(written)
    return frozenset({id}) if id else known.by_wording.get(folded(row.values.get("text", "")), frozenset())


def _take(row: _Row, reading: _Reading, known: Known) -> None:
    """Put a row where it belongs, and note what is unusual about it."""
    written, text = row.values.get("id", ""), row.values.get("text", "")
    ids = _ids(row, known)
    id = next(iter(ids)) if len(ids) == 1 else None
    filled = _with_values(row, reading, known)
    if id is None:
        if written or filled:
            reading.warn("row-unclear" if ids else "row-gone", row, "id", found=written or text or str(row.number))
    elif id in reading.seen:
        reading.warn("row-twice", row, "id", found=id)
        id = None if filled else id
    else:
        reading.seen.add(id)
        if text and id not in known.by_wording.get(folded(text), ()):
            reading.warn("row-reworded", row, "text", found=id)
    if not filled:
        return
    if id is None:
        place = {"sheet": row.table.sheet, "row": row.number, "id": written, "text": text}
        reading.unmatched.append({name: value for name, value in place.items() if value} | filled)
    else:
        reading.items[id] = filled | _wording(id, text, row.table.language, known)


def _wording(id: str, text: str, language: str, known: Known) -> dict[str, Any]:
    """Return what an item said when it was filled in: as the playbook has it, where it still says so."""
    if not text:
        return {}
    by_language = {language: known.texts[language], **known.texts}
    same = ((name, texts[id]) for name, texts in by_language.items() if folded(texts[id]) == folded(text))
    found, wording = next(same, (language, text))
    return {"wording": {"language": found, "text": wording}}


def _with_values(row: _Row, reading: _Reading, known: Known) -> dict[str, Any]:
    """Return what people wrote, states and answers by id, dates in ISO 8601; what is odd about a cell is noted."""
    filled = dict(row.filled)
    for at in sorted(row.cleaned - row.table.given):
        place, mark = f"{row.table.sheet}!{get_column_letter(at + 1)}", Mark(row.number, at + 1)
        facts = {"found": f"{get_column_letter(at + 1)}{row.number}"}
        reading.problems.append(Problem("signs-removed", reading.name, mark, place, facts, severity=Severity.WARNING))
    for name in sorted(row.computed & filled.keys()):
        reading.warn("cell-computed", row, name, found=row.cell(name))
    for name, words in (("status", known.states), ("answer", known.answers)):
        if written := filled.get(name):
            filled[name] = words.get(folded(written), written)
            if folded(written) not in words:
                reading.warn(f"{name}-unknown", row, name, found=written)
    for name in DATES:
        if written := filled.get(name):
            filled[name] = date_in(written, row.epoch) or written
            if not date_in(written, row.epoch):
                reading.warn("date-unread", row, name, found=written, cell=row.cell(name))
    return filled | _tick(row, filled.pop(TICKED, None), reading, known)


def _tick(row: _Row, written: str | None, reading: _Reading, known: Known) -> dict[str, Any]:
    """Return whether something is ticked; words that say neither yes nor no are kept by the title of their column."""
    if written is None:
        return {}
    is_ticked = known.marks.get(folded(written))
    if is_ticked is not None:
        return {TICKED: True} if is_ticked else {}
    reading.warn("tick-unread", row, TICKED, found=written, cell=row.cell(TICKED))
    return {"other": row.other | {row.table.titles[TICKED]: written}}
