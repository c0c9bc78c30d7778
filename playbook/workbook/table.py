"""What stands in a workbook: its columns, and the items that are its rows."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from playbook.model.playbook import Playbook
from playbook.text import Text


class Column(NamedTuple):
    """One column: the field that it holds, the word at its head, its width in characters."""

    field: str
    word: str
    width: int


# The columns that the playbook fills, and those that people fill.
GIVEN = (Column("id", "item_id", 20), Column("chapter", "chapter_name", 14))
TEXTS = {"actions": Column("text", "action", 44), "questions": Column("text", "question", 60)}
DETAILS = (Column("deliverable", "deliverable", 28), Column("role", "role", 14))
FILLED = (
    Column("status", "status", 13),
    Column("owner", "assigned_to", 14),
    Column("due", "due", 11),
    Column("completed", "completed", 11),
    Column("note", "remark", 26),
)
DATES = ("due", "completed")


def columns_of(sheet: str) -> tuple[Column, ...]:
    """Return the columns of the sheet of actions or of questions, from left to right."""
    return (*GIVEN, TEXTS[sheet], *(DETAILS if sheet == "actions" else ()), *FILLED)


def items_of(playbook: Playbook, sheet: str) -> Iterator[tuple[str, Mapping[str, Text]]]:
    """Return the whole id and the texts by field of each row of a sheet."""
    for chapter in playbook.chapters:
        for item in getattr(chapter, sheet):
            texts = {"chapter": chapter.title, "text": item.text, "deliverable": getattr(item, "deliverable", None)}
            role = playbook.role_by_id.get(getattr(item, "role", None) or "")
            texts["role"] = role.title if role else None
            yield f"{chapter.id}.{item.id}", {name: text for name, text in texts.items() if text}
