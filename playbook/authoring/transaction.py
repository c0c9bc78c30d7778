"""A change of the content: a look at what comes out, and then all of it is written, or nothing."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playbook import files, loading
from playbook.loading import Loaded


def tried(data: Path, contents: Mapping[str, bytes], gone: str = "") -> Loaded:
    """Return what the content would be with other files, of which one may be gone; nothing of it is written.

    Raises OSError where there is no room to try it.
    """
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(shutil.copytree(data, Path(folder) / "data", symlinks=True))
        save(trial, contents, gone)
        return loading.load(trial)


def save(data: Path, contents: Mapping[str, bytes], gone: str = "") -> None:
    """Write all files, or none; one that is to go does so last. Raises OSError with the file that stood against it."""
    for path in contents:
        (data / path).parent.mkdir(exist_ok=True)
    files.write_all({data / path: content for path, content in contents.items()})
    if gone:
        (data / gone).unlink()
