"""Compares the site of an older generator with ours, of the same content: `python -m bench.same REVISION`.

Both run with the packages that are installed now. What differs is listed, and nothing is judged: exit 0 where all bytes
are equal, else 1.
"""

import argparse
import filecmp
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import QUIET, ROOT


def main() -> None:
    """Build both sites, without printed sheets, and print which files differ."""
    parser = argparse.ArgumentParser(prog="bench.same", description=__doc__)
    parser.add_argument("revision", help="a revision of git, of which the generator and the content are taken")
    revision = parser.parse_args().revision
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        old = generator(folder / "old", revision)
        sites = [_built(generator, old / "data", folder / f"site-{at}") for at, generator in enumerate((old, ROOT))]
        found = list(_differences(*sites))
    print("\n".join(found) or "no byte differs")
    raise SystemExit(bool(found))


def generator(folder: Path, revision: str) -> Path:
    """Take the generator and the content of a revision out of git into a folder."""
    packed = subprocess.run(["git", "archive", revision], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _built(generator: Path, data: Path, site: Path) -> Path:
    command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--data", str(data), "--site", str(site)]
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(generator)}
    subprocess.run(command, cwd=generator, env=environment, check=True, stdout=subprocess.DEVNULL)
    return site


def _differences(old: Path, new: Path) -> Iterator[str]:
    before, now = ({path.relative_to(site) for path in site.rglob("*") if path.is_file()} for site in (old, new))
    for path in sorted(before | now):
        if path not in now:
            yield f"gone     {path}"
        elif path not in before:
            yield f"new      {path}"
        elif not filecmp.cmp(old / path, new / path, shallow=False):
            yield f"differs  {path}  {(old / path).stat().st_size} -> {(new / path).stat().st_size} bytes"


if __name__ == "__main__":
    main()
