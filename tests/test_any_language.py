"""A playbook in languages that nobody prepared, and in one whose only preparation is its row."""

import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Page, expect

from playbook import checks
from playbook.editions.codes import Register
from playbook.html.language_runs import Foreign
from playbook.languages import LANGUAGES, language, row, table
from playbook.languages.scripts import SCRIPTS
from playbook.loading import load
from playbook.model.playbook import Playbook, SaidMost
from playbook.model.sheets import PAGE, sheets
from playbook.pdf.typesetting import Typesetter
from playbook.problems import Severity
from tests.conftest import DATA, ROOT, built, run

CASES: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "languages.yml").read_text(encoding="utf-8"))
PRINTED = ("en", "de")


def garden(folder: Path, cases: dict[str, dict[str, Any]]) -> Path:
    """Write a playbook of one chapter in English and other languages."""

    def said(key: str, english: str) -> dict[str, str]:
        return {"en": english, **{id: case[key] for id, case in cases.items()}}

    question = {"id": "colour", "text": said("question", "Which colour has it?")}
    chapter = {"title": said("title", "Soil"), "summary": said("summary", "Soil comes first.")}
    settings = {"title": {"en": "Garden book"}, "languages": ["en", *cases], "pillars": ["soil"]}
    pages = [{"id": id, "title": {"en": id.title()}} for id in ("home", "search", "translations")]
    files = {
        "playbook.yml": settings,
        "pages.yml": {"pages": pages},
        "pillars/soil.yml": {**chapter, "groups": [{"id": "looking", "questions": [question]}]},
    }
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return garden(tmp_path_factory.mktemp("languages") / "data", CASES)


@pytest.fixture(scope="module")
def playbook(data: Path) -> Playbook:
    found = load(data).playbook
    assert found is not None
    return found


@pytest.fixture(scope="module")
def site(data: Path) -> Path:
    return built(data, data.parent / "site")


@pytest.mark.parametrize("id", CASES)
def test_row_has_what_its_tag_and_its_script_tell(id: str) -> None:
    found = language(id)
    assert id not in LANGUAGES
    assert {name: getattr(found, name) for name in CASES[id]["row"]} == CASES[id]["row"]


@pytest.mark.parametrize(
    ("tag", "written", "script", "direction"),
    [
        ("pt-br", "pt-BR", "Latn", "ltr"),
        ("sr", "sr", "Cyrl", "ltr"),
        ("sr-latn-rs", "sr-Latn-RS", "Latn", "ltr"),
        ("zh-TW", "zh-TW", "Hant", "ltr"),
        ("he", "he", "Hebr", "rtl"),
        ("th", "th", "Thai", "ltr"),
        ("am", "am", "Ethi", "ltr"),
        ("tlh", "tlh", "Latn", "ltr"),
    ],
)
def test_any_tag_gives_a_row(tag: str, written: str, script: str, direction: str) -> None:
    found = language(tag)
    assert (found.tag, found.script, found.direction) == (written, script, direction)
    assert found.name


def test_check_warns_and_finds_no_error(data: Path) -> None:
    done = run("check", "--data", data, "--format", "json")
    assert done.exit_code == 0, done.output
    problems = json.loads(done.stdout)
    named = [one["field"] for one in problems if one["code"] == "not-printed"]
    assert named == ["languages.3", "languages.4", "languages.5"], "one message for each, and none for a character"
    assert {one["code"] for one in problems} == {"no-translation", "words-missing", "not-printed"}


def test_missing_words_stop_a_playbook_that_says_it_is_complete(tmp_path: Path) -> None:
    data = garden(tmp_path, {"de": CASES["de"]})
    settings = data / "playbook.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}complete: true\n", encoding="utf-8")
    problems = checks.check(load(data))
    assert [one.severity for one in problems if one.code == "words-missing"] == [Severity.ERROR]


@pytest.mark.parametrize("id", CASES)
def test_page_is_in_its_language_and_says_which_words_are_not(id: str, site: Path) -> None:
    page = (site / id / "pillars/soil.html").read_text(encoding="utf-8")
    assert f'<html lang="{id}"' in page
    assert f"<title>{CASES[id]['title']} - " in page
    assert CASES[id]["question"] in page
    assert '<span data-text lang="en-GB">Questions to discuss</span>' in page
    assert f":lang({id}) {{" in next((site / "assets").rglob("languages*.css")).read_text(encoding="utf-8")


@pytest.mark.parametrize("id", CASES)
def test_search_finds_a_word(id: str, site: Path, page: Page) -> None:
    page.goto(f"{site.as_uri()}/{id}/search.html?q={quote(CASES[id]['asked'])}")
    expect(page.get_by_role("option").first).to_contain_text(CASES[id]["asked"])


@pytest.mark.parametrize("id", CASES)
def test_language_stands_beside_another(id: str, site: Path, page: Page) -> None:
    page.goto(f"{site.as_uri()}/{id}/pillars/soil.html?with=en")
    expect(page.locator("[lang=en-GB]", has_text="Which colour has it?").first).to_be_visible()
    page.goto(f"{site.as_uri()}/en/pillars/soil.html?with={id}")
    expect(page.locator(f"[lang={id}]", has_text=CASES[id]["question"]).first).to_be_visible()


def test_each_text_runs_in_the_direction_of_its_language(site: Path, page: Page) -> None:
    direction = "element => getComputedStyle(element).direction"
    for id, other, there, beside in (("ar", "en", "rtl", "ltr"), ("en", "ar", "ltr", "rtl")):
        page.goto(f"{site.as_uri()}/{id}/pillars/soil.html?with={other}")
        assert page.locator("html").evaluate(direction) == there
        second = {"en": "Which colour has it?", "ar": CASES["ar"]["question"]}[other]
        text = page.locator(f"[lang={language(other).tag}]", has_text=second).first
        expect(text).to_be_visible()
        assert text.evaluate(direction) == beside
        # The number of a question stands where its line begins.
        number, question = (
            page.locator(f".pb-question-list {part}").first.bounding_box() for part in (".pb-number", "p")
        )
        assert number is not None
        assert question is not None
        assert (number["x"] > question["x"]) == (there == "rtl")


def test_only_languages_with_a_font_have_sheets(playbook: Playbook) -> None:
    assert {id for sheet in sheets(playbook) for id in sheet.languages} == set(PRINTED)
    known = Register(playbook).sheets.values()
    assert {sheet.languages for sheet in known if sheet.kind != PAGE} == {(id,) for id in PRINTED}
    assert {sheet.languages for sheet in known if sheet.kind == PAGE} == {(id,) for id in ("en", *CASES)}, (
        "a browser has its own fonts"
    )


def test_site_with_sheets_names_each_language_without_once(data: Path, tmp_path: Path) -> None:
    done = run("build", "--data", data, "--site", tmp_path / "site")
    assert done.exit_code == 0, done.output
    assert done.output.count("no font of the project has the letters of") == 3
    assert {path.name.split(".")[2] for path in (tmp_path / "site/print").glob("*.pdf")} == set(PRINTED)
    assert "soil.card.de.pdf" in (tmp_path / "site/de/pillars/soil.html").read_text(encoding="utf-8")
    assert ".pdf" not in (tmp_path / "site/ko/pillars/soil.html").read_text(encoding="utf-8")


def test_sheets_of_a_language_without_a_font_are_refused_with_the_reason(data: Path, tmp_path: Path) -> None:
    done = run("pdf", "--data", data, "--lang", "ko", "--to", tmp_path)
    assert done.exit_code == 2
    assert "no font of the project has the letters of 'ko'" in done.output
    assert "'ko' is none of these: en, de, en-de, de-en" in done.output


def test_languages_with_a_font_find_their_letters_in_it() -> None:
    letters = {"de": "äöüßÄÖÜ„“", "fr": "éèêëàâçîïôœùû«»’", "es": "áéíóúñ¿¡", "vi": "ăâđêôơưạệ", "ru": "жщъыьэюяё"}
    known = Typesetter().characters
    assert {id: set(of) - known for id, of in letters.items()} == {id: set() for id in letters}
    assert all(language(id).face for id in letters)
    assert [id for id in ("pl", "cs", "tr", "el", "uk", "ko", "th", "zh-Hant", "zh-HK") if language(id).face] == []


# ---- words of one language in another


@pytest.mark.parametrize(
    ("own", "text", "foreign"),
    [
        ("ko", "콜센터는 call centre agents 라고 합니다", [("call centre agents", "en")]),
        ("ko", "일본어로 カイゼン 이라고 합니다", [("カイゼン", "ja")]),
        ("ko", "大韓民國의 학교", []),
        ("ja", "韓国では「토양」と言います", [("토양", "ko")]),
        ("en", "Soil is التربة in Arabic and 토양 in Korean", [("التربة", "ar"), ("토양", "ko")]),
        ("ar", "التربة تسمى soil and earth هنا", [("soil and earth", "en")]),
        ("de", "Größe heißt 크기", [("크기", "ko")]),
    ],
)
def test_words_in_other_letters_say_their_language(own: str, text: str, foreign: list[tuple[str, str]]) -> None:
    told = Foreign(tuple(map(language, ("en", "ja", "ko", "ar", "de"))), SaidMost(defaultdict(str)))
    found = list(told.runs(text, language(own)))
    assert "".join(run for run, _ in found) == text
    assert [(run, one.id) for run, one in found if one.id != own] == foreign


# ---- a language is one row


def test_language_needs_its_row_and_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    invented = row("qya", name="Quenya", script="Kore", separator=" · ", colon=" :: ", face="Noto Sans JP", size="19px")
    monkeypatch.setitem(table._BY_ID, "qya", invented)
    said = {"title": "Cemen", "summary": "Cemen 토양 minya ná.", "question": "Mana quilë?"}
    data = garden(tmp_path / "data", {"qya": said})
    assert checks.errors(checks.check(load(data))) == ()
    site = built(data, tmp_path / "site")
    page = (site / "qya/pillars/soil.html").read_text(encoding="utf-8")
    assert "Text of this page</span> :: " in page
    assert "--pb-size: 19px" in next((site / "assets").rglob("languages*.css")).read_text(encoding="utf-8")
    playbook = load(data).playbook
    assert playbook is not None
    assert any(sheet.languages == ("qya",) for sheet in sheets(playbook))


@pytest.mark.parametrize("script", SCRIPTS)
def test_row_may_have_any_script(script: str, copy_of: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table._BY_ID, "fr", row("fr", name="Français", script=script))
    playbook = load(copy_of("tiny")).playbook
    assert playbook is not None
    told = Foreign(tuple(map(language, ("en", "fr", "ja"))), playbook.said_most)
    for located in playbook.texts.values():
        words = located.text.plain("fr")
        assert "".join(run for run, _ in told.runs(words, language("fr"))) == words


# What stands between two letters of which one is not ASCII, or between two codes, is a range.
RANGE = re.compile(
    r"[^\x00-\x7f]-[^\x00-\x7f]|\\[uU][0-9a-fA-F]{4,8}-\\[uU]|range\(0x[0-9A-Fa-f]{4}|[<>]=? ?0x[0-9A-Fa-f]{4}"
)
# Files with ranges that are of no script, and why.
OTHERS = {
    "playbook/parsing/tree.py": "control characters, and bytes of old encodings",
    "playbook/workbook/reading.py": "control characters, and those that turn the direction",
    "playbook/search/folding.py": "accents, which are marks and no letters",
}


def test_ranges_of_scripts_stand_with_the_languages_alone() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "playbook").rglob("*.py")
        if path.parent != ROOT / "playbook/languages" and RANGE.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(OTHERS)
