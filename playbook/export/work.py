"""What the scripts of working sheets know: the structure of the content, its wording, the words of their interface."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from playbook.export.reading import moved
from playbook.model.chapters import Chapter, Series
from playbook.model.playbook import Playbook
from playbook.model.working_sheets import ANSWERS, STATES, tick_id
from playbook.text import Text

# Words for readers whose keys begin so are those of the scripts.
_OWN = "work_"
# Those that only the pages of whole sheets say: a chapter does without.
_OF_PAGE = ("work_desk_", "work_report_", "work_said_", "work_assess_", "item_id", "chapter_name")
# Those that templates say, and no script.
_OF_TEMPLATES = frozenset({"work_no_script", "work_fill_button", "work_fill_continue"})
# Words of the pages that the scripts say, too.
_SHARED = frozenset(
    {"action", "question", "status", "assigned_to", "due", "completed", "remark", "evidence"}
    | {"deliverable", "examples", "notes", "done", "actions", "questions", "gate", "answer", "level"}
)


def data_script(playbook: Playbook, language_id: str) -> str:
    """Return `<language>/work.data.js`: what a page needs to show a sheet.

    `chapters` holds of each chapter its actions (id, 1 where evidence is asked for, ids of examples), the ids of its
    questions, and its maturity (id of a level of `levels`, ids of statements), all without the id of the chapter;
    `formerly` leads from old whole ids to those of today.
    """
    words = playbook.words[language_id].words
    return _script(
        "playbookWork",
        {
            "playbook": playbook.settings.short_name,
            "edition": playbook.edition_name,
            "language": language_id,
            "chapters": [_chapter(chapter, language_id) for chapter in playbook.chapters],
            "series": [_series(series, language_id) for series in playbook.series],
            "formerly": dict(moved(playbook)),
            "states": {id: [words[state.name], words[state.meaning]] for id, state in STATES.items()},
            "answers": {id: [words[answer.name], words[answer.meaning]] for id, answer in ANSWERS.items()},
            "levels": [[level.id, level.title.plain(language_id)] for level in playbook.model.levels],
            "roles": [role.title.plain(language_id) for role in playbook.settings.roles],
            "words": _words(words, _is_of_chapters),
        },
    )


def words_script(playbook: Playbook, language_id: str) -> str:
    """Return `<language>/work.words.js`: the words of the pages of whole sheets, added to those of `work.data.js`."""
    words = _words(playbook.words[language_id].words, lambda key: key.startswith(_OF_PAGE))
    return f"Object.assign(window.playbookWork.words, {_json(words)});\n"


def texts_script(playbook: Playbook, language_id: str) -> str:
    """Return `<language>/work.texts.js`: what the items that can be filled in say, by the ids of a sheet."""
    texts = {id: text.plain(language_id) for chapter in playbook.chapters for id, text in _texts(chapter)}
    return f"(window.playbookTexts ??= {{}}){_script(f'[{_json(language_id)}]', texts, window=False)}"


def _is_of_chapters(key: str) -> bool:
    return key in _SHARED or (key.startswith(_OWN) and not key.startswith(_OF_PAGE) and key not in _OF_TEMPLATES)


def _words(words: Mapping[str, str], is_wanted: Callable[[str], bool]) -> dict[str, str]:
    return {key.removeprefix(_OWN): word for key, word in words.items() if is_wanted(key)}


def _chapter(chapter: Chapter, language_id: str) -> dict[str, Any]:
    actions = [
        [action.id, int(action.deliverable is not None), *(example.id for example in action.examples)]
        for action in chapter.actions
    ]
    return {
        "id": chapter.id,
        "title": chapter.title.plain(language_id),
        "address": chapter.address,
        "actions": actions,
        "questions": [question.id for question in chapter.questions],
        "maturity": [[step.level, *(statement.id for statement in step.statements)] for step in chapter.maturity],
    }


def _series(series: Series, language_id: str) -> dict[str, Any]:
    return {
        "id": series.id,
        "title": series.title.plain(language_id),
        "address": series.address,
        "phases": [
            {
                "id": phase.id,
                "title": phase.title.plain(language_id) if phase.title else "",
                "chapters": phase.chapters,
                "gate": phase.gate.title.plain(language_id) if phase.gate else "",
            }
            for phase in series.phases
        ],
    }


def _texts(chapter: Chapter) -> Iterator[tuple[str, Text]]:
    for action in chapter.actions:
        id = f"{chapter.id}.{action.id}"
        yield id, action.text
        if action.deliverable:
            yield tick_id(id), action.deliverable
        yield from ((f"{chapter.id}.{example.id}", example.text) for example in action.examples)
    yield from ((f"{chapter.id}.{question.id}", question.text) for question in chapter.questions)
    statements = (statement for step in chapter.maturity for statement in step.statements)
    yield from ((f"{chapter.id}.{statement.id}", statement.text) for statement in statements)


def _script(name: str, value: Mapping[str, Any], *, window: bool = True) -> str:
    return f"{'window.' * window}{name} = {_json(value)};\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
