"""What stands in a workbook: its columns, and the items that are its rows."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from playbook.model.playbook import Playbook
from playbook.model.working_sheets import FIELDS
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
_HEADS = (("status", 13), ("assigned_to", 14), ("due", 11), ("completed", 11), ("remark", 26), ("evidence", 26))
FILLED = tuple(Column(field, *head) for field, head in zip(FIELDS, _HEADS, strict=True))


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
