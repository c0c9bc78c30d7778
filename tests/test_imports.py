"""A command loads the packages that it needs, and no other: each one costs everybody who waits for it."""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from fontTools.ttLib import TTFont

from playbook.pdf.typesetting import FONTS, Typesetter
from playbook.plugin.configuring import when_used
from tests.conftest import DATA, ROOT

KNOWN = yaml.safe_load((DATA / "imports.yml").read_text("utf-8"))
# What a package brings along under a name of its own.
PACKAGES = frozenset(metadata.packages_distributions())
LOADED = """
import json, sys
from playbook.cli import main
try:
    main(sys.argv[1:])
finally:
    names = {name.partition(".")[0] for name in sys.modules}
    print("\\n" + json.dumps(sorted(names)))
"""


@pytest.mark.parametrize("case", KNOWN["commands"], ids=lambda case: case["run"])
def test_a_command_loads_only_what_it_needs(case: dict[str, Any], tmp_path: Path) -> None:
    places = {"DATA": str(DATA / "sample"), "SITE": str(tmp_path / "site")}
    loaded = packages([places.get(argument, argument) for argument in case["run"].split()])
    if "never" in case:
        assert loaded & set(case["never"]) == set()
    else:
        assert loaded - {"playbook"} <= set(case.get("only", KNOWN["all"])) | set(case.get("also", ()))


def packages(arguments: list[str]) -> set[str]:
    """Run a command in a process of its own, and return the names of the packages that it has loaded."""
    command = [sys.executable, "-c", LOADED, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    *_, names = done.stdout.splitlines() or [""]
    assert names.startswith("["), done.stderr
    return set(json.loads(names)) & PACKAGES - {"_distutils_hack"}


def test_a_package_that_waits_is_there_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with when_used("colorsys"):
        import colorsys as waiting  # noqa: PLC0415 - that is what is tested
    assert "colorsys" not in sys.modules
    assert waiting.rgb_to_hsv(0, 0, 0) == (0, 0, 0)
    assert sys.modules["colorsys"] is not waiting


def test_the_characters_beside_the_fonts_are_those_of_the_fonts() -> None:
    codes: set[int] = set()
    for path in FONTS.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            codes |= set(font.getBestCmap())
    assert Typesetter().characters == set(map(chr, codes))


COLLECTED = """
import atexit, gc, sys
collected = []
atexit.register(lambda: print(len(collected), gc.get_freeze_count() > 0))
from playbook.cli import main
gc.callbacks.append(lambda phase, _: collected.append(phase))
main(sys.argv[1:])
"""


def test_a_command_looks_for_no_garbage_not_even_at_its_end() -> None:
    command = [sys.executable, "-c", COLLECTED, "check", "--no-cache", "--data", str(DATA / "tiny")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "0 True", done.stdout + done.stderr
