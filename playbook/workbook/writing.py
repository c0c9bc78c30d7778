"""Writes a workbook: every cell of the content is text, and two builds are equal to the byte."""

import datetime
import io
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from playbook import files
from playbook.languages import language
from playbook.model import colours, told
from playbook.model.catalogues import abbreviation_of
from playbook.model.playbook import Playbook
from playbook.model.templates import PAGE, Template, TemplateField, book_name
from playbook.model.workbook_table import TEXTS, TICK, columns_of, items_of
from playbook.model.working_sheets import ANSWERS, DATES, FIELDS, STATES, TICKED, StateWords, workbook_name

_LONGEST = 32_767
# A cell that begins like this would become a formula as soon as somebody edits it.
_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_EPOCH = datetime.datetime(2000, 1, 1)
_SPARE_ROWS = 500
_FILLED = (*FIELDS, TICKED)
# The row of the first answer on the sheet of states, counted from 0.
_FIRST_ANSWER = len(STATES) + 3
# The columns of the sheet of measures: the word at the head of each, and its width.
_MEASURES = (("kpi", 28), ("formula", 50), ("unit", 14), ("direction", 12), ("kpi_example", 60))
# The widths of the columns of a template: the names of its fields, what is filled in, and all others.
_NAMES, _ROOM, _COLUMN = 24, 34, 18
# The height of a line in points; not every program finds the height of a row by itself.
_LINE = 13.5


# Nothing that looks like a formula, a number or an address is taken for one. In memory, as the library would put each
# part of a workbook into a temporary file, on a disk that nobody thinks of when it is full.
_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}


def parts(playbook: Playbook) -> Mapping[str, Callable[[], Mapping[str, bytes]]]:
    """Return by name what makes the workbooks of a language, by their paths in the site."""
    ids = (id for id in playbook.settings.languages if books(playbook, id))
    return {f"workbook/{id}": partial(_part, playbook, id) for id in ids}


def _part(playbook: Playbook, language_id: str) -> Mapping[str, bytes]:
    return {path: make() for path, make in books(playbook, language_id).items()}


def books(playbook: Playbook, language_id: str) -> Mapping[str, Callable[[], bytes]]:
    """Return what makes each workbook of a language by its path in the site: agreements, and templates to fill in."""
    made: dict[str, Callable[[], bytes]] = {}
    if "checklists" in playbook.page_by_id:
        made[f"print/{workbook_name(language_id)}"] = partial(made_in_memory, playbook, language_id)
    if playbook.templates.templates and PAGE in playbook.page_by_id:
        made[f"print/{book_name(language_id)}"] = partial(_templates_in_memory, playbook, language_id)
    return made


def write(playbook: Playbook, language_id: str, folder: Path) -> None:
    """Write the workbook of a language into a folder; raises OSError with the name of the file."""
    made = made_in_memory(playbook, language_id)
    files.write_all({folder / workbook_name(language_id): made}, is_durable=False)


def made_in_memory(playbook: Playbook, language_id: str) -> bytes:
    """Return the workbook of a language in which actions, questions and statements are answered."""
    return _in_memory(playbook, language_id, _Writer.agreements)


def _templates_in_memory(playbook: Playbook, language_id: str) -> bytes:
    return _in_memory(playbook, language_id, _Writer.templates)


def _in_memory(playbook: Playbook, language_id: str, write: Callable[["_Writer"], None]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - most builds find all workbooks as they are

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        book.set_properties({"title": playbook.settings.title.plain(language_id), "created": _EPOCH})
        write(_Writer(playbook, language_id, book))
    return made.getvalue()


def _lines(words: str, width: int) -> int:
    """Tell how many lines a cell of some width needs; wide letters take the room of two."""
    return sum(max(1, math.ceil(_room(paragraph) * 1.15 / width)) for paragraph in words.split("\n"))


def _room(words: str) -> int:
    return len(words) if words.isascii() else sum(map(_room_of_letter, words))


@cache
def _room_of_letter(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


class _Writer:
    def __init__(self, playbook: Playbook, language_id: str, book: Any) -> None:
        self.playbook = playbook
        self.id = language_id
        self.words: Mapping[str, str] = playbook.words[language_id].words
        self.book = book
        cell = {"font_name": language(language_id).office_font, "font_size": 10, "valign": "top", "text_wrap": True}
        paint = colours.values("paper")
        line = {"border": 1, "border_color": paint["rule"]}
        self.plain = book.add_format(cell | line)
        self.quoted = book.add_format(cell | line | {"quote_prefix": True})
        self.filled = book.add_format(cell | line | {"bg_color": paint["paper"], "num_format": "@"})
        self.date = book.add_format(cell | line | {"num_format": "yyyy-mm-dd"})
        self.head = book.add_format(cell | line | {"bold": True, "bg_color": paint["head"]})
        self.loose = book.add_format(cell)
        self.title = book.add_format(cell | {"bold": True, "font_size": 14, "text_wrap": False})
        self.said = book.add_format(cell | {"text_wrap": False})

    def agreements(self) -> None:
        """Write what is agreed and answered, what the states mean, and the measures."""
        for sheet in TEXTS:
            self.table(sheet)
        self.states()
        self.measures()

    def templates(self) -> None:
        """Write each template on a sheet of its own."""
        for number, template in enumerate(self.playbook.templates.templates, 1):
            self.template(template, self._named(f"{number} {template.title.plain(self.id)}"))

    def template(self, template: Template, name: str) -> None:
        """Write a template: its title beside its id, who fills it in, its fields, and then its table."""
        page = self.book.add_worksheet(name)
        page.set_column(0, 0, _NAMES)
        page.set_column(1, 1, _ROOM)
        page.set_column(2, max(2, len(template.columns) - 1), _COLUMN)
        page.set_row(0, 2 * _LINE)
        self._cell(page, 0, 0, template.title.plain(self.id), self.title)
        self._cell(page, 0, 2, f"templates.{template.id}", self.said)
        audience = self.words["template_audience"] + language(self.id).colon + template.audience.plain(self.id)
        for row, words in enumerate((audience, template.text.plain(self.id).replace("\n", " ")), 1):
            self._cell(page, row, 0, words, self.said)
        row = 4
        for field in template.fields:
            page.set_row(row, _LINE * max(2, field.lines))
            self._cell(page, row, 0, field.title.plain(self.id), self.head)
            self._cell(page, row, 1, "", self.filled)
            self._cell(page, row, 2, self._hint(field), self.said)
            row += 1
        if template.columns:
            self._columns(page, row + 1, template)
        self._prepare_print(page)

    def _columns(self, page: Any, first: int, template: Template) -> None:
        page.set_row(first, 2 * _LINE)
        page.set_row(first + 1, 3 * _LINE)
        for at, column in enumerate(template.columns):
            self._cell(page, first, at, column.title.plain(self.id), self.head)
            self._cell(page, first + 1, at, self._hint(column), self.plain)
        for row in range(first + 2, first + 2 + template.rows):
            page.set_row(row, 2 * _LINE)
            for at in range(len(template.columns)):
                self._cell(page, row, at, "", self.filled)

    def _hint(self, field: TemplateField) -> str:
        return field.hint.plain(self.id) if field.hint else ""

    def table(self, sheet: str) -> None:
        """Write the sheet of actions, questions, ticks or statements."""
        page = self.book.add_worksheet(self._sheet_name(sheet))
        columns = columns_of(sheet)
        words = f"='{self._sheet_name('states')}'!$A$"
        last = _FIRST_ANSWER + len(ANSWERS)
        # People tick with what is at hand; what no reader knows is named when the workbook comes back.
        lists: Mapping[str, Mapping[str, object]] = {
            "status": {"source": f"{words}2:$A${len(STATES) + 1}"},
            "answer": {"source": f"{words}{_FIRST_ANSWER + 1}:$A${last}"},
            TICKED: {"source": [TICK], "show_error": False},
        }
        items = list(items_of(self.playbook, sheet))
        page.set_row(0, 2 * _LINE + 4)
        for at, column in enumerate(columns):
            page.set_column(at, at, column.width)
            self._cell(page, 0, at, self.words[column.word], self.head)
        for row, (whole_id, texts) in enumerate(items, 1):
            given = {"id": whole_id} | {name: text.plain(self.id) for name, text in texts.items()}
            lines = max(_lines(given[column.field], column.width) for column in columns if column.field in given)
            page.set_row(row, _LINE * max(lines, 2) + 4)
            for at, column in enumerate(columns):
                form = self.date if column.field in DATES else self.filled if column.field in _FILLED else self.plain
                self._cell(page, row, at, given.get(column.field, ""), form)
        for at, column in enumerate(columns):
            if column.field in lists:
                page.data_validation(1, at, len(items) + _SPARE_ROWS, at, {"validate": "list", **lists[column.field]})
        page.freeze_panes(1, columns.index(TEXTS[sheet]) + 1)
        page.autofilter(0, 0, len(items), len(columns) - 1)
        self._prepare_print(page)

    def states(self) -> None:
        """Write what each state and each answer means, and how to fill the workbook in."""
        page = self.book.add_worksheet(self._sheet_name("states"))
        page.set_column(0, 0, 18)
        page.set_column(1, 1, 80)
        self._meanings(page, 1, "status", STATES)
        self._meanings(page, _FIRST_ANSWER, "answer", ANSWERS)
        last = _FIRST_ANSWER + len(ANSWERS) + 1
        page.set_row(last, 3 * _LINE)
        self._cell(page, last, 0, self.playbook.settings.title.plain(self.id), self.loose)
        self._cell(page, last, 1, self.words["workbook_hint"], self.loose)
        self._prepare_print(page)

    def measures(self) -> None:
        """Write the measures with their formulas, and each with its example; nothing where there are none."""
        if not self.playbook.kpis.kpis:
            return
        page = self.book.add_worksheet(self._sheet_name("kpis"))
        for at, (word, width) in enumerate(_MEASURES):
            page.set_column(at, at, width)
            self._cell(page, 0, at, self.words[word], self.head)
        for row, kpi in enumerate(self.playbook.kpis.kpis, 1):
            unit, direction = kpi.unit.plain(self.id), self.words[kpi.direction]
            name = f"{kpi.title.plain(self.id)} {abbreviation_of(kpi, self.id)}".strip()
            said = (name, told.formula(kpi, self.id), unit, direction, told.example(self.playbook, kpi, self.id))
            lines = max(_lines(words, width) for words, (_, width) in zip(said, _MEASURES, strict=True))
            page.set_row(row, _LINE * max(lines, 2) + 4)
            for at, words in enumerate(said):
                self._cell(page, row, at, words, self.plain)
        page.freeze_panes(1, 1)
        self._prepare_print(page)

    def _meanings(self, page: Any, first: int, head: str, meanings: Mapping[str, StateWords]) -> None:
        for at, word in enumerate((head, "meaning")):
            self._cell(page, first - 1, at, self.words[word], self.head)
        for row, pair in enumerate(meanings.values(), first):
            page.set_row(row, 2 * _LINE)
            for at, word in enumerate(pair):
                self._cell(page, row, at, self.words[word], self.plain)

    def _cell(self, page: Any, row: int, at: int, words: str, form: Any) -> None:
        if not words:
            page.write_blank(row, at, None, form)
            return
        risky = form is self.plain and words.lstrip().startswith(_LIKE_FORMULA)
        page.write_string(row, at, words[:_LONGEST], self.quoted if risky else form)

    def _sheet_name(self, word: str) -> str:
        """Return a word as the name of a sheet, in which some signs may not stand."""
        return self._named(self.words[word])

    @staticmethod
    def _named(words: str) -> str:
        return re.sub(r"[\[\]:*?/\\']", " ", words)[:31].strip()

    @staticmethod
    def _prepare_print(page: Any) -> None:
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_footer("&R&P / &N")
