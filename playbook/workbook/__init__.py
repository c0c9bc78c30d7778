"""The workbook to fill in, and a filled one read back: the only door to XLSX."""

from playbook.workbook.reading import read
from playbook.workbook.rows import items_in
from playbook.workbook.unpacking import Unreadable
from playbook.workbook.writing import made_in_memory, write

__all__ = ["Unreadable", "items_in", "made_in_memory", "read", "write"]
