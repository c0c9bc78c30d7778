"""The day MkDocs goes: ProperDocs, which takes its place in every import, makes the same site of the same tree."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATA, ROOT

BUILD = """
import properdocs.replacement
from playbook.cli import main
main()
"""


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_properdocs_makes_the_same_site(sample_site: Path, tmp_path: Path) -> None:
    pytest.importorskip("properdocs", reason="it stands in requirements/dev.txt")
    site = tmp_path / "site"
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        BUILD,
        "build",
        "--no-pdf",
        "--no-cache",
        "--data",
        DATA / "sample",
        "--output",
        site,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made, expected = files(site), files(sample_site)
    assert set(made) == set(expected)
    assert [name for name in expected if made[name] != expected[name]] == []
