"""Where the translations stand, in few lines: counts, and one by one only what stands otherwise than most."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from playbook.model.ledger import KINDS, Key
from playbook.model.playbook import LocatedText, Playbook


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


class Overview:
    """Where the texts of a playbook stand; each is asked once."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self._texts = tuple(playbook.texts.values())
        # By language, in the order of the texts.
        self._kinds = {
            id: [playbook.states[Key(id, one.text.key)].kind for one in self._texts]
            for id in playbook.settings.languages
        }

    @cached_property
    def by_kind(self) -> tuple[Row, ...]:
        """How many texts of each kind of item stand where, in the order in which a chapter has them."""
        groups = self.playbook.kinds.groups
        return tuple(sorted(self._counted(self._group_of), key=lambda row: groups.index(row.name)))

    @cached_property
    def by_file(self) -> tuple[Row, ...]:
        """The same of each file."""
        return self._counted(lambda located: located.file_id)

    @cached_property
    def deviating(self) -> tuple[Deviating, ...]:
        """What stands otherwise than most texts of its language, by language, file and state."""
        return tuple(self._deviating())

    @cached_property
    def told(self) -> object:
        """All that is told of where the texts stand, as plain values: nothing of what they say."""
        groups = [
            (one.file, one.kind, one.language, one.whole, [(text.text.key, dict(text.places)) for text in one.texts])
            for one in self.deviating
        ]
        return self.by_kind, self.by_file, groups

    def _deviating(self) -> Iterator[Deviating]:
        totals = {row.name: row.counts for row in self.by_file}
        order = {file: at for at, file in enumerate(totals)}
        for language, kinds in self._kinds.items():
            usual = Counter(kinds).most_common(1)[0][0]
            found = [
                (located.file_id, KINDS.index(kind), located)
                for located, kind in zip(self._texts, kinds, strict=True)
                if kind != usual
            ]
            found.sort(key=lambda one: (order[one[0]], one[1]))
            for (file, at), group in groupby(found, key=lambda one: one[:2]):
                texts = tuple(located for *_, located in group)
                whole = len(texts) == totals[file][language].total()
                yield Deviating(file, KINDS[at], language, texts, whole)

    def _counted(self, name_of: Callable[[LocatedText], str]) -> tuple[Row, ...]:
        names = [name_of(located) for located in self._texts]
        counts = {name: {id: Counter[str]() for id in self._kinds} for name in dict.fromkeys(names)}
        for language, kinds in self._kinds.items():
            for (name, kind), count in Counter(zip(names, kinds, strict=True)).items():
                counts[name][language][kind] = count
        return tuple(Row(name, row) for name, row in counts.items())

    def _group_of(self, located: LocatedText) -> str:
        entry = self.playbook.entries.get(located.item)
        return self.playbook.kinds.group(entry.record.kind if entry else "")
