"""The playbook for programs: all items as JSON, what the scripts of working sheets know, and a feed of changes."""

from playbook.export.feed import MOST_NAMED, as_atom
from playbook.export.playbook_json import as_json
from playbook.export.read_back import changed_in_feed, items_in_json
from playbook.export.reading import reading_script
from playbook.export.work import data_script, texts_script, words_script

__all__ = [
    "MOST_NAMED",
    "as_atom",
    "as_json",
    "changed_in_feed",
    "data_script",
    "items_in_json",
    "reading_script",
    "texts_script",
    "words_script",
]
