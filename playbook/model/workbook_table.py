"""What stands in a workbook: its columns, and the items that are its rows."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from playbook.model.chapters import Chapter
from playbook.model.playbook import Playbook
from playbook.model.working_sheets import FIELDS, TICKED, tick_id
from playbook.text import Text


class Column(NamedTuple):
    """One column: the field that it holds, the word at its head, its width in characters."""

    field: str
    word: str
    width: int


# What may be read: unpacked bytes, parts, tags in one part (a browser takes ten seconds for a million of them), filled
# rows; and how far down the head of a table may have moved.
MOST_BYTES = 40_000_000
MOST_PARTS = 1_000
MOST_TAGS = 1_500_000
MOST_ROWS = 20_000
HEAD_WITHIN = 50

# The columns that the playbook fills, and those that people fill.
GIVEN = (Column("id", "item_id", 20), Column("chapter", "chapter_name", 14))
TEXTS = {
    "actions": Column("text", "action", 44),
    "questions": Column("text", "question", 60),
    "ticks": Column("text", "tick_text", 80),
    "statements": Column("text", "statement", 70),
}
DETAILS = (Column("deliverable", "deliverable", 28), Column("role", "role", 14))
_HEADS = (
    *(("status", 13), ("assigned_to", 14), ("due", 11), ("completed", 11), ("remark", 26), ("evidence", 20)),
    ("answer", 13),
)
FILLED = tuple(Column(field, *head) for field, head in zip(FIELDS, _HEADS, strict=True))
TICKS = (Column(TICKED, "ticked", 10),)
LEVEL = Column("level", "level", 14)
_WORK = tuple(column for column in FILLED if column.field != "answer")
_ANSWERED = tuple(column for name in ("answer", "evidence", "note") for column in FILLED if column.field == name)
_OF_SHEETS = {"actions": (*DETAILS, *_WORK), "questions": _WORK, "ticks": TICKS, "statements": _ANSWERED}
_BEFORE = {"statements": (LEVEL,)}

# What the list of a tick offers, and what else people write into a cell for yes and for no, folded: programs with
# boxes of their own write TRUE and FALSE into every row.
TICK = "✓"
MARKS = {
    **dict.fromkeys((TICK, "✔", "✔\ufe0f", "☑", "x", "○", "◯", "〇", "1", "true", "yes", "はい", "是", "済"), True),
    **dict.fromkeys(("☐", "0", "false", "no", "いいえ", "否", "未"), False),
}


def columns_of(sheet: str) -> tuple[Column, ...]:
    """Return the columns of the sheet of actions, questions, ticks or statements, from left to right."""
    return (*GIVEN, *_BEFORE.get(sheet, ()), TEXTS[sheet], *_OF_SHEETS[sheet])


def items_of(playbook: Playbook, sheet: str) -> Iterator[tuple[str, Mapping[str, Text]]]:
    """Return the whole id and the texts by field of each row of a sheet."""
    for chapter in playbook.chapters:
        for id, texts in _ROWS[sheet](playbook, chapter):
            whole = {"chapter": chapter.title, **texts}
            yield f"{chapter.id}.{id}", {name: text for name, text in whole.items() if text}


_Texts = Mapping[str, Text | None]


def _actions(playbook: Playbook, chapter: Chapter) -> Iterator[tuple[str, _Texts]]:
    for action in chapter.actions:
        role = playbook.role_by_id.get(action.role or "")
        yield action.id, {"text": action.text, "deliverable": action.deliverable, "role": role.title if role else None}


def _questions(_: Playbook, chapter: Chapter) -> Iterator[tuple[str, _Texts]]:
    yield from ((question.id, {"text": question.text}) for question in chapter.questions)


def _ticks(_: Playbook, chapter: Chapter) -> Iterator[tuple[str, _Texts]]:
    for action in chapter.actions:
        if action.deliverable:
            yield tick_id(action.id), {"text": action.deliverable}
        yield from ((example.id, {"text": example.text}) for example in action.examples)


def _statements(playbook: Playbook, chapter: Chapter) -> Iterator[tuple[str, _Texts]]:
    titles = {level.id: level.title for level in playbook.model.levels}
    for step in chapter.maturity:
        yield from ((one.id, {"text": one.text, "level": titles.get(step.level)}) for one in step.statements)


_ROWS = {"actions": _actions, "questions": _questions, "ticks": _ticks, "statements": _statements}
