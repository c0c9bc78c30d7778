"""What must stand where: the outputs of a build, and in each the kinds of items.

This is the second entry of the books. What writes an output has a table of its own (`editions.SHOWN` for sheets,
`model.kinds` for the search, `model.workbook_table` for workbooks): whoever takes a kind out of one of them, or lets it
fall on the way, is told so here, and has to take it out of this table, too, to mean it.
"""

from collections.abc import Mapping

from playbook.model.kinds import KINDS
from playbook.model.sheets import BOOK, ROLE, TEMPLATE

# Stands for an item as such; otherwise the field of the text by which it is known to be there.
ITSELF = ""
# The title, or else the text, or else whatever it says.
LEADING = "*"

_ALL = tuple(KINDS.by_id)
_CHAPTERS = ("pillar", "result", "article")
_TEXTS = ("thought", "theme", "benefit", "question", "action", "example", "gap", "statement", "relation", "gate")
# Titles of chapters and of measures stand in lists, too: what tells that a whole one is there is what no list shows.
_CHAPTER = {
    **dict.fromkeys(_CHAPTERS, "summary"),
    **dict.fromkeys((*_TEXTS, "term", "further"), "text"),
    **dict.fromkeys(("group", "level", "source"), "title"),
    "kpi": "formula.numerator",
}

STANDS_IN: Mapping[str, Mapping[str, str]] = {
    "page": dict.fromkeys(_ALL, ITSELF),
    "companion": dict.fromkeys(_ALL, LEADING),
    "json": dict.fromkeys(_ALL, ITSELF),
    "search": dict.fromkeys((kind for kind in _ALL if kind != "avoid"), ITSELF),
    "workbook": dict.fromkeys(("question", "action", "example", "statement"), ITSELF),
    "templates": {"template": ITSELF},
    "feed": dict.fromkeys(_ALL, ITSELF),
    "chapter": _CHAPTER,
    "checklist": {**dict.fromkeys(_CHAPTERS, "title"), "question": "text", "action": "text"},
    "questions": {**dict.fromkeys(_CHAPTERS, "title"), "group": "title", "question": "text"},
    "guide": {**dict.fromkeys(_CHAPTERS, "summary"), "question": "text", "kpi": "title"},
    "card": {**dict.fromkeys(_CHAPTERS, "title"), "theme": "title", "question": "text"},
    ROLE: {**dict.fromkeys(("role", *_CHAPTERS), "title"), "kpi": _CHAPTER["kpi"], "action": "text"},
    TEMPLATE: {"template": "title"},
    BOOK: {**_CHAPTER, **dict.fromkeys(("series", "figure-group", "figure"), "title")},
}
