"""Two playbooks held against each other: which items came, went, moved or say something else."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from playbook.differences.items import Item, items_of
from playbook.model.ledger import Key, State
from playbook.model.playbook import Playbook
from playbook.text import Text, written


@dataclass(frozen=True)
class Rewording:
    """A text in one language as it was and as it is, with its marks; nothing where it is not written."""

    field: str
    language: str
    old: str
    new: str


@dataclass(frozen=True)
class FieldChange:
    """A field that is no text as it was and as it is; nothing where it is left out."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class ItemChange:
    """What became of one item.

    `item` is the present one, or the last one where it was removed; `formerly` the whole id that it had before where
    it was renamed; `inside` counts the items, by kind, that came or went together with it.
    """

    sort: Literal["added", "removed", "changed"]
    item: Item
    formerly: str = ""
    is_moved: bool = False
    rewordings: tuple[Rewording, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    inside: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Difference:
    """All that a change means; keys of texts whose translations became stale, are newly missing or newly reviewed."""

    items: tuple[ItemChange, ...]
    stale: tuple[Key, ...]
    missing: tuple[Key, ...]
    reviewed: tuple[Key, ...]

    def __bool__(self) -> bool:
        return any((self.items, self.stale, self.missing, self.reviewed))


def compare(old: Playbook, new: Playbook) -> Difference:
    """Tell what became of each item of a playbook, in the order of the content; what is gone stands last."""
    before, after = items_of(old), items_of(new)
    origins = dict(_origins(before, after))
    moved = frozenset(_moved(before, after, origins))
    kept = (_changed(before[origins[id]], item, is_moved=id in moved) for id, item in after.items() if id in origins)
    gone = {id: item for id, item in before.items() if id not in origins.values()}
    came = {id: item for id, item in after.items() if id not in origins}
    changes = [*filter(None, kept), *_whole("added", came), *_whole("removed", gone)]
    order = {id: at for at, id in enumerate((*after, *before))}
    changes.sort(key=lambda change: (change.sort == "removed", order[change.item.whole_id]))
    return Difference(tuple(changes), *_standings(old, new, origins))


def _origins(before: Mapping[str, Item], after: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    """Return for each item that was there before the whole id that it had."""
    for id, item in after.items():
        names = (name for name in item.names if name in before and (name == id or name not in after))
        if (name := next(names, None)) is not None:
            yield id, name


def _changed(old: Item, new: Item, *, is_moved: bool) -> ItemChange | None:
    is_renamed = old.whole_id.rpartition(".")[2] != new.whole_id.rpartition(".")[2]
    change = ItemChange(
        sort="changed",
        item=new,
        formerly=old.whole_id if is_renamed else "",
        is_moved=is_moved,
        rewordings=tuple(_rewordings(old.texts, new.texts)),
        fields=tuple(_field_changes(old.fields, new.fields)),
    )
    says = change.formerly or change.is_moved or change.rewordings or change.fields
    return change if says else None


def _rewordings(old: Mapping[str, Text], new: Mapping[str, Text]) -> Iterator[Rewording]:
    for name in dict.fromkeys((*new, *old)):
        was, now = (texts[name].versions if name in texts else {} for texts in (old, new))
        for language in dict.fromkeys((*now, *was)):
            one, other = (written(versions.get(language, ())) for versions in (was, now))
            if one != other:
                yield Rewording(name, language, one, other)


def _field_changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*new, *old)):
        one, other = old.get(name, ""), new.get(name, "")
        if one != other:
            yield FieldChange(name, one, other)


def _whole(sort: Literal["added", "removed"], items: Mapping[str, Item]) -> Iterator[ItemChange]:
    """Return what came or went, the items inside it only as a count."""
    inside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in items.values():
        inside[_outermost(item, items)][item.kind] += 1
    for id, counts in inside.items():
        yield ItemChange(sort, items[id], inside=counts - Counter([items[id].kind]))


def _outermost(item: Item, items: Mapping[str, Item]) -> str:
    while item.holder in items:
        item = items[item.holder]
    return item.whole_id


def _moved(before: Mapping[str, Item], after: Mapping[str, Item], origins: Mapping[str, str]) -> Iterator[str]:
    """Return the whole ids of items that stand in another list, or elsewhere among the neighbours that stayed."""
    places = {id: at for at, id in enumerate(before)}
    stayed: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for id, origin in origins.items():
        old, new = before[origin], after[id]
        if not new.holder:
            continue  # the order of files is a field of another one
        if (old.holder, old.slot) == (origins.get(new.holder, new.holder), new.slot):
            stayed[old.holder, old.slot].append(id)
        else:
            yield id
    for ids in stayed.values():
        in_order = _rising([places[origins[id]] for id in ids])
        yield from (id for id in ids if places[origins[id]] not in in_order)


def _rising(numbers: Iterable[int]) -> frozenset[int]:
    """Return the longest rising run among numbers, in which others may stand between: what did not move."""
    ends: list[int] = []
    runs: list[tuple[int, ...]] = []
    for number in numbers:
        at = bisect_left(ends, number)
        run = (*(runs[at - 1] if at else ()), number)
        ends[at:], runs[at:] = [number, *ends[at + 1 :]], [run, *runs[at + 1 :]]
    return frozenset(runs[-1] if runs else ())


def _standings(
    old: Playbook, new: Playbook, origins: Mapping[str, str]
) -> tuple[tuple[Key, ...], tuple[Key, ...], tuple[Key, ...]]:
    """Return the keys whose translations became stale, are newly missing and are newly reviewed."""
    stale, missing, reviewed = [], [], []
    for key, now in new.states.items():
        was = _state_before(key, old, origins)
        if now.is_stale and not (was and was.is_stale):
            stale.append(key)
        elif now.kind == "missing" and not (was and was.kind == "missing"):
            missing.append(key)
        elif now.review and not (was and was.review == now.review):
            reviewed.append(key)
    return tuple(stale), tuple(missing), tuple(reviewed)


def _state_before(key: Key, old: Playbook, origins: Mapping[str, str]) -> State | None:
    item, _, name = key.text.partition(":")
    return old.states.get(Key(key.language, f"{origins.get(item, item)}:{name}"))
