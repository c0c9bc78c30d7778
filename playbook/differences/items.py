"""All items of a playbook, each with its texts, its plain fields and its place among its neighbours."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playbook.model.playbook import Playbook
from playbook.model.records import Record
from playbook.text import Text


@dataclass(frozen=True)
class Item:
    """An item, or a file where its fields belong to no item.

    `holder` is the whole id of the item around it, `slot` the list there that it stands in, and `names` are all whole
    ids that it has or had.
    """

    whole_id: str
    kind: str
    holder: str
    slot: str
    names: tuple[str, ...]
    texts: Mapping[str, Text]
    fields: Mapping[str, str]

    @property
    def name(self) -> Text | None:
        """The text that tells which item it is: its title, or its first text."""
        return self.texts.get("title") or next(iter(self.texts.values()), None)

    @property
    def owner(self) -> str:
        """The id of the chapter, or of the file."""
        return self.whole_id.partition(".")[0]


def items_of(playbook: Playbook) -> Mapping[str, Item]:
    """Return all items by whole id, in the order of the content."""
    texts: defaultdict[str, dict[str, Text]] = defaultdict(dict)
    for key, standing in playbook.texts.items():
        texts[standing.item][key.partition(":")[2]] = standing.text
    found = (item for owner, record in _roots(playbook) for item in _items(owner, record, texts))
    return {item.whole_id: item for item in found}


def _roots(playbook: Playbook) -> Iterator[tuple[str, Record]]:
    yield "playbook", playbook.settings
    yield from ((chapter.id, chapter) for chapter in playbook.chapters)
    yield from ((series.id, series) for series in playbook.series)
    yield from (("model", playbook.model), ("kpis", playbook.kpis))
    yield from (("symptoms", playbook.symptoms), ("calculators", playbook.calculators), ("case", playbook.case))
    yield from (("templates", playbook.templates), ("glossary", playbook.glossary))
    yield "pages", playbook.pages


def _items(owner: str, root: Record, texts: Mapping[str, Mapping[str, Text]]) -> Iterator[Item]:
    owners = (owner, *getattr(root, "formerly", ()))
    fields = dict(_fields(root))
    yield Item(owner, root.kind, "", "", owners, texts.get(owner, {}), fields)
    for holder, slot, record in _inside(owner, owner, root, ""):
        ids = (str(getattr(record, "id")), *getattr(record, "formerly", ()))  # noqa: B009 - not every record has one
        names = tuple(f"{one}.{id}" for one in owners for id in ids)
        yield Item(names[0], record.kind, holder, slot, names, texts.get(names[0], {}), dict(_fields(record)))


def _inside(owner: str, holder: str, record: Record, way: str) -> Iterator[tuple[str, str, Record]]:
    """Return each record with an id, at any depth, with the item around it and the way to its list there."""
    for field, part in _parts(record):
        if "id" in type(part).model_fields:
            yield holder, way + field, part
            yield from _inside(owner, f"{owner}.{part.id}", part, "")  # type: ignore[attr-defined]
        else:
            yield from _inside(owner, holder, part, f"{way}{field}.{getattr(part, 'level', '')}.")


def _parts(record: Record) -> Iterator[tuple[str, Record]]:
    for field, value in record:
        parts = value if isinstance(value, tuple) else (value,)
        yield from ((field, part) for part in parts if isinstance(part, Record))


# Identity, which the names of an item tell, and what no reader of a page sees.
_LEFT_OUT = frozenset({"id", "formerly", "series", "waivers"})


def _fields(record: Record, way: str = "") -> Iterator[tuple[str, str]]:
    """Return the fields of an item that are no texts, as they would be written on one line."""
    for name, value in record:
        if isinstance(value, Record) and "id" not in type(value).model_fields:
            yield from _fields(value, f"{way}{name}.")
        elif name not in _LEFT_OUT or (name == "series" and isinstance(value, tuple)):
            written = _written(value)
            if written:
                yield way + name, written


def _written(value: object) -> str:
    if isinstance(value, Text | Record) or value in (None, "", (), {}, False):
        return ""
    if isinstance(value, tuple):
        return "" if isinstance(value[0], Record) else ", ".join(_written(one) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
