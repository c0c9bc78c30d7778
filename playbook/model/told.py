"""What readers are told of the content, on the site as on paper: where a chapter belongs, and where a text stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from playbook.languages import Language, language
from playbook.model.catalogues import Kpi
from playbook.model.chapters import Chapter, Series
from playbook.model.examples import FIGURE
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


def formula(kpi: Kpi, language_id: str) -> str:
    """Return the formula of a measure on one line."""
    parts = [kpi.formula.numerator, *([kpi.formula.denominator] if kpi.formula.denominator else [])]
    line = " ÷ ".join(" ".join(part.plain(language_id).split()) for part in parts)
    return f"{line} × {kpi.formula.times}" if kpi.formula.times else line


def example(playbook: Playbook, kpi: Kpi, language_id: str) -> str:
    """Return the example of a measure: one line for a plain ratio, else one for each input; empty without one."""
    if kpi.example is None:
        return ""
    row = language(language_id)
    own = {one.name: _figures(playbook, one.values, one.unit, row) for one in kpi.example.inputs}
    result = f"= {_figures(playbook, (kpi.example.result,), kpi.example.unit, row)}"
    if kpi.example.fraction:
        line = " ÷ ".join(own[one.name] for one in kpi.example.fraction)
        return f"{line} × {kpi.formula.times} {result}" if kpi.formula.times else f"{line} {result}"
    titled = [(one.title.plain(language_id) if one.title else one.name, own[one.name]) for one in kpi.example.inputs]
    return "\n".join([*(f"{title}{row.colon}{figures}" for title, figures in titled), result])


def _figures(playbook: Playbook, figures: tuple[Decimal, ...], unit_id: str, row: Language) -> str:
    unit = playbook.unit_by_id[unit_id].text.plain(row.id)
    return row.separator.join(unit.replace(FIGURE, row.number(figure)) for figure in figures)
