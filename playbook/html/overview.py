"""Where the translations stand, in few lines: counts, and one by one only what stands otherwise than most."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from playbook.model.ledger import Key
from playbook.model.playbook import LocatedText, Playbook

# How a text can stand, by the words for readers, the worst first.
KINDS = ("missing", "stale", "unrecorded", "machine", "written", "reviewed")


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
    texts: tuple[LocatedText, ...]
    whole: bool


def by_kind(playbook: Playbook) -> tuple[Row, ...]:
    """Count the texts of each kind of item, in the order in which a chapter has them."""
    rows = _counted(playbook, lambda located: _group_of(located, playbook))
    return tuple(sorted(rows, key=lambda row: playbook.kinds.groups.index(row.name)))


def by_file(playbook: Playbook) -> tuple[Row, ...]:
    """Count the texts of each file."""
    return _counted(playbook, lambda located: located.file_id)


def deviating(playbook: Playbook, files: Iterable[Row]) -> Iterator[Deviating]:
    """Return what stands otherwise than most texts of its language, by language, file and state."""
    totals = {row.name: row.counts for row in files}
    for language in playbook.settings.languages:
        counted = Counter(state.kind for key, state in playbook.states.items() if key.language == language)
        usual = counted.most_common(1)[0][0]
        found = [
            (located.file_id, KINDS.index(kind), located)
            for key, located in playbook.texts.items()
            if (kind := playbook.states[Key(language, key)].kind) != usual
        ]
        order = {file: at for at, file in enumerate(totals)}
        found.sort(key=lambda one: (order[one[0]], one[1]))
        for (file, at), group in groupby(found, key=lambda one: one[:2]):
            texts = tuple(located for *_, located in group)
            whole = len(texts) == totals[file][language].total()
            yield Deviating(file, KINDS[at], language, texts, whole)


def _counted(playbook: Playbook, name_of: Callable[[LocatedText], str]) -> tuple[Row, ...]:
    counts: dict[str, dict[str, Counter[str]]] = {}
    for key, located in playbook.texts.items():
        row = counts.setdefault(name_of(located), {id: Counter() for id in playbook.settings.languages})
        for language, counter in row.items():
            counter[playbook.states[Key(language, key)].kind] += 1
    return tuple(Row(name, row) for name, row in counts.items())


def _group_of(located: LocatedText, playbook: Playbook) -> str:
    entry = playbook.entries.get(located.item)
    return playbook.kinds.group(entry.record.kind if entry else "")
