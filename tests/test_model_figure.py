"""The figure of the operating model: an arrangement for every window, arrows that say what the relations say."""

import itertools
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from playbook.html.figure import break_lines, figure
from playbook.html.tall_figure import tall_figure
from playbook.languages import language as language_of
from playbook.model.playbook import Playbook
from tests.axe import findings
from tests.windows import at_each

LANGUAGES = ("en", "ja", "zh")
SMALLEST_TYPE = 11.5
OVERLAPS = """(svg) => {
    const nodes = [...svg.querySelectorAll(".pb-node")];
    const all = nodes.map((node) => node.querySelector("rect").getBoundingClientRect());
    const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return all.filter((one, at) => all.slice(at + 1).some((other) => overlap(one, other))).length;
}"""
WORDS = """(svg) => [...svg.querySelectorAll("text")].map((text) => {
    const box = (one) => one.getBoundingClientRect();
    const [words, frame] = [box(text), box(text.closest("a")?.querySelector("rect") ?? svg)];
    const isWithin = words.left >= frame.left && words.right <= frame.right;
    return [isWithin && words.top >= frame.top - 1 && words.bottom <= frame.bottom + 1,
        parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a];
})"""


@pytest.mark.parametrize("address", ["index.html", "model.html"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_figure_is_legible_in_every_window(language: str, address: str, real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/{language}/{address}")
    drawn = page.locator(".pb-figure > svg >> visible=true")
    for width in at_each(page, (320, 360, 700, 768, 1280), 900):
        expect(drawn).to_have_count(1)
        expect(drawn.locator(".pb-node")).to_have_count(12)
        assert drawn.evaluate(OVERLAPS) == 0, width
        words = drawn.evaluate(WORDS)
        assert all(is_inside for is_inside, _ in words), width
        assert min(size for _, size in words) >= SMALLEST_TYPE, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_arrow_says_what_a_relation_says(language: str, real: Playbook) -> None:
    relations = {
        (relation.how, *pair)
        for relation in real.model.relations
        for pair in itertools.product(relation.origins, relation.targets)
    }
    for drawn in (figure(real, language_of(language)), tall_figure(real, language_of(language))):
        for arrow in drawn.arrows:
            if len(arrow.ends) != 2:
                continue
            one, other = arrow.ends
            ways = {"end": [(one, other)], "start": [(other, one)], "both": [(one, other), (other, one)]}
            joined = [{how for how, *pair in relations if tuple(pair) == way} for way in ways[arrow.heads]]
            assert all(joined), arrow
            hows = set().union(*joined)
            assert arrow.how in hows or (arrow.how == "directs" and "enables" in hows), arrow


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("绩效衡量体系", ("绩效衡量", "体系")),
        ("业绩与效果", ("业绩与", "效果")),
        ("業績測定システム", ("業績測定", "システム")),
    ],
)
def test_title_in_a_box_breaks_between_words_of_han(title: str, lines: tuple[str, ...]) -> None:
    assert break_lines(title, 4.5, 0.5) == lines


def test_arrows_of_the_tall_figure_follow_the_relations(real: Playbook) -> None:
    drawn = tall_figure(real, language_of("en"))
    produced = {arrow.ends for arrow in drawn.arrows if arrow.how == "produces"}
    [relation] = [one for one in real.model.relations if one.how == "produces"]
    assert produced == set(itertools.product(relation.origins, relation.targets))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("reach", ["hover", "focus"])
def test_what_is_looked_at_lights_up_with_its_relations(reach: str, width: int, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 1400})
    page.goto(f"{real_site.as_uri()}/en/model.html")
    drawn = page.locator(".pb-figure > svg >> visible=true")
    node = drawn.locator("[data-node='leadership']")
    getattr(node, reach)()
    expect(drawn.locator("[data-node='strategy'].pb-lit")).to_have_count(1)
    expect(drawn.locator("[data-node='financial'].pb-lit")).to_have_count(0)
    expect(drawn.locator(".pb-arrow--directs.pb-lit")).to_have_count(1)
    told = page.locator(".pb-figure__told")
    expect(told).to_contain_text("Leadership directs → Strategic planning")
    page.mouse.move(2, 2)
    page.evaluate("document.activeElement.blur()")
    expect(told).to_be_hidden()
    expect(page.locator(".pb-lit")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_the_figure_leads_to_its_chapters(width: int, sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/zh/index.html")
    page.locator(".pb-figure > svg >> visible=true").locator("[data-node='readers']").click()
    page.wait_for_url("**/zh/results/readers.html")
    context.close()


def test_relations_are_told_without_scripts(sample_site: Path) -> None:
    page = lxml.html.parse(sample_site / "en" / "model.html").getroot()
    told = {
        node.get("data-node"): node.findtext("title")
        for node in page.find_class("pb-node")
        if node.find("title") is not None
    }
    assert all(told.values())
    assert set(told) == {"shelves", "helpers", "counting", "readers"}


def test_one_figure_is_on_paper(sample_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{sample_site.as_uri()}/en/model.html")
    page.emulate_media(media="print")
    expect(page.locator(".pb-figure > svg >> visible=true")).to_have_class("pb-figure__wide")


def test_forced_colours_leave_the_figure_legible(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/en/model.html")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for part, style in ((".pb-node text", "fill"), (".pb-node rect", "stroke"), (".pb-arrow", "stroke")):
        drawn = page.locator(f".pb-figure__wide {part}").first
        assert drawn.evaluate(f"(one) => getComputedStyle(one).{style}") not in {ground, "none"}
    caption = page.locator(".pb-figure__wide .pb-caption").first.evaluate("(one) => getComputedStyle(one).fill")
    assert caption == page.evaluate("getComputedStyle(document.body).color")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_figure(width: int, real_site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{real_site.as_uri()}/zh/model.html")
    assert findings(page) == set()
    context.close()
