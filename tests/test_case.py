"""The worked case: figures that texts write out are those of the page, in the form of each language."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from playbook.checks import structure
from playbook.html import Renderer, templates
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.text import linked, plain
from tests.conftest import DATA

FORMS: list[dict[str, str]] = yaml.safe_load((DATA / "case-forms.yml").read_text("utf-8"))
FILES = {
    "playbook.yml": "title:\n  {language}: P\nlanguages: [{language}]\n",
    "units.yml": "units:\n  - id: unit\n    text:\n      {language}: '{unit}'\n",
    "case.yml": (
        "groups:\n  - id: group\n    title:\n      {language}: G\n    figures:\n"
        "      - id: figure\n        title:\n          {language}: F\n        value: {value}\n        unit: unit\n"
    ),
    "pages.yml": (
        "pages:\n  - id: home\n    title:\n      {language}: H\n"
        "    text:\n      {language}: |-\n        A [{words}](case:figure) b\n"
        "  - id: case\n    title:\n      {language}: C\n"
    ),
}


def test_every_pillar_and_result_has_a_figure_of_the_case_in_an_example(real: Playbook) -> None:
    using = {id.partition(".")[0] for uses in real.figure_uses.values() for id in uses}
    assert {chapter.id for chapter in (*real.pillars, *real.results)} <= using


def test_the_page_says_where_each_figure_comes_from_and_where_it_is_used(real: Playbook) -> None:
    html = Renderer(real, "en", "case.html", environment=templates()).case()
    row = re.search(r'<tr id="agents".*?</tr>', html, re.DOTALL)
    assert row
    assert "17 agents" in re.sub(r"<[^>]*>", "", row[0])
    assert 'href="#peak-contacts"' in row[0]
    assert 'href="pillars/leadership.html#coaching-protected"' in row[0]
    assert "Our addition" in html


def test_a_figure_in_a_chapter_leads_to_the_case_and_says_what_it_is(real: Playbook) -> None:
    html = Renderer(real, "ja", "pillars/leadership.html", environment=templates()).part("themes", "leadership")
    assert '<a class="pb-case" href="../case.html#agents" title="必要なオペレーター">17</a>' in html
    assert 'href="../case.html">' in html


def test_texts_say_the_same_figures_in_every_language(real: Playbook) -> None:
    found = 0
    for located in real.texts.values():
        for language in located.text.versions:
            for link in linked(located.text.versions[language]):
                if link.target.startswith("case:"):
                    figure = real.figure_by_id[link.target.removeprefix("case:")]
                    assert re.sub("[^0-9.]", "", plain(link.spans)) == str(figure.value)
                    found += 1
    assert found > 100


@pytest.mark.parametrize("case", FORMS, ids=lambda case: f"{case['language']}-{case['words']}")
def test_a_figure_is_written_as_its_language_writes_it(case: dict[str, str], tmp_path: Path) -> None:
    for name, content in FILES.items():
        facts = {key: value for key, value in case.items() if key != "meant"}
        (tmp_path / name).write_text(content.format(**facts), "utf-8")
    said = [(problem.code, problem.path, problem.suggestion) for problem in structure(load(tmp_path))]
    said = [one for one in said if one[1] == "pages.yml"]
    assert said == ([("figure-otherwise", "pages.yml", case["meant"])] if "meant" in case else [])


def test_what_follows_is_computed_from_the_printed_figures(real: Playbook) -> None:
    figures = real.figure_by_id
    assert all(figure.result(figures) == figure.value for figure in figures.values())
    changed = {**figures, "peak-contacts": figures["peak-contacts"].model_copy(update={"value": Decimal(110)})}
    assert changed["agents"].result(changed) == Decimal(19)
