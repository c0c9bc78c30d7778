"""What the program knows of a language: one row of one table. A row names its script, which has a table of its own."""

from playbook.languages.table import FALLBACK, LANGUAGES, Language, language, meant_by, row, style_sheet

__all__ = ["FALLBACK", "LANGUAGES", "Language", "language", "meant_by", "row", "style_sheet"]
