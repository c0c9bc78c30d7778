"""Where the translations stand, in few lines: counts, and one by one only what stands otherwise than most."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from playbook.model.ledger import Key
from playbook.model.playbook import Playbook, Standing

# How a text can stand, by the words for readers, the worst first.
KINDS = ("missing", "stale", "unrecorded", "machine", "written", "reviewed")
# The kinds of items and the word for the group that they are counted in; what is not here counts under the last word.
_GROUPS = {
    "pillar": "pillars",
    "result": "results",
    "article": "series",
    "series": "series",
    "phase": "series",
    "gate": "series",
    "thought": "introduction",
    "benefit": "benefits",
    "theme": "themes",
    "group": "questions",
    "question": "questions",
    "action": "actions",
    "example": "actions",
    "gap": "gaps",
    "level": "maturity",
    "statement": "maturity",
    "kpi": "kpis",
    "term": "terms",
    "avoid": "terms",
    "relation": "relations",
    "cell": "relations",
    "further": "read_on",
    "source": "sources",
}
_REST = "other_texts"
_ORDER = (*dict.fromkeys(_GROUPS.values()), _REST)


@dataclass(frozen=True)
class Row:
    """A group of texts and how many of them stand where, by language."""

    name: str
    counts: Mapping[str, Counter[str]]


@dataclass(frozen=True)
class Deviating:
    """The texts of one file that stand in one way, in one language; `whole` where that is all of the file."""

    file: str
    kind: str
    language: str
    texts: tuple[Standing, ...]
    whole: bool


def by_kind(playbook: Playbook) -> tuple[Row, ...]:
    """Count the texts of each kind of item, in the order in which a chapter has them."""
    rows = _counted(playbook, lambda standing: _group_of(standing, playbook))
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.name)))


def group_of(kind: str) -> tuple[int, str]:
    """Give the place of the group that a kind of item belongs to, and the key of its word."""
    word = _GROUPS.get(kind, _REST)
    return _ORDER.index(word), word


def by_file(playbook: Playbook) -> tuple[Row, ...]:
    """Count the texts of each file."""
    return _counted(playbook, lambda standing: standing.file_id)


def deviating(playbook: Playbook, files: Iterable[Row]) -> Iterator[Deviating]:
    """Give what stands otherwise than most texts of its language, by language, file and state."""
    totals = {row.name: row.counts for row in files}
    for language in playbook.settings.languages:
        counted = Counter(state.kind for key, state in playbook.states.items() if key.language == language)
        usual = counted.most_common(1)[0][0]
        found = [
            (standing.file_id, KINDS.index(kind), standing)
            for key, standing in playbook.texts.items()
            if (kind := playbook.states[Key(language, key)].kind) != usual
        ]
        order = {file: at for at, file in enumerate(totals)}
        found.sort(key=lambda one: (order[one[0]], one[1]))
        for (file, at), group in groupby(found, key=lambda one: one[:2]):
            texts = tuple(standing for *_, standing in group)
            whole = len(texts) == totals[file][language].total()
            yield Deviating(file, KINDS[at], language, texts, whole)


def _counted(playbook: Playbook, name_of: Callable[[Standing], str]) -> tuple[Row, ...]:
    counts: dict[str, dict[str, Counter[str]]] = {}
    for key, standing in playbook.texts.items():
        row = counts.setdefault(name_of(standing), {id: Counter() for id in playbook.settings.languages})
        for language, counter in row.items():
            counter[playbook.states[Key(language, key)].kind] += 1
    return tuple(Row(name, row) for name, row in counts.items())


def _group_of(standing: Standing, playbook: Playbook) -> str:
    entry = playbook.entries.get(standing.item)
    return group_of(entry.record.kind)[1] if entry else _REST
