"""What the facilitator's screen knows: the questions and the actions of all chapters, and the words that it says."""

import json
from typing import Any

from playbook.languages import language
from playbook.model.catalogues import Symptom
from playbook.model.chapters import USUAL_MINUTES, Chapter
from playbook.model.playbook import Playbook
from playbook.text import Text

_OWN = "session_"
# Words of other pages that the screen says, too.
_SHARED = frozenset(
    {"listen_for", "notes", "assigned_to", "due", "next_look", "agreed", "agenda", "opening_hint", "agreeing_hint"}
    | {"closing_hint", "date"}
)
# Words of working sheets, by their names here.
_RENAMED = {"named": "work_fill_named", "separator": "work_fill_separator", "sheet_word": "work_fill_sheet"}


def session_script(playbook: Playbook, language_id: str) -> str:
    """Return `<language>/session.data.js`: chapters with texts of questions and actions, symptoms, and words.

    A question has its id, its text, what to listen for and its minutes, an action its id and its text. A text is a
    string, or such a string with the tag of its language where that is not the language of the page. A symptom has the
    whole ids of its actions.
    """
    words = playbook.words[language_id].words
    known = {
        "tag": language(language_id).tag,
        "title": playbook.settings.title.plain(language_id),
        "chapters": [_chapter(chapter, language_id) for chapter in playbook.chapters if chapter.questions],
        "symptoms": [[one.id, _said(one.title, language_id), one.actions] for one in _symptoms(playbook)],
        "words": {key.removeprefix(_OWN): words[key] for key in words if key.startswith(_OWN) or key in _SHARED}
        | {key: words[name] for key, name in _RENAMED.items()},
    }
    written = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return f"(window.playbookSession ??= {{}})[{json.dumps(language_id)}] = {written};\n"


def _symptoms(playbook: Playbook) -> tuple[Symptom, ...]:
    return playbook.symptoms.symptoms if "symptoms" in playbook.page_by_id else ()


def _chapter(chapter: Chapter, language_id: str) -> dict[str, Any]:
    return {
        "id": chapter.id,
        "title": _said(chapter.title, language_id),
        "questions": [
            [
                question.id,
                _said(question.text, language_id),
                _said(question.listen_for, language_id),
                question.minutes or USUAL_MINUTES.question,
            ]
            for question in chapter.questions
        ],
        "actions": [[action.id, _said(action.text, language_id)] for action in chapter.actions],
    }


def _said(text: Text | None, language_id: str) -> str | list[str]:
    if text is None:
        return ""
    said, spoken = text.plain(language_id), text.language_for(language_id)
    return said if spoken == language_id else [said, language(spoken).tag]
