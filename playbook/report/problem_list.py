"""What a check has found, with the lines of the files that it speaks of."""

import functools
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from playbook.loading import is_file_inside
from playbook.model.settings import Words
from playbook.parsing.tree import MAX_BYTES
from playbook.problems import Problem
from playbook.report.wording import MOST_QUOTED, one_line

# Facts that name what stands at the place itself.
_AT_THE_PLACE = ("found", "target", "number", "said", "words")

# The pages stand beside the data folder, not in it.
_PAGES = "docs/"


@dataclass(frozen=True)
class ProblemList:
    """The problems of one check, and what it takes to show them.

    `words` speaks `language`; `data` is the folder that the paths of problems begin at, `root` the one that paths
    begin at for a forge; `width` is that of the terminal, in columns.
    """

    problems: Sequence[Problem]
    words: Words
    language: str
    data: Path
    root: Path
    width: int = 100
    _read: dict[str, Sequence[str]] = field(default_factory=dict, repr=False, compare=False)

    def path(self, problem: Problem) -> str:
        """Return the path of a file as the forge knows it, with slashes."""
        folder = "" if problem.path.startswith(_PAGES) else self._folder
        return one_line((PurePosixPath(folder) / problem.path).as_posix())

    @functools.cached_property
    def _folder(self) -> str:
        data = self.data.resolve()
        return data.relative_to(self.root).as_posix() if data.is_relative_to(self.root) else ""

    def line(self, problem: Problem) -> str:
        """Return the line that a problem is on, or nothing where there is none to show."""
        lines = self._lines(problem.path)
        return lines[problem.mark.line - 1] if problem.mark.line <= len(lines) else ""

    def length(self, problem: Problem) -> int:
        """Return the number of characters of what is wrong: one, where only its beginning is known."""
        rest = self.line(problem)[problem.mark.column - 1 :]
        quote = rest[:1] in ("'", '"')
        facts = (problem.facts.get(key, "") for key in _AT_THE_PLACE)
        return next((len(fact) + 2 * quote for fact in facts if fact and rest.startswith(fact, quote)), 1)

    def _lines(self, path: str) -> Sequence[str]:
        if path not in self._read:
            self._read[path] = _lines_of(self.data, path)
        return self._read[path]

    def fingerprints(self) -> Iterator[str]:
        """Return a name for each problem, in their order, that stays when its line moves; none comes twice."""
        seen: Counter[str] = Counter()
        for problem in self.problems:
            parts = (problem.code, self.path(problem), problem.field, self.line(problem).strip()[:MOST_QUOTED])
            name = "\0".join(parts)
            seen[name] += 1
            digest = hashlib.sha256(f"{name}\0{seen[name]}".encode(errors="surrogatepass"))
            yield digest.hexdigest()[:32]


def _lines_of(data: Path, path: str) -> Sequence[str]:
    """Return the lines of a file as the loader counts them; none of what is no text, or not of the data folder."""
    if not is_file_inside(data / path, data.resolve()):
        return ()
    try:
        with (data / path).open("rb") as stream:
            source = stream.read(MAX_BYTES).removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
