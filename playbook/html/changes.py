"""What changed from one edition to another, as a page shows it: by chapter and kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from playbook.model.editions import Became, Step
from playbook.model.playbook import Playbook
from playbook.text import Text

# The key of the word for each way that an item can change.
BECAME = {"new": "changes_new", "reworded": "changes_reworded", "gone": "changes_gone"}
# The page of what a file holds, where it has another id.
_PAGES = {"playbook": "roles"}


@dataclass(frozen=True)
class Group:
    """The changes of one kind of item in one chapter; `word` is the key of the word for the kind."""

    word: str
    changes: tuple[Became, ...]


@dataclass(frozen=True)
class Owner:
    """The changes in one chapter or list: its title and address, nothing of both where it is gone."""

    id: str
    title: Text | None
    address: str
    groups: tuple[Group, ...]


def told(steps: Iterable[Step]) -> object:
    """Return what steps say of the present: those between editions say the same as long as these are there."""
    return [
        (step.since.name, [(*_identity(one), *sorted(one.languages)) for one in step.changes])
        for step in steps
        if not step.to
    ]


def _identity(one: Became) -> tuple[str, str, str]:
    return one.whole_id, one.kind, one.sort


def by_owner(step: Step, playbook: Playbook) -> tuple[Owner, ...]:
    """Return the changes of a step by chapter in the order of the content, and by kind in that of a chapter."""
    kinds = playbook.kinds
    order = {id: at for at, id in enumerate(_owners(playbook))}

    def place(change: Became) -> tuple[int, str, int]:
        owner = _owner_of(change)
        return order.get(owner, len(order)), owner, kinds.groups.index(kinds.group(change.kind))

    groups = groupby(sorted(step.changes, key=place), key=_owner_of)
    return tuple(_owner(id, tuple(changes), playbook) for id, changes in groups)


def _owner_of(change: Became) -> str:
    return change.whole_id.partition(".")[0]


def _owners(playbook: Playbook) -> Iterator[str]:
    yield from (chapter.id for chapter in playbook.chapters)
    yield from (series.id for series in playbook.series)
    yield from ("model", "kpis", "symptoms", "calculators", "templates", "case", "glossary", "playbook", "pages")


def _owner(id: str, changes: tuple[Became, ...], playbook: Playbook) -> Owner:
    page = playbook.page_by_id.get(_PAGES.get(id, id))
    record = playbook.chapter_by_id.get(id) or playbook.series_by_id.get(id) or page
    groups = groupby(changes, key=lambda change: playbook.kinds.group(change.kind))
    return Owner(
        id=id,
        title=record.title if record else None,
        address=record.address if record else "",
        groups=tuple(Group(word, tuple(found)) for word, found in groups),
    )
