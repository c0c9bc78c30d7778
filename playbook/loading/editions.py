"""The recorded editions: JSON that only `playbook edition` writes."""

from functools import partial
from pathlib import Path

from pydantic import ValidationError

from playbook.loading.memory import Memory
from playbook.model.editions import FOLDER, Edition
from playbook.problems import Problem


def read_editions(data: Path, problems: list[Problem], memory: Memory) -> tuple[Edition, ...]:
    """Read all editions, oldest first; what cannot be read becomes a problem."""
    found = [_read(path, problems, memory) for path in sorted((data / FOLDER).glob("*.json"))]
    return tuple(sorted((one for one in found if one), key=lambda one: (one.date, one.name)))


def _read(path: Path, problems: list[Problem], memory: Memory) -> Edition | None:
    read = _content_of(path, memory)
    if isinstance(read, Edition):
        return read
    problems.append(Problem("edition-unreadable", f"{FOLDER}/{path.name}", facts={"found": read}))
    return None


def _content_of(path: Path, memory: Memory) -> Edition | str:
    """Return an edition, or what is wrong with it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return error.strerror or ""
    given, make = f"{path.stem}\n".encode() + content, partial(_edition, path.stem, content)
    kept = partial(memory.results.restore, "edition", given, make, lambda read: isinstance(read, Edition))
    return memory.recall((FOLDER, path.name), content, kept)


def _edition(name: str, content: bytes) -> Edition | str:
    try:
        edition = Edition.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return ": ".join([*(".".join(map(str, first["loc"])),) * bool(first["loc"]), first["msg"]])
    return edition if edition.name == name else f"name: {edition.name}"
