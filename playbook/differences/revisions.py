"""The only door to git: the content as it was at another revision, and which files have changed since."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from playbook.problems import Problem

# More than any playbook has; a repository that is none of ours is not copied.
MAX_FILES = 10_000
MAX_BYTES = 200_000_000
_REGULAR = (b"100644", b"100755")


class NoRevision(Exception):
    """There is nothing to compare with; `problem` says why."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, facts.pop("path", "."), facts=facts)


@dataclass(frozen=True)
class Revision:
    """A commit that the present state has grown from, of the repository at `top`; `folder` is the data folder in it."""

    top: Path
    folder: PurePosixPath
    commit: str

    @property
    def short(self) -> str:
        """The commit as people write it."""
        return self.commit[:10]

    def changed_files(self) -> tuple[str, ...]:
        """Return the files of the whole repository that are not as they were, new and deleted ones included."""
        changed = _git(
            self.top, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "-z", self.commit, "--"
        )
        new = _git(self.top, "ls-files", "--others", "--exclude-standard", "-z")
        names = (name.decode("utf-8", "replace") for name in (changed + new).split(b"\0") if name)
        return tuple(sorted(set(names)))

    def write_data(self, target: Path) -> None:
        """Write the data folder as it was below a folder; links are left out, as the content has none.

        Raises NoRevision where the folder was not there, or is larger than any playbook.
        """
        listed = _git(self.top, "ls-tree", "-r", "-l", "-z", "--full-tree", self.commit, "--", str(self.folder))
        entries = [_Entry.read(line) for line in listed.split(b"\0") if line]
        files = [entry for entry in entries if entry.mode in _REGULAR]
        if not files:
            raise NoRevision("no-data-then", found=self.short, path=str(self.folder))
        if len(files) > MAX_FILES or sum(entry.size for entry in files) > MAX_BYTES:
            raise NoRevision("revision-too-large", found=self.short, path=str(self.folder))
        for entry, content in zip(files, _contents(self.top, files), strict=True):
            place = target / PurePosixPath(entry.path).relative_to(self.folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


@dataclass(frozen=True)
class _Entry:
    mode: bytes
    id: bytes
    size: int
    path: str

    @classmethod
    def read(cls, line: bytes) -> "_Entry":
        head, _, path = line.partition(b"\t")
        mode, _, id, size = head.split()
        return cls(mode, id, int(size) if size.isdigit() else 0, path.decode("utf-8", "surrogateescape"))


def common_with(data: Path, revision: str) -> Revision:
    """Return the commit that a revision and the present state have both grown from, as a pull request does.

    Raises NoRevision where the folder is in no repository, or the repository does not have the revision.
    """
    try:
        top = Path(_git(data, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    except (NoRevision, FileNotFoundError):
        raise NoRevision("no-repository", path=str(data)) from None
    folder = PurePosixPath(data.resolve().relative_to(top.resolve()).as_posix())
    try:
        commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except NoRevision:
        raise NoRevision("no-such-revision", found=revision) from None
    try:
        base = _git(top, "merge-base", commit.decode().strip(), "HEAD")
    except NoRevision:
        raise NoRevision("no-common-commit", found=revision) from None
    return Revision(top, folder, base.decode().split()[0])


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """Run git in a folder; raises NoRevision with what it says where it fails."""
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - a list, no shell
    if done.returncode:
        raise NoRevision("git-failed", found=done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _contents(top: Path, files: list[_Entry]) -> Iterator[bytes]:
    """Return the bytes of files, as git stored them: no filter and no attribute of the repository changes them."""
    wanted = b"".join(entry.id + b"\n" for entry in files)
    answer = _git(top, "cat-file", "--batch", given=wanted)
    at = 0
    for _ in files:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
