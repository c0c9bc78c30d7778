"""A change of the content: a look at what comes out, and then all of it is written, or nothing."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from playbook import files, loading
from playbook.loading import Loaded
from playbook.loading.memory import Memory


def tried(data: Path, contents: Mapping[str, bytes], memory: Memory, gone: str = "") -> Loaded:
    """Return what the content would be with other files, of which one may be gone; nothing of it is written.

    With the memory of the content as it stands, only the other files are read. Raises OSError where there is no room to
    try it.
    """
    with files.temporary_folder() as folder:
        trial = folder / "data"
        _copy(data, trial)
        save(trial, contents, gone)
        return loading.load(trial, memory)


def _copy(data: Path, trial: Path) -> None:
    """Copy a folder, links as links; `shutil.copytree` would go on after an error, and keep of it mere words."""
    trial.mkdir()
    for path in sorted(data.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            (trial / path.relative_to(data)).mkdir()
        else:
            shutil.copy(path, trial / path.relative_to(data), follow_symlinks=False)


def save(data: Path, contents: Mapping[str, bytes], gone: str = "") -> None:
    """Write all files, or none; one that is to go does so last. Raises OSError with the file that stood against it."""
    for path in contents:
        (data / path).parent.mkdir(exist_ok=True)
    files.write_all({data / path: content for path, content in contents.items()})
    if gone:
        (data / gone).unlink()
