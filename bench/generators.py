"""The generators that are measured in turns, and the made-up content that each builds."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench import hugo
from bench.content import series
from bench.data_folder import write_data
from bench.measuring import ROOT, Program, page_ids
from bench.plain import write_plain
from bench.same import generator

TODAY = "91a56a3"
# How the benchmark of the old generator writes its own content.
WRITE = "from pathlib import Path; from bench.measuring import sides; sides(Path({folder!r}), {size})"


def generators(folder: Path) -> Iterator[tuple[str, Program | str]]:
    """Yield those that can be had by name, in the order of their turns; for the others, why they cannot."""
    yield "old", _old(folder / "old")
    yield "ours", playbook(_copied(folder / "ours"), sys.executable)
    yield "plain", Program((sys.executable, "-m", "mkdocs"), ROOT)
    yield "Zensical", _zensical(folder / "zensical")
    found = hugo.program()
    yield "Hugo", Program((found,), ROOT) if found else "Hugo is not installed here (Debian's package is `hugo`)"


def playbook(root: Path, python: Path | str) -> Program:
    """Return the generator that stands in a folder."""
    return Program((str(python), "-m", "playbook"), root, {"PYTHONPATH": str(root)})


def building(name: str, program: Program, content: Path, site: Path) -> tuple[object, ...]:
    """Write what is left of made-up content that a generator builds, and return its arguments; no cache is there."""
    if name == "plain":
        return ("build", "--quiet", "--config-file", content / "plain/mkdocs.yml", "--site-dir", site)
    if name == "Zensical":
        # It knows no option for the place of the site.
        return ("build", "--clean", "--config-file", content / "plain/mkdocs.yml")
    if name == "Hugo":
        return ("--quiet", "--ignoreCache", "--source", content / "hugo", "--destination", site)
    shutil.rmtree(program.root / ".cache", ignore_errors=True)
    return ("build", "--no-pdf", "--data", content / "data", "--site", site)


def site_of(name: str, content: Path) -> Path:
    """Return where a generator puts the site of made-up content."""
    return content / ("plain/site" if name == "Zensical" else f"site-{name}")


def write_content(folder: Path, size: int) -> Path:
    """Write the content of a size for our generator and for those that read Markdown."""
    chapters, pages = series(size), page_ids()
    write_data(folder / "data", chapters, pages)
    write_plain(folder / "plain", chapters, pages)
    hugo.write_hugo(folder / "hugo", folder / "plain/docs")
    return folder


def write_old_content(folder: Path, size: int, old: Program) -> Path:
    """Write the content of a size as the benchmark of the old generator does."""
    folder.mkdir(parents=True)
    command = [old.command[0], "-c", WRITE.format(folder=str(folder), size=size)]
    subprocess.run(command, cwd=old.root, env={**os.environ, **old.environment}, check=True)
    return folder


def _copied(folder: Path) -> Path:
    """Copy what a build needs, so that no cache of this checkout is used or lost."""
    for name in ("playbook", "bench", "macros", "docs", "data", "requirements"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def _old(folder: Path) -> Program | str:
    try:
        root = generator(folder / "code", TODAY)
        python = _environment(folder / "environment", root / "requirements/site.txt")
        # The theme of MkDocs finds the plugin by what an installed package says of itself.
        _uv("pip", "install", "--python", python, "--no-deps", "--no-build-isolation", "--editable", root)
    except (subprocess.CalledProcessError, OSError):
        return f"there is no commit {TODAY} here, or its packages cannot be had"
    return playbook(root, python)


def _zensical(folder: Path) -> Program | str:
    try:
        python = _environment(folder, ROOT / "requirements/bench.txt")
    except (subprocess.CalledProcessError, OSError):
        return "its packages cannot be had"
    return Program((str(python), "-m", "zensical"), ROOT)


def _environment(folder: Path, locked: Path) -> Path:
    _uv("venv", "--python", sys.executable, folder)
    python = folder / "bin/python"
    _uv("pip", "install", "--python", python, "--require-hashes", "-r", locked)
    return python


def _uv(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "uv", "--quiet", *map(str, arguments)], check=True, stderr=subprocess.DEVNULL)


def absent(found: Mapping[str, Program | str]) -> Iterator[str]:
    """Yield why generators are not beside ours."""
    yield from (f"{name}: {why}." for name, why in found.items() if isinstance(why, str))
