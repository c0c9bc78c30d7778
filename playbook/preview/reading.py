"""From saved files to what the preview shows: the page first, then what the rules of languages have to say."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from playbook import checks, loading
from playbook.loading.memory import Memory
from playbook.model.playbook import Playbook
from playbook.plugin import BuildFailed, LazySite, Tools, crash
from playbook.preview.state import PreviewState
from playbook.problems import Mark, Problem, in_order

# The rules of languages wait so many seconds for the page to be shown: both at once would make both slow.
_MOST = 0.5


class Reader:
    """Reads the content again and again; what has not changed is read once.

    `is_settled` tells whether files are as they were when they were found changed, once nothing has moved for a while.
    """

    def __init__(
        self, config_file: Path, data: Path, state: PreviewState, is_settled: Callable[[], bool] = lambda: True
    ) -> None:
        self.config_file = config_file
        self.data = data
        self.state = state
        self.is_settled = is_settled
        self.memory = Memory()
        self.tools = Tools()
        # What is wrong with code that was changed, where the old code goes on because of it.
        self.code: tuple[Problem, ...] = ()

    def read(self, changed: Iterable[Path] = ()) -> bool:
        """Show what the files say now; where no page can be made of them, the pages that are there stay.

        Reading begins before whoever writes is done: nothing is shown, and False returned, where he was not.
        """
        if not all(path.is_relative_to(self.data) for path in changed):
            self.tools = Tools()
        try:
            return self._read()
        except Exception as error:  # code that is being changed may do anything, and the preview goes on
            root = self.config_file.parent
            found = f"{type(error).__name__}: {error}"
            problem = crash(error, root) or Problem("build-failed", self.config_file.name, facts={"found": found})
            if not self.is_settled():
                return False
            self.state.show(None, [problem])
            return True

    def _read(self) -> bool:
        loaded = loading.load(self.data, self.memory)
        structure = checks.structure(loaded, self.memory)
        faults = checks.errors(structure)
        site, broken = self._site(loaded.playbook) if loaded.playbook and not faults else (None, ())
        if not self.is_settled():
            return False
        self.state.show(site, (*faults, *broken, *self.code) or None)
        self.state.make_ahead()
        self.state.wait_for_page(_MOST)
        self.state.show(None, in_order([*broken, *self.code, *checks.check(loaded, self.memory, structure)]))
        return True

    def _site(self, playbook: Playbook) -> tuple[LazySite | None, tuple[Problem, ...]]:
        try:
            with self.state.making:
                site = LazySite(self.config_file, self.data, playbook, self.tools)
        except BuildFailed as failed:
            return None, failed.problems
        return site, ()


def faults_of_code(root: Path) -> tuple[Problem, ...]:
    """Tell whether the code can be loaded at all, in a process of its own: nothing goes on with code that cannot."""
    command = [sys.executable, "-m", "playbook", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    return (_problem(done.stderr, root),) if done.returncode else ()


def _problem(said: str, root: Path) -> Problem:
    places: Sequence[tuple[str, str]] = re.findall(r'File "(.+?)", line (\d+)', said)
    own = [(Path(name), int(line)) for name, line in places if Path(name).is_relative_to(root)]
    path, line = own[-1] if own else (root, 1)
    found = said.strip().rpartition("\n")[2]
    return Problem("build-failed", path.relative_to(root).as_posix(), Mark(line), "code", {"found": found})
