"""Each macro gives the HTML that it gave when a person last looked at it, in each language."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

import macros
from playbook.html import Renderer, templates
from playbook.model.chapters import PARTS
from playbook.model.playbook import Playbook
from playbook.plugin import PlaybookPlugin
from tests.conftest import DATA

CASES = yaml.safe_load((DATA / "macros.yml").read_text(encoding="utf-8"))
GOLDEN = DATA / "golden"


class Environment:
    """As much of mkdocs-macros as a macro sees."""

    def __init__(self, playbook: Playbook, language: str, address: str) -> None:
        plugin = PlaybookPlugin()
        plugin.keep = lambda html: html  # type: ignore[method-assign]
        plugin.renderer_for = lambda _: Renderer(playbook, language, address, environment=templates())  # type: ignore[method-assign]
        self.conf = SimpleNamespace(plugins={"playbook": plugin})
        self.page = SimpleNamespace()
        self.markdown = ""
        self.macros: dict[str, Any] = {}

    def macro(self, function: Any, name: str) -> None:
        self.macros[name] = function


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['macro']}-{case.get('id', 'all')}")
def test_macro_gives_golden_html(
    case: dict[str, str], language: str, sample: Playbook, pytestconfig: pytest.Config
) -> None:
    environment = Environment(sample, language, case.get("at", "index.html"))
    macros.define_env(environment)  # type: ignore[arg-type]
    html = str(environment.macros[case["macro"]](*([case["id"]] if "id" in case else [])))
    golden = GOLDEN / f"{case['macro']}-{case.get('id', 'all')}.{language}.html"
    if pytestconfig.getoption("--accept"):
        golden.write_text(html + "\n", encoding="utf-8")
    assert html + "\n" == golden.read_text(encoding="utf-8")


def test_every_macro_has_a_golden_file() -> None:
    declared = {part.replace("-", "_") for part in PARTS} | set(macros.WITH_ID) | set(macros.WITHOUT_ID)
    assert {case["macro"] for case in CASES} == declared


def test_no_golden_file_is_left_over() -> None:
    named = {f"{case['macro']}-{case.get('id', 'all')}" for case in CASES}
    assert {path.name.split(".")[0] for path in Path(GOLDEN).glob("*.html")} == named
