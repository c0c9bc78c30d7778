"""The workbook to fill in: the only door to XLSX. What reads a filled one back, `reading`, is loaded on its own."""

from playbook.workbook.rows import items_in, templates_in
from playbook.workbook.unpacking import Unreadable
from playbook.workbook.writing import books, made_in_memory, parts, write

__all__ = ["Unreadable", "books", "items_in", "made_in_memory", "parts", "templates_in", "write"]
