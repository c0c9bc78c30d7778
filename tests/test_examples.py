"""Examples of measures: made-up figures that compute, on the page, in the book and in the workbook."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.checks.examples import computed
from playbook.cli import main
from playbook.editions import Register
from playbook.html import Renderer, templates
from playbook.loading import load
from playbook.model.playbook import Playbook

LANGUAGES = ("en", "ja", "zh")
# Formulas that nobody adds up or divides: a date on which something is reached.
WITHOUT = {"ttp"}


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_every_measure_with_a_figure_is_computed(real: Playbook) -> None:
    assert {kpi.id for kpi in real.kpis.kpis if kpi.example is None} == WITHOUT
    for kpi in real.kpis.kpis:
        if kpi.example:
            assert computed(kpi, kpi.example) == kpi.example.result, kpi.id


def test_measures_of_one_day_agree_with_each_other(real: Playbook) -> None:
    """Service level, answer rate and abandonment rate share one count of contacts."""
    given = {id: dict(_figures(real, id)) for id in ("sl", "ans", "abn", "asa", "aht", "acw")}
    assert given["sl"]["denominator"] == given["ans"]["denominator"] == given["abn"]["denominator"]
    assert given["ans"]["numerator"] + given["abn"]["numerator"] == given["ans"]["denominator"]
    assert given["asa"]["denominator"] == given["aht"]["denominator"] == given["ans"]["numerator"]
    assert given["acw"]["numerator"] < given["aht"]["numerator"]


def _figures(playbook: Playbook, id: str) -> list[tuple[str, float]]:
    example = playbook.kpi_by_id[id].example
    assert example is not None
    return [(given.name, float(given.values[0])) for given in example.inputs]


@pytest.mark.parametrize(
    ("language", "ratio", "listed"),
    [
        (
            "en",
            "Example with made-up figures: Our addition 810 contacts ÷ 1,000 contacts × 100 = 81.0%",
            "Scores of four evaluators : 82 points, 88 points, 79 points, 91 points",
        ),
        (
            "ja",
            "計算例（数値は架空）： 独自の追加 810件 ÷ 1,000件 × 100 = 81.0%",
            "4人の評価者の採点 ：82点、88点、79点、91点",
        ),
        (
            "zh",
            "计算示例（数值为虚构）： 本手册补充 810 次 ÷ 1,000 次 × 100 = 81.0%",
            "4 位质检员的评分 ：82 分、88 分、79 分、91 分",
        ),
    ],
)
def test_a_reader_sees_the_figures_in_the_form_of_the_formula(
    real: Playbook, language: str, ratio: str, listed: str
) -> None:
    renderer = Renderer(real, language, "kpis.html", environment=templates())
    assert ratio in words(renderer.kpi("sl"))
    assert listed in words(renderer.kpi("cal"))


def test_a_build_stops_at_an_example_that_does_not_compute(tmp_path: Path, copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    kpis = data / "kpis.yml"
    kpis.write_text(kpis.read_text("utf-8").replace("result: 4.5", "result: 4.6"), "utf-8")
    result = CliRunner().invoke(main, ["build", "--data", str(data), "--output", str(tmp_path / "site"), "--no-pdf"])
    assert result.exit_code == 1
    assert re.search(r"kpis\.yml:\d+:15: kpis\.loans\.example\.result: the example says 4\.6", result.output)
    assert not (tmp_path / "site").exists()


def test_the_codes_of_the_book_and_of_chapters_cover_the_figures(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    before = dict(Register(_loaded(data)).codes)
    kpis = data / "kpis.yml"
    text = kpis.read_text("utf-8")
    kpis.write_text(text.replace("values: [900]", "values: [1100]").replace("result: 4.5", "result: 5.5"), "utf-8")
    after = dict(Register(_loaded(data)).codes)
    book = {f"playbook.book.{id}.pdf" for id in LANGUAGES}
    chapter = {f"shelves.chapter.{ids}.pdf" for ids in (*LANGUAGES, "ja-en", "zh-en", "ja-zh")}
    assert {name for name in before if before[name] != after[name]} == book | chapter


def _loaded(data: Path) -> Playbook:
    playbook = load(data).playbook
    assert playbook is not None
    return playbook
