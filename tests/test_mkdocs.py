"""MkDocs by itself, with the plugin and without our command line, makes the same pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import DATA, ROOT


def test_mkdocs_by_itself_makes_the_same_pages(tmp_path: Path, sample_site: Path) -> None:
    for name in ("docs", "macros"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "playbook").symlink_to(ROOT / "playbook")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(DATA / "sample", tmp_path / "data")
    site = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    by_itself, ours = (content_of(one) for one in (site, sample_site))
    # Sheets and workbooks are put beside the pages by our command.
    assert {name for name in ours if not name.startswith("print/")} == set(by_itself)
    assert [name for name, content in by_itself.items() if ours[name] != content] == []


def content_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
