"""What a result is made of: the content of files, the versions of packages, options; never what a clock says."""

import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

CODE = Path(__file__).parent.parent
_BLOCK = 1 << 18
_MAKING = ("code/", "package/", "python")
_NOTHING: Mapping[str, str] = {}


class Sources(NamedTuple):
    """The digest of each source by its name, such as `data/kpis.yml`; and marks of files that change with any write.

    What was made while these changed was made of something else: see `Record`.
    """

    digests: Mapping[str, str]
    marks: tuple[tuple[int, ...], ...]


NO_SOURCES = Sources({}, ())


def sources(places: Mapping[str, Path], options: Mapping[str, str]) -> Sources:
    """Read everything below some places, each with its name, with the code, Python, all packages and some options."""
    found = [
        entry
        for name, place in {**places, "code": CODE, **_packages()}.items()
        for entry in _below(name, os.fspath(place))
    ]
    digests = {name: digest for name, digest, _ in found}
    python = {"python": sys.version}
    return Sources({**digests, **python, **options}, tuple(marks for *_, marks in found))


def made_by(digests: Mapping[str, str]) -> str:
    """Return a digest of those sources that make things of the content: the code, Python and all packages."""
    named = sorted((name, digest) for name, digest in digests.items() if name.startswith(_MAKING))
    return hashlib.sha256(repr(named).encode(errors="surrogatepass")).hexdigest()


def _packages() -> dict[str, Path]:
    """Return what lists the files of each installed package, by its folder, which names its version."""
    folders = [Path(place) for place in sys.path if place and Path(place).is_dir()]
    records = (record for folder in folders for record in sorted(folder.glob("*.dist-info/RECORD")))
    return {f"package/{record.parent.name.removesuffix('.dist-info')}": record for record in records}


def digests_below(folder: Path, known: Mapping[str, str] = _NOTHING) -> Mapping[str, str]:
    """Return the digest of each file below a folder, by its path there; those that are known are not read."""
    named = {f"/{path}": digest for path, digest in known.items()}
    return {name[1:]: digest for name, digest, _ in _below("", os.fspath(folder), named)}


def _below(
    name: str, place: str, known: Mapping[str, str] = _NOTHING, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Return the name, the digest and the marks of a file, or of all below a folder; a link says where it leads, too.

    Links to folders are followed, as MkDocs follows them, unless they lead in a circle. What cannot be read counts as
    what the system says of it, and what is no file, such as a pipe, as what it is.
    """
    try:
        state = os.lstat(place)
        link = os.readlink(place) if stat.S_ISLNK(state.st_mode) else ""  # noqa: PTH115 - a Path for each is slow
        state = os.stat(place) if link else state  # noqa: PTH116
        entries = sorted(os.listdir(place)) if stat.S_ISDIR(state.st_mode) else ()  # noqa: PTH208
        digest = known.get(name) or (_digest(place) if stat.S_ISREG(state.st_mode) else f"mode {state.st_mode}")
    except OSError as error:
        yield name, f"error {error.errno}", ()
        return
    if link or not stat.S_ISDIR(state.st_mode):
        yield name, f"{digest} {link}".rstrip(), (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    real = os.path.realpath(place) if entries else ""
    for entry in entries if real not in above else ():
        if entry != "__pycache__":
            yield from _below(f"{name}/{entry}", f"{place}/{entry}", known, (*above, real))


def _digest(path: str) -> str:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        digest = hashlib.sha256()
        # `hashlib.file_digest` clears a block of this size for each file, which takes longer than to read most of them.
        while block := file.read(_BLOCK):
            digest.update(block)
        return digest.hexdigest()
