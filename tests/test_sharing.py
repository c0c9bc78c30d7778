"""What a shared link shows, and what a reader who keeps the site among the programs of a system gets."""

import importlib.util
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from PIL import Image
from playwright.sync_api import Page

from playbook import pdf
from playbook.loading import load
from playbook.model.pictures import pictures
from playbook.model.playbook import Playbook
from playbook.pdf.pictures import phrases
from playbook.publish import broken_links
from tests.conftest import ROOT, run
from tests.serving import web_server

SITE = "https://library.example/handbook/"
SHELVES = "ja/pillars/shelves.html"
ASSETS = ROOT / "playbook" / "plugin" / "overrides" / "assets" / "playbook"


def head(page: Path) -> dict[str, list[str]]:
    """Return what the head of a page says, by property, name or relation."""
    found: dict[str, list[str]] = {}
    for one in lxml.html.fromstring(page.read_text("utf-8")).xpath("//head/meta | //head/link"):
        key = one.get("property") or one.get("name") or one.get("rel") or ""
        found.setdefault(key, []).append(one.get("content") or one.get("href") or "")
    return found


def opened(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


# ---- what pages say of themselves


def test_page_says_what_a_link_to_it_shows(sample_site: Path) -> None:
    said = head(sample_site / SHELVES)
    assert said["canonical"] == said["og:url"] == [SITE + SHELVES]
    assert said["og:title"] == ["書棚と秩序"]
    assert said["og:site_name"] == ["村の図書館ハンドブック"]
    assert said["og:description"] == said["description"]
    assert said["og:type"] == ["article"]
    assert said["og:locale"] == ["ja_JP"]
    assert said["og:locale:alternate"] == ["en_GB", "zh_CN"]


def test_first_page_is_the_site_itself(sample_site: Path) -> None:
    said = head(sample_site / "ja" / "index.html")
    assert said["og:title"] == said["og:site_name"]
    assert said["og:type"] == ["website"]
    assert f"{SITE}index.html" in said["alternate"]


def test_every_page_names_all_its_languages_with_whole_addresses(sample_site: Path) -> None:
    for path in sample_site.glob("*/**/*.html"):
        if "canonical" in path.read_text("utf-8"):
            links = [link for link in head(path)["alternate"] if not link.endswith("changes.xml")]
            assert len(links) == 4
            assert all((sample_site / link.removeprefix(SITE)).is_file() for link in links), path
            assert head(path)["canonical"][0] in links


def test_without_sheets_no_picture_is_named(sample_site: Path) -> None:
    said = head(sample_site / SHELVES)
    assert "og:image" not in said
    assert said["twitter:card"] == ["summary"]


def test_without_an_address_there_is_nothing_to_share(tiny_site: Path) -> None:
    said = head(tiny_site / "fr" / "pillars" / "soil.html")
    assert not [key for key in said if key.startswith(("og:", "twitter:")) or key in ("canonical", "alternate")]


def test_pages_name_the_pictures_that_the_build_draws(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data, site = copy_of("tiny"), tmp_path / "site"
    settings = data / "playbook.yml"
    # Without a slash at its end it means the same.
    settings.write_text(f"address: https://garden.example/book\n{settings.read_text('utf-8')}", "utf-8")
    result = run("build", "--data", data, "--output", site)
    assert result.exit_code == 0, result.output
    named = {path: said["og:image"][0] for path in site.glob("*/**/*.html") if "og:url" in (said := head(path))}
    chapter, other = named[site / "fr/pillars/soil.html"], named[site / "fr/kpis.html"]
    assert chapter == "https://garden.example/book/share/soil.fr.png"
    assert other == "https://garden.example/book/share/playbook.fr.png"
    assert {path.name for path in (site / "share").iterdir()} == {address.split("/")[-1] for address in named.values()}
    assert head(site / "fr/pillars/soil.html")["twitter:card"] == ["summary_large_image"]
    (site / "share" / "soil.fr.png").unlink()
    broken = [(problem.path, problem.code) for problem in broken_links(site, "https://garden.example/book")]
    assert broken == [("fr/pillars/soil.html", "broken-link")]


# ---- the pictures


@pytest.fixture(scope="module")
def drawn(sample: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    pdf.draw(sample, pictures(sample), folder, pdf.Cache(None))
    return folder


def test_each_chapter_has_a_picture_in_each_language(drawn: Path, sample: Playbook) -> None:
    ids = [*(one.id for one in (*sample.chapters, *sample.series)), "playbook"]
    names = {f"{id}.{language}.png" for id in ids for language in sample.settings.languages}
    assert {path.name for path in drawn.iterdir()} == names
    assert {opened(path).size for path in drawn.iterdir()} == {(1200, 630)}


def test_pictures_of_one_chapter_differ_by_language(drawn: Path) -> None:
    assert len({(drawn / f"shelves.{id}.png").read_bytes() for id in ("en", "ja", "zh")}) == 3


def test_picture_is_the_same_each_time(drawn: Path, sample: Playbook, tmp_path: Path) -> None:
    wanted = pictures(sample)[:3]
    cache = pdf.Cache(tmp_path / "cache")
    for folder in ("anew", "kept"):
        pdf.draw(sample, wanted, tmp_path / folder, cache)
        for one in wanted:
            assert (tmp_path / folder / one.name).read_bytes() == (drawn / one.name).read_bytes()


@pytest.mark.parametrize(
    "title", ["#panic() $x$ [a]", "長い話" * 99, "word " * 99, "ページ" * 30, "a" * 299], ids=range(5)
)
def test_any_title_keeps_inside_its_picture(title: str, copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    shelves = data / "pillars" / "shelves.yml"
    written = json.dumps(title.strip(), ensure_ascii=False)
    told = re.sub(r"(?m)^(  ja: ).*$", lambda line: line[1] + written, shelves.read_text("utf-8"), count=1)
    shelves.write_text(told, "utf-8")
    playbook = load(data).playbook
    assert playbook is not None
    wanted = [one for one in pictures(playbook) if (one.id, one.language) == ("shelves", "ja")]
    pdf.draw(playbook, wanted, tmp_path / "drawn", pdf.Cache(None))
    picture = opened(tmp_path / "drawn" / wanted[0].name).convert("RGB")
    right, foot = picture.crop((1160, 0, 1200, 630)), picture.crop((400, 620, 1200, 630))
    assert {*right.tobytes(), *foot.tobytes()} == {255}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("放棄呼への対応", "放棄呼への|対応"),
        ("センター運営プレイブック", "センター|運営|プレイブック"),
        ("「見つかった」問題を、お客様へ", "「見つかった」|問題を、|お客様へ"),
        ("结果讲得清；人员变了，优势还在", "结果讲得清；|人员变了，|优势还在"),
        ("One view of quality", "One view of quality"),
    ],
)
def test_lines_end_where_no_word_is_torn(words: str, parts: str) -> None:
    assert ["".join(part) for part in phrases(words)] == parts.split("|")


# ---- a site that is installed


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("ja", "ja"), ("zh", "zh-Hans")])
def test_manifest_leads_to_files_of_the_site_wherever_it_stands(language: str, tag: str, sample_site: Path) -> None:
    folder = sample_site / language
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert said["lang"] == tag
    assert said["name"] in (folder / "index.html").read_text("utf-8")
    assert (folder / said["start_url"]).is_file()
    for icon in said["icons"]:
        width, height = opened(folder / icon["src"]).size
        assert icon["sizes"] == f"{width}x{height}"
    assert [icon["sizes"] for icon in said["icons"]] == ["192x192", "512x512"]


def test_browser_reads_the_manifest_below_any_path(sample_site: Path, page: Page, tmp_path: Path) -> None:
    (tmp_path / "handbook").symlink_to(sample_site)
    with web_server(tmp_path) as address:
        page.goto(f"{address}/handbook/{SHELVES}")
        assert page.locator("link[rel=manifest]").count() == 0
        page.goto(f"{address}/handbook/ja/")
        said = page.context.new_cdp_session(page).send("Page.getAppManifest")
        assert said["errors"] == []
        assert said["manifest"]["startUrl"] == f"{address}/handbook/ja/index.html"
        assert said["manifest"]["icons"][0]["url"].startswith(f"{address}/handbook/assets/")


def test_page_from_a_disk_names_no_manifest(sample_site: Path, page: Page) -> None:
    page.goto((sample_site / "ja" / "index.html").as_uri())
    assert page.locator("link[rel=manifest]").count() == 0


@pytest.mark.parametrize(("system", "chosen"), [("light", "#141a19"), ("dark", "#ffffff")])
def test_what_surrounds_the_page_follows_the_colours_that_are_chosen(
    system: str, chosen: str, sample_site: Path, page: Page
) -> None:
    page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
    page.goto((sample_site / SHELVES).as_uri())
    page.locator(".pb-scheme").click()
    metas = "metas => metas.filter(meta => matchMedia(meta.media).matches).map(meta => meta.content)"
    assert page.locator("meta[name=theme-color]").evaluate_all(metas) == [chosen]


def test_icons_show_the_sign_of_the_playbook() -> None:
    place = ROOT / "requirements" / "icons.py"
    spec = importlib.util.spec_from_file_location("icons", place)
    assert spec
    assert spec.loader
    icons = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(icons)
    for size in icons.ICONS:
        now = Image.open(io.BytesIO(icons.icon(size)))
        assert opened(ASSETS / f"icon-{size}.png").tobytes() == now.tobytes(), "make icons"
