"""Templates: sheets to fill in for the evidence that actions ask for."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from playbook.model.fields import ActionRef, ItemId, Label, LanguageId, Prose, one_spelling
from playbook.model.records import Content, Own, Record

# The page that shows them.
PAGE = "templates"
MOST_LINES = 12
MOST_ROWS = 30


def book_name(language_id: str) -> str:
    """Return the name of the workbook of all templates in a language, in the folder `print/` of the site."""
    return f"playbook.templates.{language_id}.xlsx"


class TemplateField(Record):
    """Something to fill in: a line of its own, or a column."""

    title: Label
    """What is to be filled in."""
    hint: Label | None = None
    """What to know when filling it in."""
    lines: Annotated[int, BeforeValidator(one_spelling), Field(strict=True, ge=1, le=MOST_LINES)] = 1
    """How many lines there are to write on."""


class Template(Own):
    """A sheet to fill in for the evidence of some actions."""

    kind = "template"
    id: ItemId
    """Unique in the file; its printed sheets have it as their name."""
    title: Label
    """The name."""
    audience: Label
    """Who fills it in."""
    text: Prose
    """What it is for, in a sentence or two."""
    evidence: tuple[ActionRef, ...] = ()
    """Whole ids of the actions whose evidence it is, such as `leadership.gap-talk`."""
    fields: Annotated[tuple[TemplateField, ...], Field(min_length=1)]
    """What is filled in once, in the order of the sheet."""
    columns: tuple[TemplateField, ...] = ()
    """The columns of its table, if it has one."""
    rows: Annotated[int, BeforeValidator(one_spelling), Field(strict=True, ge=1, le=MOST_ROWS)] = 10
    """How many empty rows the table has."""


class Templates(Content):
    """The templates."""

    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    templates: tuple[Template, ...]
    """The templates, in the order of the page."""
