"""From a symptom to actions: the way from what people notice, or a measure that is off, to what they can do."""

import json
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Page, expect

from playbook.editions.codes import Register
from playbook.loading import load
from playbook.model.playbook import Playbook
from tests.conftest import built, run
from tests.filling import tabbed_to
from tests.test_print import sheets

LANGUAGES = ("en", "ja", "zh")
WAYS = "questions: [keys.spare-key]"
SYMPTOM = "readers-stay-away"


def playbook_of(data: Path) -> Playbook:
    playbook = load(data).playbook
    assert playbook is not None
    return playbook


def test_from_every_measure_a_way_leads_to_an_action(real: Playbook) -> None:
    assert [kpi.id for kpi in real.kpis.kpis if not (kpi.if_off and kpi.if_off.actions)] == []
    mapped = {id for cell in real.model.map if cell.actions for id in cell.kpis}
    assert [kpi.id for kpi in real.kpis.kpis if kpi.id not in mapped] == []


def test_symptoms_lead_on_and_can_be_searched_for_in_every_language(real: Playbook) -> None:
    symptoms = real.symptoms.symptoms
    assert len(symptoms) >= 20
    assert [one.id for one in symptoms if not (one.kpis and one.questions and one.actions and one.gaps)] == []
    assert [one.id for one in symptoms if not set(LANGUAGES) == set(one.title.versions) == set(one.variants)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_lands_on_its_item(language: str, sample_site: Path) -> None:
    page = sample_site / language / "symptoms.html"
    [entry] = lxml.html.parse(page).getroot().xpath(f"//*[@data-item='symptoms.{SYMPTOM}']")
    landed = {}
    for link in entry.xpath(".//*[@class='pb-off']//a"):
        path, _, anchor = link.get("href").partition("#")
        [item] = lxml.html.parse(page.parent / path).getroot().xpath(f"//*[@id='{anchor}']")
        landed[item.get("data-item")] = link.text_content()
    assert set(landed) == {"keys.spare-key", "shelves.label-all"}
    assert all(landed.values())


def test_measure_and_symptom_lead_to_each_other(sample_site: Path, page: Page) -> None:
    page.goto((sample_site / "ja" / "kpis.html").as_uri() + "#loans")
    entry = page.locator("#loans")
    expect(entry.get_by_role("heading", name="この指標が思わしくないとき")).to_be_visible()
    expect(entry.get_by_role("link", name="すべての本にラベルを貼る")).to_have_attribute(
        "href", "pillars/shelves.html#label-all"
    )
    entry.get_by_role("link", name="読みたい本が{見つからない}").click()
    page.wait_for_url(f"**/ja/symptoms.html#{SYMPTOM}")
    page.locator(f"#{SYMPTOM}").get_by_role("link", name="読者1人あたりの貸出数").click()
    page.wait_for_url("**/ja/kpis.html#loans")


def test_measures_of_a_chapter_lead_to_what_to_do_by_keyboard(sample_site: Path, page: Page) -> None:
    page.goto((sample_site / "en" / "pillars" / "shelves.html").as_uri())
    row = page.locator("[data-item='kpis.loans']")
    tabbed_to(page, row.get_by_role("link", name="If this is off"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/kpis.html#loans-if-off")
    expect(page.locator("#loans").get_by_role("heading", name="If this is off")).to_be_in_viewport()
    page.go_back()
    without = page.locator("[data-item='kpis.late']")
    expect(without.get_by_role("link", name="If this is off")).to_have_count(0)


def test_list_at_the_head_leads_to_each_symptom(sample_site: Path, page: Page) -> None:
    page.goto((sample_site / "zh" / "symptoms.html").as_uri())
    page.locator(".pb-symptoms__list").get_by_role("link", name="太吵").click()
    expect(page.locator("#noise")).to_be_in_viewport()


def test_symptoms_leave_no_page_half_empty(real: Playbook, real_site: Path, page: Page, tmp_path: Path) -> None:
    page.goto((real_site / "en" / "symptoms.html").as_uri())
    assert len(sheets(page, tmp_path / "symptoms.pdf")) <= 0.45 * len(real.symptoms.symptoms)


def test_companion_stands_beside_what_the_ways_lead_to(sample_site: Path, page: Page) -> None:
    page.goto((sample_site / "ja" / "symptoms.html").as_uri() + "?with=en")
    entry = page.locator(f"#{SYMPTOM}")
    for words in ("Readers leave with <empty> hands", "Label every book", "Ask"):
        expect(entry.get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_no_wider_than_a_phone(language: str, sample_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    for address in ("symptoms.html", "kpis.html"):
        page.goto((sample_site / language / address).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_doors_lead_to_the_symptoms(sample_site: Path) -> None:
    for address in ("index.html", "checklists.html"):
        page = lxml.html.parse(sample_site / "en" / address).getroot()
        assert page.xpath("//a[@href='symptoms.html']"), address


def test_playbook_without_symptoms_has_no_page_and_no_door(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    (data / "symptoms.yml").unlink()
    pages = data / "pages.yml"
    head, _, rest = pages.read_text("utf-8").partition("  - id: symptoms\n")
    pages.write_text(head + "  - id: glossary\n" + rest.partition("  - id: glossary\n")[2], "utf-8")
    site = built(data, tmp_path / "site")
    assert not (site / "en" / "symptoms.html").exists()
    for address in ("index.html", "checklists.html", "kpis.html"):
        assert "symptoms.html" not in (site / "en" / address).read_text("utf-8")


def test_programs_are_told_where_the_ways_lead(sample_site: Path) -> None:
    items = {item["id"]: item for item in json.loads((sample_site / "playbook.json").read_text("utf-8"))["items"]}
    assert set(items["kpis.loans"]["links"]) == {"id:keys.spare-key", "id:shelves.label-all", "id:shelves.two-systems"}
    symptom = items[f"symptoms.{SYMPTOM}"]
    assert (symptom["kind"], symptom["address"]) == ("symptom", f"symptoms.html#{SYMPTOM}")
    ways = {"id:keys.spare-key", "id:shelves.label-all", "id:kpis.loans", "id:kpis.late"}
    assert set(symptom["links"]) == ways | {"id:shelves"}


def test_ways_change_no_print_and_reword_no_measure(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    before = Register(playbook_of(data))
    kpis = data / "kpis.yml"
    kpis.write_text(kpis.read_text("utf-8").replace(WAYS, "questions: [shelves.untranslated]"), "utf-8")
    (data / "symptoms.yml").unlink()
    after = Register(playbook_of(data))
    assert after.codes == before.codes
    assert after.prints["kpi"] == before.prints["kpi"]


def test_change_of_a_symptom_is_told(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    assert run("edition", "first", "--data", data).exit_code == 0
    symptoms = data / "symptoms.yml"
    symptoms.write_text(symptoms.read_text("utf-8").replace("en: It is loud", "en: It is very loud"), "utf-8")
    page = lxml.html.parse(built(data, tmp_path / "site") / "en" / "changes.html").getroot()
    [change] = page.xpath("//a[@href='symptoms.html#noise']")
    assert change.text_content() == "It is very loud"


@pytest.mark.parametrize(
    ("language", "run_it", "back", "action"),
    [
        (
            "en",
            "Talk about these questions with the team",
            "Back to the symptom: Readers leave with <empty> hands",
            "Label",
        ),
        ("ja", "この質問で話し合いを始める", "元の症状に戻る：読みたい本が{見つからない}", "ラベル"),
        ("zh", "用这些问题主持讨论", "返回症状：读者空手而归", "标签"),
    ],
)
def test_session_about_a_symptom_asks_its_questions_and_leads_back(
    language: str, run_it: str, back: str, action: str, sample_site: Path, page: Page
) -> None:
    page.goto((sample_site / language / "symptoms.html").as_uri())
    expect(page.locator("#noise").get_by_role("link", name=run_it)).to_have_count(0)  # it names no question
    page.locator(f"#{SYMPTOM}").get_by_role("link", name=run_it).click()
    page.wait_for_url(f"**/session.html?q=keys.spare-key&about={SYMPTOM}")
    title = back.partition("：" if "：" in back else ": ")[2]
    expect(page.locator(".pb-stage h2")).to_have_text(title)
    expect(page.locator(".pb-screen__agenda tbody tr")).to_have_count(4)
    page.locator(".pb-screen__form [href*='checklists.html']").first.click()  # by way of the builder, too
    expect(page.locator("#plan").get_by_role("textbox").first).to_have_value(title)
    page.locator(".pb-plan__link").first.click()
    page.locator("form .pb-stage__next").click()
    for part in range(4):
        expect(page.locator(".pb-stage h1")).to_be_focused()
        if part == 2:  # its own actions stand first, whatever chapter they are of
            expect(page.locator(".pb-stage .pb-choice").first).to_contain_text(action)
        page.keyboard.press("PageDown")
    page.get_by_role("link", name=back).click()
    page.wait_for_url(f"**/{language}/symptoms.html#{SYMPTOM}")


@pytest.mark.parametrize("about", ["burnt", "../kpis", "javascript:alert(1)", "__proto__"])
def test_session_about_an_unknown_symptom_leads_nowhere_else(about: str, sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/session.html?q=keys.spare-key&about={about}")
    expect(page.locator("form .pb-stage__next")).to_be_visible()
    expect(page.locator(".pb-stage [href*='symptoms']")).to_have_count(0)
