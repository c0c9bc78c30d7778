"""What MkDocs, its plugins and broken code complain of, as problems."""

import contextlib
import logging
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from playbook.plugin.adapter import PageInfo
from playbook.problems import Mark, Problem


class _Warnings(logging.Handler):
    """Keeps what MkDocs and its plugins warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextlib.contextmanager
def listening() -> Iterator[list[str]]:
    """Return the list that warnings go to, instead of to the terminal."""
    logger = logging.getLogger("mkdocs")
    heard = _Warnings()
    logger.addHandler(heard)
    logger.propagate = False
    try:
        yield heard.said
    finally:
        logger.removeHandler(heard)


# What MkDocs and mkdocs-macros say about a page; `page` is its address, `found` the fault, `line` its line if known.
_SAYINGS = (
    re.compile(r"_File_: `(?P<page>[^`]+)`\s+_Line (?P<line>\d+) in Markdown file:_ \*\*(?P<found>.+?)\*\*"),
    re.compile(r"_File_: `(?P<page>[^`]+)`\s+_(?P<found>\w+_: [^\n]+)"),
    re.compile(r"Doc file '(?P<page>[^']+)' contains (?P<found>.+)"),
)


def problems_of(said: Iterable[str], pages: Mapping[str, PageInfo]) -> list[Problem]:
    """Return each fault once, though its page is built in every language."""
    found: list[Problem] = []
    for message in said:
        problem = _problem(message, pages)
        if problem not in found:
            found.append(problem)
    return found


def _problem(said: str, pages: Mapping[str, PageInfo]) -> Problem:
    match = next((match for saying in _SAYINGS if (match := saying.search(said))), None)
    if match is None:
        return Problem("build-failed", "mkdocs.yml", facts={"found": " ".join(said.split())})
    groups = match.groupdict()
    info = pages.get(groups["page"])
    prefix = f"{info.language}/" if info else ""
    found = groups["found"].replace("_: ", ": ").replace(f"'{prefix}", "'docs/")
    path = f"docs/{groups['page'].removeprefix(prefix)}"
    return Problem("build-failed", path, Mark(int(groups.get("line") or 1)), "page", {"found": found})


def crash(error: BaseException, root: Path) -> Problem | None:
    """Return the place below `root` where code, a template or a macro broke, if it broke there."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    frames.append((str(getattr(error, "filename", "")), getattr(error, "lineno", None)))  # of a fault in syntax
    own = [(Path(name).relative_to(root), line) for name, line in frames if _is_own(Path(name), root)]
    if not own:
        return None
    path, line = own[-1]
    found = f"{type(error).__name__}: {error}"
    return Problem("build-failed", path.as_posix(), Mark(line or 1), "code", {"found": found})


def _is_own(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) and "site-packages" not in path.parts
