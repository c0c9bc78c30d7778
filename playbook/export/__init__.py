"""The playbook for programs: all items as JSON, what the scripts of working sheets know, and a feed of changes."""

from playbook.export.feed import as_atom
from playbook.export.playbook_json import as_json
from playbook.export.reading import reading_script
from playbook.export.work import data_script, texts_script, words_script

__all__ = ["as_atom", "as_json", "data_script", "reading_script", "texts_script", "words_script"]
