"""What reads a filled workbook has to recognise: the same for Python, and as a script for the browser."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from playbook.model.chapters import Action
from playbook.model.playbook import Playbook
from playbook.model.workbook_table import DETAILS, FILLED, GIVEN, LEVEL, MARKS, TEXTS, TICKS, items_of
from playbook.model.working_sheets import ANSWERS, STATES, TICKED, StateWords, tick_id

# What is said of workbooks and of their rows, in `words/<language>/messages.yml`.
CODES = (
    *("file-unreadable", "workbook-broken", "workbook-old", "workbook-macros", "workbook-too-large"),
    *("workbook-too-many-cells", "workbook-too-many-rows", "workbook-merged", "workbook-no-table"),
    *("row-gone", "row-twice", "row-reworded", "row-unclear", "rows-missing"),
    *("status-unknown", "answer-unknown", "date-unread", "tick-unread", "cell-computed", "signs-removed"),
)


@dataclass(frozen=True)
class Known:
    """What a reader of workbooks recognises; `heads`, `states`, `answers` and `marks` by folded words.

    `heads` leads by language from the head of a column to its field (`id_heads` are those of ids), `states` and
    `answers` to the id of one, `marks` to whether something is ticked, `formerly` from old whole ids to those of today;
    `texts` has by language what the items say, in the order of the workbook; `later` has by field the ids of those
    whose column a workbook from before it lacks.
    """

    playbook: str
    edition: str
    heads: Mapping[str, Mapping[str, str]]
    id_heads: tuple[str, ...]
    states: Mapping[str, str]
    answers: Mapping[str, str]
    marks: Mapping[str, bool]
    texts: Mapping[str, Mapping[str, str]]
    later: Mapping[str, tuple[str, ...]]
    formerly: Mapping[str, str]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The whole ids of all items, in the order of the workbook."""
        return tuple(next(iter(self.texts.values())))

    @cached_property
    def ids_of_today(self) -> frozenset[str]:
        """The whole ids of all items."""
        return frozenset(self.ids)

    @cached_property
    def by_wording(self) -> Mapping[str, frozenset[str]]:
        """The ids of the items that say something in any language, by the folded text."""
        found: dict[str, set[str]] = {}
        for texts in self.texts.values():
            for id, text in texts.items():
                found.setdefault(folded(text), set()).add(id)
        return {text: frozenset(ids) for text, ids in found.items()}


def known_to_readers(playbook: Playbook) -> Known:
    """Return what a reader of workbooks recognises, in all languages of a playbook."""
    words = {id: words.words for id, words in playbook.words.items()}
    columns = (*GIVEN, *TEXTS.values(), *DETAILS, LEVEL, *FILLED, *TICKS)
    rows = {sheet: [(id, texts["text"]) for id, texts in items_of(playbook, sheet)] for sheet in TEXTS}
    ids = {sheet: tuple(id for id, _ in own) for sheet, own in rows.items()}

    def by_name(meanings: Mapping[str, StateWords]) -> Mapping[str, str]:
        return {folded(own[one.name]): id for own in words.values() for id, one in meanings.items()}

    return Known(
        playbook=playbook.settings.short_name,
        edition=playbook.edition_name,
        heads={id: {folded(own[column.word]): column.field for column in columns} for id, own in words.items()},
        id_heads=tuple(own["item_id"] for own in words.values()),
        states=by_name(STATES),
        answers=by_name(ANSWERS),
        marks=MARKS,
        texts={
            language: {id: text.plain(language) for own in rows.values() for id, text in own}
            for language in playbook.settings.languages
        },
        later={TICKED: ids["ticks"], "answer": ids["statements"]},
        formerly=dict(moved(playbook)),
    )


def moved(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Return each old whole id of what can be filled in, and that of today."""
    for chapter in playbook.chapters:
        examples = (example for action in chapter.actions for example in action.examples)
        statements = (statement for step in chapter.maturity for statement in step.statements)
        for item in (*chapter.actions, *chapter.questions, *examples, *statements):
            now = f"{chapter.id}.{item.id}"
            olds = [f"{owner}.{id}" for owner in (chapter.id, *chapter.formerly) for id in (item.id, *item.formerly)]
            for old in olds[1:]:
                yield old, now
                if isinstance(item, Action):
                    yield tick_id(old), tick_id(now)


def reading_script(playbook: Playbook, language_id: str) -> str:
    """Return `<language>/work.reading.js`: what the reader of workbooks recognises, and `messages` by code."""
    known = known_to_readers(playbook)
    messages = playbook.words[language_id].messages
    names = {name: name for name in Known.__dataclass_fields__} | {"id_heads": "idHeads"}
    value: dict[str, object] = {names[name]: getattr(known, name) for name in names}
    value["messages"] = {code: messages[code] for code in CODES}
    return f"window.playbookReading = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def folded(words: str) -> str:
    """Return words in the form in which they are compared: width, case and spaces make no difference."""
    return " ".join(unicodedata.normalize("NFKC", words).lower().split())
