"""Each macro gives the HTML that it gave when a person last looked at it, in each language."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
import yaml
from markupsafe import Markup

import macros
from playbook.html import Compiled, Renderer, templates
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


def test_templates_are_compiled_anew_by_other_code(tmp_path: Path) -> None:
    """Who takes over a newer generator must not go on with templates that the older one compiled."""

    def render(code: str, generator: type[jinja2.compiler.CodeGenerator]) -> str:
        environment = jinja2.Environment(
            loader=jinja2.DictLoader({"page": "{{ title }}"}), bytecode_cache=Compiled(tmp_path, code), autoescape=True
        )
        environment.code_generator_class = generator
        return environment.get_template("page").render(title="<b>")

    class Other(jinja2.compiler.CodeGenerator):
        def _output_child_pre(self, *_: object) -> None:
            self.write("('other ' + ")

        def _output_child_post(self, *_: object) -> None:
            self.write(")")

    assert render("one", jinja2.compiler.CodeGenerator) == "&lt;b&gt;"
    assert render("one", Other) == "&lt;b&gt;", "as compiled before"
    assert render("other", Other) == "other <b>"


def test_what_a_template_is_given_is_escaped_unless_it_is_html() -> None:
    shown = templates().from_string("{{ text }} {{ html }}").render(text="<b>", html=Markup("<i>"))
    assert shown == "&lt;b&gt; <i>"
