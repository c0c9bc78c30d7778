"""The playbook for programs: every item with its kind, texts, links and addresses, as one JSON document."""

import json
from collections.abc import Iterator
from typing import Any

from playbook import text as markup
from playbook.languages import language
from playbook.model.playbook import Entry, Playbook
from playbook.model.records import Record
from playbook.text import Text


def as_json(playbook: Playbook) -> str:
    """Give `site/playbook.json`: the languages (BCP 47 tags by id) and all items in the order of the content."""
    document = {
        "languages": {id: language(id).tag for id in playbook.settings.languages},
        "items": [_item(entry, playbook) for entry in playbook.entries.values()],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


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
        "states": {name: _states(text, playbook.settings.languages) for name, text in texts.items()},
        "links": sorted(
            {link for text in texts.values() for blocks in text.versions.values() for link in markup.links(blocks)}
        ),
    }


def _texts(record: Record) -> Iterator[tuple[str, Text]]:
    """Give the texts of a record by the way to each; parts with an id of their own are items of their own."""
    for name, value in record:
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, Record) and "id" not in type(value).model_fields:
            yield from ((f"{name}.{inner}", text) for inner, text in _texts(value))


def _states(text: Text, languages: tuple[str, ...]) -> dict[str, str]:
    """Tell where each translation stands; no person has reviewed any of them as long as nothing records it."""
    return {id: "unreviewed" if id in text.versions else "missing" for id in languages}
