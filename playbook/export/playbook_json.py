"""The playbook for programs: every item with its kind, texts, links and addresses, as one JSON document."""

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from playbook import text as markup
from playbook.languages import language
from playbook.model.catalogues import IfOff, Kpi, Symptom
from playbook.model.ledger import State
from playbook.model.playbook import Entry, Playbook
from playbook.model.records import Record
from playbook.text import Text


def as_json(playbook: Playbook) -> bytes:
    """Return `site/playbook.json`: the languages (BCP 47 tags by id) and all items in the order of the content.

    It is written item by item, as it is as long as all of the content, and what it is made of longer.
    """
    languages = {id: language(id).tag for id in playbook.settings.languages}
    written = BytesIO()
    written.write(f'{{"languages":{_written(languages)},"items":['.encode())
    for number, entry in enumerate(playbook.entries.values()):
        written.write(f"{',' if number else ''}{_written(_item(entry, playbook))}".encode())
    written.write(b"]}")
    return written.getvalue()


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _item(entry: Entry, playbook: Playbook) -> dict[str, Any]:
    texts = dict(_texts(entry.record))
    place = playbook.places[entry.whole_id]
    return {
        "id": entry.whole_id,
        "kind": entry.record.kind,
        "address": entry.address,
        "file": place.path,
        "line": place.mark.line,
        "texts": {name: {id: text.plain(id) for id in text.versions} for name, text in texts.items()},
        "states": {name: _states(text, playbook) for name, text in texts.items()},
        "links": sorted({*_linked(texts.values()), *(f"id:{id}" for id in _led_to(entry.record))}),
    }


def _linked(texts: Iterable[Text]) -> Iterator[str]:
    return (link for text in texts for blocks in text.versions.values() for link in markup.links(blocks))


def _led_to(record: Record) -> Iterator[str]:
    """Return the whole ids that the fields of a measure or a symptom lead to."""
    ways = record.if_off if isinstance(record, Kpi) else record
    if isinstance(ways, IfOff | Symptom):
        yield from (*ways.questions, *ways.actions, *ways.gaps)
    if isinstance(ways, Symptom):
        yield from (f"kpis.{id}" for id in ways.kpis)


def _texts(record: Record) -> Iterator[tuple[str, Text]]:
    """Return the texts of a record by the way to each; parts with an id of their own are items of their own."""
    for name, value in record:
        if isinstance(value, Text):
            yield name, value
        parts = enumerate(value, 1) if isinstance(value, tuple) else [("", value)]
        for place, part in parts:
            if isinstance(part, Record) and "id" not in type(part).model_fields:
                way = f"{name}.{place}" if place else name
                yield from ((f"{way}.{inner}", text) for inner, text in _texts(part))


def _states(text: Text, playbook: Playbook) -> dict[str, dict[str, Any]]:
    """Tell where a text stands in each language: how it was made, and what else holds."""
    return {id: _state(playbook.state(text, id)) for id in playbook.settings.languages}


def _state(state: State) -> dict[str, Any]:
    shown: dict[str, Any] = {"made": state.made}
    if state.review:
        shown["reviewed"] = {"role": state.review.role, "date": state.review.date.isoformat()}
    return shown | {name: True for name, holds in (("source", state.is_source), ("stale", state.is_stale)) if holds}
