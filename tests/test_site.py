"""The finished site: addresses, languages, navigation, edit links, machine-readable content."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.model.playbook import Playbook
from tests.conftest import ROOT, built, run

TAGS = {"en": "en-GB", "ja": "ja", "zh": "zh-Hans"}


def read(site: Path, address: str) -> str:
    return (site / address).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", TAGS)
def test_every_chapter_of_the_real_content_has_its_page(language: str, real: Playbook, real_site: Path) -> None:
    for entry in real.entries.values():
        page = read(real_site, f"{language}/{entry.address.split('#')[0]}")
        assert f'<html lang="{TAGS[language]}"' in page
        assert f'data-item="{entry.whole_id}"' in page


@pytest.mark.parametrize(
    "id",
    ["mission-and-strategy", "leadership", "contact-centre-planning", "glossary.agent", "kpis.aht", "model.reactive"],
)
def test_what_others_rely_on_stands_in_playbook_json(id: str, real_site: Path) -> None:
    items = {item["id"]: item for item in json.loads(read(real_site, "playbook.json"))["items"]}
    assert set(items[id]["texts"]["title"]) == {"en", "ja", "zh"}
    assert (real_site / "ja" / items[id]["address"].split("#")[0]).is_file()


def test_real_content_has_no_problem() -> None:
    result = run("check", "--data", ROOT / "data")
    assert (result.exit_code, result.output) == (0, "")


def test_mission_and_strategy_is_complete(real: Playbook) -> None:
    article = next(article for article in real.articles if article.id == "mission-and-strategy")
    assert len(article.introduction) == 3
    assert len(article.benefits) == 3
    assert [len(group.questions) for group in article.groups] == [3, 2, 2, 1]
    assert [len(action.examples) for action in article.actions] == [0, 0, 0, 5, 0, 0]
    assert article.gate == "before-planning"


def test_operating_model_is_complete(real: Playbook) -> None:
    assert (len(real.pillars), len(real.results), real.model.hub) == (7, 5, "measurement")
    measured = {id for relation in real.model.relations if relation.how == "measures" for id in relation.targets}
    assert measured >= {pillar.id for pillar in real.pillars} - {"measurement"}


def test_map_has_a_cell_for_every_pair_with_actions_of_its_own_pillar(real: Playbook, real_site: Path) -> None:
    assert len(real.model.map) == len(real.pillars) * len(real.results)
    page = read(real_site, "ja/map.html")
    for pillar in real.pillars:
        for result in real.results:
            cell = real.cell_by_pair[pillar.id, result.id]
            assert bool(cell.actions) == bool(cell.kpis) != bool(cell.reason)
            assert {action.split(".")[0] for action in cell.actions} <= {pillar.id}
            assert bool(cell.actions) or result.id not in pillar.moves
            assert f'href="#{cell.id}"' in page
            assert f'id="{cell.id}"' in page


def test_page_of_the_map_says_when_there_is_none(tiny_site: Path) -> None:
    assert "Rien n’est encore relié." in read(tiny_site, "fr/map.html")


def test_navigation_speaks_one_language_and_opens_one_series(sample_site: Path) -> None:
    inside = navigation(read(sample_site, "ja/series/opening-day/keys.html"))
    outside = navigation(read(sample_site, "ja/pillars/shelves.html"))
    assert "書棚と秩序" in outside
    assert "Shelves" not in inside + outside
    assert 'href="welcome.html"' in inside
    assert "welcome.html" not in outside
    assert 'href="../series/opening-day/index.html"' in outside


def navigation(page: str) -> str:
    found = re.search(
        r'<div class="md-sidebar md-sidebar--primary".*?<div class="md-sidebar md-sidebar--secondary"', page, re.S
    )
    assert found
    return found[0]


def test_neighbours_are_those_of_the_series(sample_site: Path) -> None:
    page = read(sample_site, "en/series/opening-day/keys.html")
    assert 'href="index.html" rel="prev">' in page
    assert 'href="welcome.html" rel="next">' in page
    home = read(sample_site, "en/index.html")
    assert 'rel="prev"' not in home


def test_site_name_and_interface_follow_the_language(sample_site: Path) -> None:
    page = read(sample_site, "zh/pillars/shelves.html")
    assert "<title>书架与秩序 - 乡村图书馆手册</title>" in page
    assert 'title="编辑此页"' in page


def test_alternates_name_the_same_page(sample_site: Path) -> None:
    page = read(sample_site, "ja/pillars/shelves.html")
    for id, tag in TAGS.items():
        assert f'hreflang="{tag}" href="https://library.example/handbook/{id}/pillars/shelves.html">' in page


def test_edit_link_opens_the_yaml_file(sample_site: Path) -> None:
    address = "https://git.example/library/handbook/edit/main/data/pillars/shelves.yml"
    assert f'href="{address}"' in read(sample_site, "ja/pillars/shelves.html")


def test_page_names_its_file_where_no_forge_is_known(real_site: Path) -> None:
    page = read(real_site, "ja/pillars/leadership.html")
    assert "<code>data/pillars/leadership.yml</code>" in page
    assert 'rel="edit"' not in page


def test_missing_translation_is_shown_marked_in_its_own_language(sample_site: Path) -> None:
    page = read(sample_site, "zh/pillars/shelves.html")
    assert re.search(
        r'<div lang="en-GB" class="pb-other" data-state="missing"><p data-text>Who may move a shelf\?</p> '
        r'<small class="pb-state" lang="zh-Hans">',
        page,
    )


def test_untranslated_title_says_so_wherever_it_leads_to_its_page(
    copy_of: Callable[[str], Path], tmp_path: Path
) -> None:
    data = copy_of("sample")
    counting = data / "pillars" / "counting.yml"
    counting.write_text(re.sub(r"  zh: .*\n", "", counting.read_text("utf-8"), count=1), "utf-8")
    site = built(data, tmp_path / "site")
    for address in ("zh/pillars/index.html", "zh/pillars/helpers.html", "zh/pillars/counting.html"):
        links = re.findall(r'class="md-ellipsis">\s*(\S.*?)\s*</(?:span|div)>', read(site, address))
        titles = [title for title in links if "Counting" in title]
        assert titles
        assert all('<span lang="en-GB">Counting' in title for title in titles), address
    assert 'lang="en-GB"' in read(site, "zh/model.html").split("<figure", 1)[1].split("</figure")[0]


def test_page_not_found_speaks_all_languages(sample_site: Path) -> None:
    page = read(sample_site, "404.html")
    for tag in TAGS.values():
        assert f'<section lang="{tag}" class="pb-not-found">' in page
    assert 'href="/handbook/ja/index.html"' in page
    assert 'action="/handbook/zh/search.html"' in page


def test_page_not_found_needs_no_other_file(sample_site: Path, tiny_site: Path) -> None:
    for site in (sample_site, tiny_site):
        page = read(site, "404.html")
        assert "style-src 'self' 'sha256-" in page
        assert not re.search(r"<link|<img|\bsrc=", page)


def test_page_not_found_speaks_all_languages_without_an_address_too(tiny_site: Path) -> None:
    page = read(tiny_site, "404.html")
    assert '<section lang="fr" class="pb-not-found">' in page
    assert "script-src 'self' 'sha256-" in page


def test_sitemap_has_every_page_with_its_alternates(sample_site: Path) -> None:
    sitemap = read(sample_site, "sitemap.xml")
    assert "<loc>https://library.example/handbook/zh/pillars/shelves.html</loc>" in sitemap
    assert 'hreflang="ja" href="https://library.example/handbook/ja/pillars/shelves.html"' in sitemap


@pytest.mark.parametrize("language", TAGS)
def test_every_page_describes_itself(language: str, sample_site: Path) -> None:
    found = {}
    for path in sample_site.glob(f"{language}/**/*.html"):
        page = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' not in page:
            described = re.search(r'<meta name="description" content="([^"]{1,200})">', page)
            found[path.name] = described[1] if described else ""
    assert [name for name, words in found.items() if not words] == []
    assert found["shelves.html"].startswith(("Every book is found in a minute", "どの本も一分で", "每本书一分钟"))


def test_what_needs_an_address_is_left_out_without_one(tiny_site: Path) -> None:
    assert not (tiny_site / "sitemap.xml").exists()
    assert "canonical" not in read(tiny_site, "fr/pillars/soil.html")


def test_hostile_text_is_shown_as_it_is_written(sample_site: Path) -> None:
    page = read(sample_site, "en/series/opening-day/welcome.html")
    title = "Welcome &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &#123;&#123; 7 * 7 &#125;&#125;"
    assert page.count(title) >= 4, "title, heading, contents, navigation"
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "49" not in re.sub(r"[0-9a-f]{8}\.min", "", page).split("<article", 1)[1].split("</article")[0]


def test_every_page_allows_its_own_scripts_only(sample_site: Path) -> None:
    pages = list(sample_site.rglob("*.html"))
    assert len(pages) > 30
    for path in pages:
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', path.read_text(encoding="utf-8"))
        assert policy, path
        assert "unsafe" not in policy[1]
        assert "script-src 'self'" in policy[1]


def test_another_playbook_in_other_languages(tiny_site: Path) -> None:
    page = read(tiny_site, "fr/pillars/soil.html")
    assert '<html lang="fr"' in page
    assert "Le sol d’abord. Le reste suit." in page
    assert "Questions à discuter" in page
    assert not (tiny_site / "ja").exists()


def test_nothing_about_contact_centres_is_in_the_generator() -> None:
    for path in [*(ROOT / "playbook").rglob("*"), *(ROOT / "macros").rglob("*.py")]:
        if path.suffix in (".py", ".j2", ".yml", ".css", ".js", ".html"):
            assert not re.search(r"contact.?cent|コンタクト|联络中心", path.read_text(encoding="utf-8"), re.I), path


def test_new_pillar_needs_one_file_and_one_word(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    playbook = data / "playbook.yml"
    playbook.write_text(playbook.read_text(encoding="utf-8").replace("[shelves,", "[shelves, roof,"), encoding="utf-8")
    roof = "title:\n  en: Roof\n  ja: 屋根\n  zh: 屋顶\n"
    roof += "summary:\n  en: It is dry.\n  ja: 雨は漏りません。\n  zh: 不漏雨。\n"
    (data / "pillars" / "roof.yml").write_text(roof, encoding="utf-8")
    site = built(data, tmp_path / "site")
    for language, title in (("en", "Roof"), ("ja", "屋根"), ("zh", "屋顶")):
        assert f"<title>{title} - " in read(site, f"{language}/pillars/roof.html")
        assert title in navigation(read(site, f"{language}/pillars/shelves.html"))
        assert 'href="pillars/roof.html"' in read(site, f"{language}/index.html")
