"""The page of calculators: forms that compute in the browser, and show the example without a script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from playbook.html import Renderer, templates
from playbook.languages import language as language_row
from playbook.model.playbook import Playbook
from playbook.plugin import scripts
from tests.conftest import ROOT

LANGUAGES = ("en", "ja", "zh")
STYLES = ROOT / "playbook" / "plugin" / "overrides" / "assets" / "playbook"


@pytest.fixture(scope="session")
def pages(real: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page in each language as it stands in a site, without the frame around it."""
    site = tmp_path_factory.mktemp("site")
    assets = site / "assets" / "playbook"
    assets.mkdir(parents=True)
    (assets / "calculators.js").write_text(dict(scripts.script_files())["calculators.js"], "utf-8")
    for name in ("paper.css", "calculators.css"):
        (assets / name).write_bytes((STYLES / name).read_bytes())
    for language in LANGUAGES:
        html = Renderer(real, language, "calculators.html", environment=templates()).calculators()
        (site / language).mkdir()
        body = f'<!doctype html><meta charset="utf-8"><body class="md-typeset">{html}</body>'
        (site / language / "calculators.html").write_text(body, "utf-8")
    return site


def opened(page: Page, pages: Path, language: str = "en") -> Page:
    page.goto((pages / language / "calculators.html").as_uri())
    return page


def cells(page: Page, calculator: str, output: str) -> Locator:
    return page.locator(f'[data-item="calculators.{calculator}"] [data-output="{output}"] td')


def row(page: Page, calculator: str, output: str) -> list[str]:
    return cells(page, calculator, output).all_inner_texts()


def compute(page: Page, calculator: str) -> None:
    page.locator(f'[data-item="calculators.{calculator}"] button[type="submit"]').click()


# What every language shows of the example, in its own units.
EXAMPLE = {
    "en": ["17 agents", "81.0%", "16.8 seconds", "78.4%", "24.3 people", "20 agents", "17 agents"],
    "ja": ["17人", "81.0%", "16.8秒", "78.4%", "24.3人", "20人", "17人"],
    "zh": ["17 人", "81.0%", "16.8 秒", "78.4%", "24.3 人", "20 人", "17 人"],
}
NAMES = ("servers", "reached", "wait", "occupancy", "scheduled")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_stands_there_without_a_script(browser: Browser, pages: Path, language: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    opened(page, pages, language)
    found = [row(page, "staffing", name)[0] for name in NAMES]
    assert [*found, *row(page, "pooling", "apart"), *row(page, "pooling", "together")] == EXAMPLE[language]
    expect(page.locator("button").first).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_computes_what_the_build_did(page: Page, pages: Path, real: Playbook, language: str) -> None:
    opened(page, pages, language)
    names = [(one.id, output.name) for one in real.calculators.calculators for output in one.outputs]
    before = [row(page, *name) for name in names]
    for one in real.calculators.calculators:
        compute(page, one.id)
    assert [row(page, *name) for name in names] == before


def test_several_intervals_make_a_table(page: Page, pages: Path) -> None:
    opened(page, pages)
    page.locator("#staffing-arrivals").fill("100\n５０ 0")
    compute(page, "staffing")
    expect(cells(page, "staffing", "servers")).to_have_text(["17 agents", "10 agents", "0 agents"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Write a number, such as 100 or 2.5."),
        ("ja", "100や2.5のような数値を入力してください。"),
        ("zh", "请填写数字，例如 100 或 2.5。"),
    ],
)
def test_a_bad_number_gets_a_sentence_beside_its_field(page: Page, pages: Path, language: str, said: str) -> None:
    opened(page, pages, language)
    field = page.locator("#staffing-service")
    for written in ("", "ten", "1e9", "<b>"):
        field.fill(written)
        compute(page, "staffing")
        expect(page.locator("#staffing-service-fault")).to_have_text(said)
        expect(field).to_be_focused()
        expect(page.locator('[data-item="calculators.staffing"] table')).to_be_hidden()
    field.fill("240")
    compute(page, "staffing")
    expect(page.locator("#staffing-service-fault")).to_be_hidden()
    expect(page.locator('[data-item="calculators.staffing"] table')).to_be_visible()


@pytest.mark.parametrize(("id", "sign"), [("en", "."), ("ja", "."), ("fr", ","), ("de", ",")])
def test_decimals_are_read_as_the_language_writes_them(page: Page, pages: Path, id: str, sign: str) -> None:
    assert language_row(id).number_signs.decimal == sign
    opened(page, pages)
    page.locator(".pb-calculators").evaluate("(root, sign) => { root.dataset.decimal = sign; }", sign)
    page.locator("#staffing-service").fill(f"239{sign}9")
    compute(page, "staffing")
    assert row(page, "staffing", "servers") == ["17 agents"]


def test_bounds_and_sums_without_a_result_are_said_in_words(page: Page, pages: Path) -> None:
    opened(page, pages)
    page.locator("#staffing-level").fill("100")
    compute(page, "staffing")
    expect(page.locator("#staffing-level-fault")).to_have_text("Write a figure from 1 to 99.9.")
    page.locator("#intervals-answered").fill("41 95 108 20")
    compute(page, "intervals")
    fault = page.locator('[data-item="calculators.intervals"] [data-fault]')
    expect(fault).to_have_text("More were answered than came in, or more in time than at all. Check the lists.")
    page.locator('[data-item="calculators.intervals"] button[type="reset"]').click()
    expect(fault).to_be_hidden()
    expect(cells(page, "intervals", "level")).to_have_text(["71.4%"])
    assert not re.search(r"NaN|undefined|Infinity", page.locator("body").inner_text())
