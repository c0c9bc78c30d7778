"""The house stands as planned: doors are held, a new command is one file, the records name what is there."""

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT

RECORDS = sorted((ROOT / "docs" / "adr").glob("*.md"))
CODE = ("playbook", "macros", "bench", "forge")
CHEAT = """\
import jinja2, mkdocs, openpyxl, typst, xlsxwriter, yaml
import macros
from playbook import cli
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package and of what its contracts stand in, without the fonts."""
    for name in ("playbook", "macros"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def outcome(house: Path, *command: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a copy, with the code of the copy."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=house,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PYTHONPATH": str(house), "PLAYBOOK_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )


def contracts(house: Path) -> dict[str, str]:
    said = outcome(house, "lint-imports", "--no-cache").stdout
    return dict(re.findall(r"^(\S.*?) (KEPT|BROKEN)(?: \(.*\))?$", said, re.MULTILINE))


def test_a_module_that_cheats_breaks_every_contract(house: Path) -> None:
    (house / "playbook" / "cheat.py").write_text(CHEAT, encoding="utf-8")
    found = contracts(house)
    assert set(found.values()) == {"BROKEN"}
    assert len(found) >= 7


def test_a_module_deep_inside_that_cheats_breaks_the_doors(house: Path) -> None:
    """A door is not opened by the room that a module stands in."""
    (house / "playbook" / "model" / "cheat.py").write_text(CHEAT, encoding="utf-8")
    assert set(contracts(house).values()) == {"BROKEN"}


def test_a_new_command_is_one_file(house: Path) -> None:
    (house / "playbook" / "cli" / "greet.py").write_text(
        'import click\n\n\n@click.command()\ndef greet() -> None:\n    """Say hello."""\n    click.echo("Hello")\n',
        encoding="utf-8",
    )
    playbook = (sys.executable, "-m", "playbook")
    assert "greet" in outcome(house, *playbook, "--help").stdout
    done = outcome(house, *playbook, "greet")
    assert (done.returncode, done.stdout) == (0, "Hello\n")


def test_the_package_has_few_rooms() -> None:
    rooms = [path.name for path in (ROOT / "playbook").iterdir() if path.name != "__pycache__"]
    assert len(rooms) <= 27, sorted(rooms)


def test_each_command_has_a_module_of_its_name() -> None:
    shared = {"__init__", "building", "keeping", "options", "outcome", "progress", "speech"}
    named = {
        "build",
        "check",
        "diff",
        "edition",
        "fmt",
        "import_",
        "new",
        "pdf",
        "rename",
        "schema",
        "serve",
        "translations",
    }
    modules = {path.stem for path in (ROOT / "playbook" / "cli").glob("*.py")} - shared
    assert modules >= named
    for name in modules:
        tree = ast.parse((ROOT / "playbook" / "cli" / f"{name}.py").read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


def test_docstrings_say_what_is_returned() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {(ast.get_docstring(node) or '')[:60]}"
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and (ast.get_docstring(node) or "").startswith("Give ")
    ]
    assert found == []


def test_no_two_records_have_one_number() -> None:
    numbers = Counter(path.name[:4] for path in RECORDS)
    assert [number for number, count in numbers.items() if count > 1] == []
    for path in RECORDS:
        assert path.read_text(encoding="utf-8").startswith(f"# {int(path.name[:4])}. "), path.name


@pytest.mark.parametrize(
    "page", [*RECORDS, *ROOT.glob("CONTRIBUTING*.md"), ROOT / "README.md"], ids=lambda path: path.name
)
def test_a_record_names_what_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:playbook|macros|tests|bench|forge|requirements)/[\w./-]+)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []
