"""Faults at a chosen moment of a command: at the n-th thing that it does to a disk, it is killed, or the disk is full.

Moments are counted in what is written, not in time, so that they are the same on a slow machine. Each run of a command
is a fork of a process that has imported everything, built something else before and has no threads: a fork is safe.
"""

import builtins
import contextlib
import errno
import importlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).parent.parent
# What a run does to a disk, as Python's audit events name it; only what makes something can find a disk full. To rename
# a file within its folder takes no room.
MAKING = frozenset({"open", "write", "os.mkdir", "os.link"})
OTHER = frozenset({"os.rename", "os.remove", "os.rmdir", "ctypes.dlsym"})
# What the system says to who wants to make something, by the fault.
ERRORS = {"full": errno.ENOSPC, "read-only": errno.EROFS}
# The steps of the swap of two sites that are calls of the system's library.
SWAP = frozenset({"syncfs", "renameat2"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_open, _sendfile = io.open, os.sendfile
# Imported before the first fork, as every command would import them.
COMMANDS = ("build", "diff", "edition", "fmt", "import_", "new", "pdf", "rename", "schema", "translations")


@dataclass(frozen=True)
class Run:
    """A command, and what happens to it at which moment: `kill`, `full`, `read-only`, or nothing.

    `disk` is the folder where the disk is mounted on which things are counted, and which may be full; `stepwise` takes
    from the system what exchanges two folders at once, as on macOS; `cache` is where things are kept, if anywhere.
    """

    arguments: Sequence[str]
    fault: str = ""
    moment: int = -1
    disk: str = "/"
    stepwise: bool = False
    cache: str = ""
    environment: dict[str, str] | None = None


@dataclass(frozen=True)
class Outcome:
    """How a run ended: its exit code (negative: a signal), what it said, and what it did to the disk, in order."""

    code: int
    said: str
    steps: Sequence[str]


class _Disk:
    """Counts what is done to it, and lets the fault of a run happen."""

    def __init__(self, run: Run, note: Callable[[str], object]) -> None:
        self.run = run
        self.note = note
        self.count = 0
        self.counted = MAKING if run.fault in ERRORS else MAKING | OTHER

    def step(self, event: str, name: str, before: Callable[[], object] = lambda: None) -> None:
        """Count one thing; in the middle of a write, some of it is on the disk already."""
        if event not in self.counted or not (event == "ctypes.dlsym" or self._is_mine(name)):
            return
        reached = self.count >= self.run.moment >= 0
        self.note(f"{event} {name}")
        self.count += 1
        if reached and self.run.fault:
            before()
            self._fault(name if event != "write" else None)

    def _is_mine(self, name: str) -> bool:
        return os.path.abspath(name).startswith(self.run.disk) and not name.startswith(("/dev/", "/proc/"))  # noqa: PTH100

    def _fault(self, name: str | None) -> None:
        if self.run.fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        number = ERRORS[self.run.fault]
        error = OSError(number, os.strerror(number))
        error.filename = name
        raise error

    def heard(self, event: str, arguments: Sequence[Any]) -> None:
        """Count an audit event."""
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, (str, bytes, os.PathLike)) and flags & _WRITING:
                self.step(event, os.fsdecode(path))
        elif event == "ctypes.dlsym":
            if arguments[1] in SWAP:
                self.step(event, arguments[1])
        elif event in self.counted and isinstance(arguments[0], (str, bytes, os.PathLike)):
            self.step(event, _whole(arguments))

    def open(self, file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:
        """Open a file as Python does, and count each of its writes."""
        if not set("wxa+") & set(mode):
            return _open(file, mode, buffering, *rest, **more)
        raw_mode = mode.replace("b", "").replace("t", "")
        at_end = {name: more.pop(name) for name in ("closefd", "opener") if name in more}
        raw = _Counted(file, raw_mode, **at_end)
        raw.disk = self
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *rest, **more)

    def sendfile(self, out: int, source: int, offset: int, count: int) -> int:
        """Copy a file as the system does, and count it as a write."""
        self.step("write", str(_opened(out)), lambda: _sendfile(out, source, offset, count // 2))
        return _sendfile(out, source, offset, count)


def _opened(handle: int) -> Path:
    return Path(f"/proc/self/fd/{handle}").readlink()


def _whole(arguments: Sequence[Any]) -> str:
    """Return the path of an event, whose last argument may be the folder that it is in."""
    path = os.fsdecode(arguments[0])
    folder = arguments[-1]
    if isinstance(folder, int) and folder > 0 and not path.startswith("/") and len(arguments) > 1:
        return str(_opened(folder) / path)
    return path


class _Counted(io.FileIO):
    """A file whose every write is counted."""

    disk: _Disk

    def write(self, data: Any) -> int:
        half = bytes(data)[: len(data) // 2]
        self.disk.step("write", str(_opened(self.fileno())), lambda: super(_Counted, self).write(half))
        return super().write(data)


def _outcome(run: Run) -> Outcome:
    """Run a command in a fork, and say how it ended."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as steps:
        child = os.fork()
        if not child:
            _in_the_fork(run, said.fileno(), steps.fileno())
        _, status = os.waitpid(child, 0)
        said.seek(0)
        steps.seek(0)
        done = steps.read().decode("utf-8", "surrogateescape").splitlines()
        return Outcome(os.waitstatus_to_exitcode(status), said.read().decode("utf-8", "replace"), done)


def _in_the_fork(run: Run, said: int, steps: int) -> NoReturn:
    code = 70
    try:
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.environ.update(run.environment or {})
        tempfile.tempdir = None
        if run.stepwise:
            importlib.import_module("playbook.publish.place")._exchange = lambda _new, _site: False
        Path.is_mount = lambda path: str(path) in (run.disk, "/")
        keeping = importlib.import_module("playbook.cli.keeping")
        keeping.CACHE = type(keeping.CACHE)(Path(run.cache) if run.cache else None)
        disk = _Disk(run, lambda step: os.write(steps, os.fsencode(step.replace("\n", " ")) + b"\n"))
        builtins.open = io.open = disk.open
        os.sendfile = disk.sendfile
        sys.addaudithook(disk.heard)
        importlib.import_module("playbook.cli").main(run.arguments, prog_name="playbook")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


class Forks:
    """A process of its own that runs commands in forks, one after the other, with the code of a checkout."""

    def __init__(self, checkout: Path = ROOT) -> None:
        command = [sys.executable, "-B", "-m", "tests.faults"]
        # Python looks where it is started before it looks there, and a checkout need not have these tests.
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(command, cwd=checkout, env=env, text=True, **pipes)

    def __enter__(self) -> "Forks":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, *arguments: object, **more: Any) -> Outcome:
        """Run a command; what happens to it is said by name, as `Run` has it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(Run([str(one) for one in arguments], **more))) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))


class Place:
    """A disk with a site that stands, on which another one is built of some content."""

    def __init__(self, forks: Forks, content: Path, old: Path, folder: Path) -> None:
        self._forks, self._content, self._old = forks, content, old
        self.folder = folder
        self.site, self.temporary = folder / "site", folder / "temporary"
        # Where the old site is while a build that cannot exchange two folders has taken it away.
        self.kept = folder / ".site-to-restore"

    def build(self, **more: Any) -> Outcome:
        """Build where the old site stands, and nothing else."""
        shutil.rmtree(self.folder, ignore_errors=True)
        # No build changes a file of a site that stands, so that these may be the same files.
        shutil.copytree(self._old, self.site, copy_function=os.link)
        self.temporary.mkdir()
        return self.again(self._content, **more)

    def again(self, content: Path, language: str = "en", **more: Any) -> Outcome:
        """Build something as things stand."""
        environment = {"PLAYBOOK_LANG": language, "TMPDIR": str(self.temporary)}
        arguments = ("build", "--no-pdf", "--data", content, "--output", self.site)
        return self._forks.run(*arguments, environment=environment, disk=str(self.folder), **more)

    def is_of_the_swap(self, step: str) -> bool:
        """Tell whether a step belongs to the moment at which the new site takes the place of the old."""
        event, _, name = step.partition(" ")
        return event == "ctypes.dlsym" or (event == "os.rename" and Path(name).parent == self.folder)

    def left_behind(self) -> list[Path]:
        """Return all that is neither a site nor the folder of temporary files."""
        beside = [path for path in self.folder.iterdir() if path not in (self.site, self.temporary)]
        return [*beside, *self.temporary.iterdir()]


def _warm_up() -> None:
    """Build something small, so that no run has to make what lasts for all: templates, tables, how languages sort."""
    keeping = importlib.import_module("playbook.cli.keeping")
    kept, keeping.CACHE = keeping.CACHE, type(keeping.CACHE)(None)
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nothing:
        arguments = ("build", "--no-pdf", "--data", str(ROOT / "tests/data/tiny"), "--output", f"{folder}/site")
        with contextlib.redirect_stdout(nothing), contextlib.redirect_stderr(nothing):
            importlib.import_module("playbook.cli").main(arguments, prog_name="playbook", standalone_mode=False)
    keeping.CACHE = kept
    assert threading.active_count() == 1, "a fork would lose the others"


def _answer() -> None:
    """Run what is asked for on standard input, a JSON object a line, and answer in the same way."""
    for name in COMMANDS:
        importlib.import_module(f"playbook.cli.{name}")
    _warm_up()
    for line in sys.stdin:
        print(json.dumps(asdict(_outcome(Run(**json.loads(line))))), flush=True)


if __name__ == "__main__":
    _answer()
