"""What readers are told of the content, on the site as on paper: where a chapter belongs, and where a text stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playbook.languages import language
from playbook.model.chapters import Chapter, Series
from playbook.model.ledger import State
from playbook.model.playbook import Playbook
from playbook.problems import fill

# The key of the sentence about each way in which a text can stand.
HINTS = {
    "stale": "stale_hint",
    "unrecorded": "unrecorded_hint",
    "machine": "machine_hint",
    "written": "written_hint",
    "reviewed": "reviewed_hint",
}


@dataclass(frozen=True)
class Kicker:
    """What stands above the title of a chapter: a word with facts for it, and behind it the title of its series."""

    word: str
    facts: Mapping[str, int | str] = field(default_factory=dict)
    series: Series | None = None


def kicker(playbook: Playbook, chapter: Chapter, language_id: str) -> Kicker | None:
    """Return what tells where a chapter belongs: its number among its kind, or its series; nothing without either."""
    number = playbook.number_of(chapter)
    if number:
        kind = playbook.words[language_id].words[chapter.kind]
        return Kicker("number_of", {"kind": kind, "number": number[0], "count": number[1]})
    series = playbook.series_of(chapter)
    return Kicker("series", series=series) if series else None


def kicker_words(playbook: Playbook, chapter: Chapter, language_id: str) -> str:
    """Return what stands above the title of a chapter as plain words; empty where nothing does."""
    found = kicker(playbook, chapter, language_id)
    if not found:
        return ""
    word = fill(playbook.words[language_id].words[found.word], {name: str(fact) for name, fact in found.facts.items()})
    return word + (language(language_id).colon + found.series.title.plain(language_id) if found.series else "")


def status_words(playbook: Playbook, state: State, language_id: str, *, hint: bool = False) -> str:
    """Return the words for where a text stands, or a whole sentence as a hint; a review names its role and its day."""
    words = playbook.words[language_id].words
    if state.kind != "reviewed" or not state.review:
        return words[HINTS[state.kind] if hint else state.kind]
    role = playbook.role_by_id.get(state.review.role)
    name = role.title.plain(language_id) if role else state.review.role
    return fill(words["reviewed"], {"role": name, "date": state.review.date.isoformat()})
