"""The recorded editions: JSON that only `playbook edition` writes."""

from pathlib import Path

from pydantic import ValidationError

from playbook.model.editions import FOLDER, Edition
from playbook.problems import Problem


def read_editions(data: Path, problems: list[Problem]) -> tuple[Edition, ...]:
    """Read all editions, oldest first; what cannot be read becomes a problem."""
    found = [_read(path, problems) for path in sorted((data / FOLDER).glob("*.json"))]
    return tuple(sorted((one for one in found if one), key=lambda one: (one.date, one.name)))


def _read(path: Path, problems: list[Problem]) -> Edition | None:
    fault = ""
    try:
        edition = Edition.model_validate_json(path.read_bytes())
        if edition.name == path.stem:
            return edition
        fault = f"name: {edition.name}"
    except OSError as error:
        fault = error.strerror or ""
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        fault = ": ".join([*(".".join(map(str, first["loc"])),) * bool(first["loc"]), first["msg"]])
    problems.append(Problem("edition-unreadable", f"{FOLDER}/{path.name}", facts={"found": fault}))
    return None
