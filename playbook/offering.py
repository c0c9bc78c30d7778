"""The schema files of a playbook: what they offer to choose from, and which of them no longer say so."""

from collections.abc import Mapping
from pathlib import Path

from playbook import checks
from playbook import schema as schemas
from playbook.checks.references import known_ids
from playbook.loading import Loaded
from playbook.schema import FOLDER, Offer


def offer(loaded: Loaded) -> Offer:
    """Give what a playbook has to choose from, in the order of the alphabet."""
    languages = loaded.settings.languages if loaded.settings else ("en",)
    known = {**known_ids(loaded), "rule": checks.RULE_IDS}
    ids = {kind: sorted(known[kind]) for kind in sorted(known) if known[kind]}
    return Offer(languages, {"language": languages, **ids})


def outdated(data: Path, loaded: Loaded) -> Mapping[str, bytes]:
    """Give the schema files that do not say what they should, as they should be, by path inside the data folder."""
    wanted = {path: content.encode() for path, content in schemas.schemas(offer(loaded)).items()}
    return {path: content for path, content in wanted.items() if not _says(data / path, content)}


def following(data: Path, loaded: Loaded) -> Mapping[str, bytes]:
    """Give the schema files that have to be written with a change of ids; none where a playbook keeps none."""
    return outdated(data, loaded) if (data / FOLDER).is_dir() else {}


def _says(place: Path, content: bytes) -> bool:
    return place.is_file() and place.read_bytes() == content
