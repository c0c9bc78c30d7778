"""The schema files of a playbook: what they offer to choose from, which no longer say so, and which files name none."""

import re
from collections.abc import Mapping
from pathlib import Path

from playbook import checks
from playbook.authoring import json_schema as schemas
from playbook.authoring.json_schema import FOLDER, Offer, modeline
from playbook.authoring.rewriting import Edit, Source
from playbook.checks.references import known_ids
from playbook.loading import Loaded

_MODELINE = re.compile(r"# *yaml-language-server:.*(\r\n|\r|\n|$)")


def offer(loaded: Loaded) -> Offer:
    """Return what a playbook has to choose from, in the order of the alphabet."""
    languages = loaded.settings.languages if loaded.settings else ("en",)
    known = {**known_ids(loaded), "rule": checks.RULE_IDS}
    ids = {kind: sorted(known[kind]) for kind in sorted(known) if known[kind]}
    return Offer(languages, {"language": languages, **ids})


def outdated(data: Path, loaded: Loaded) -> Mapping[str, bytes]:
    """Return the schema files that do not say what they should, as they should be, by path inside the data folder."""
    wanted = {path: content.encode() for path, content in schemas.schemas(offer(loaded)).items()}
    return {path: content for path, content in wanted.items() if not _says(data / path, content)}


def following(data: Path, loaded: Loaded) -> Mapping[str, bytes]:
    """Return the schema files that have to be written with a change of ids; none where a playbook keeps none."""
    return outdated(data, loaded) if (data / FOLDER).is_dir() else {}


def led(data: Path, contents: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return files with the first line that names their schema; as they are where a playbook keeps no schemas."""
    return {path: _led(path, content) for path, content in contents.items()} if (data / FOLDER).is_dir() else contents


def unled(data: Path, loaded: Loaded) -> Mapping[str, bytes]:
    """Return the files of the content whose first line does not name their schema, with that line, by path."""
    contents = {file.path: (data / file.path).read_bytes() for file in loaded.files}
    changed = {path: _led(path, content) for path, content in contents.items()}
    return {path: content for path, content in changed.items() if content != contents[path]}


def _led(path: str, content: bytes) -> bytes:
    source = Source(content)
    old = _MODELINE.match(source.text)
    return source.with_edits([Edit(0, old.end() if old else 0, f"{modeline(path)}\n")])


def _says(place: Path, content: bytes) -> bool:
    return place.is_file() and place.read_bytes() == content
