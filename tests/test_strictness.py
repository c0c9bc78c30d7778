"""Nothing broken is published: each fault stops the build with a message, and the old site stays as it was."""

import hashlib
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
import yaml

from playbook import checks, publish
from playbook.cli import options
from playbook.loading import load
from tests.conftest import DATA, ROOT, built, run

CASES = yaml.safe_load((DATA / "failing-pages.yml").read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with pages of its own, and the generator of this one."""
    project = tmp_path / "project"
    project.mkdir()
    for name in ("playbook", "macros"):
        (project / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(ROOT / "docs", project / "docs")
    return project


def digest(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_faulty_page_stops_the_build(case: dict[str, str], project: Path, tmp_path: Path) -> None:
    (project / "docs" / "guide.md").write_text(case["page"], encoding="utf-8")
    site = tmp_path / "site"
    options = ("--no-pdf", "--config", project / "mkdocs.yml", "--data", DATA / "sample", "--output", site)
    result = run("build", *options)
    assert result.exit_code == 1, result.output
    assert case["says"] in result.output
    assert "Traceback" not in result.output
    assert not site.exists()


def test_page_without_words_stops_the_build(project: Path, tmp_path: Path) -> None:
    (project / "docs" / "extra.md").write_text("{{ contents() }}\n", encoding="utf-8")
    result = run("build", "--config", project / "mkdocs.yml", "--data", DATA / "sample", "--output", tmp_path / "site")
    assert result.exit_code == 1
    assert "docs/extra.md:1:1: file: this page has no words; add a page with the id 'extra' to pages.yml" in (
        result.output
    )


# Sections that the sample has already.
WORDS_OF_PAGES = ("begin-here",)


@pytest.mark.parametrize("page", sorted(checks.pages.STANDARD - {"index"} | {"home"}))
def test_no_section_can_have_an_anchor_that_its_page_has_already(
    page: str, sample_site: Path, copy_of: Callable[[str], Path]
) -> None:
    name = "index" if page == "home" else page
    page = page.removesuffix("/index")
    root = lxml.html.fromstring((sample_site / "en" / f"{name}.html").read_bytes())
    article = root.xpath("//article")[0]
    items = {str(id) for id in article.xpath(".//*[@data-item]/@id | .//section[@data-item]//h2/@id")}
    own = {str(id) for id in article.xpath(".//@id")} - {f"{id}-title" for id in items} - {page, "parish-notes"}
    own = {id for id in own if re.fullmatch("[a-z][a-z0-9-]*", id) and id not in WORDS_OF_PAGES}
    data = copy_of("sample")
    words = (data / "pages.yml").read_text("utf-8")
    sections = "".join(
        f"      - id: {id}\n        title:\n          en: A\n        text:\n          en: A\n" for id in sorted(own)
    )
    entry = re.search(rf"(?m)^  - id: {page}\n    title:\n(?:      .+\n)+", words)
    assert entry is not None
    (data / "pages.yml").write_text(f"pages:\n{entry[0]}    sections:\n{sections}", "utf-8") if own else None
    found = {one.facts["found"] for one in checks.check(load(data)) if one.code == "reserved-id"}
    assert found == own


@pytest.mark.parametrize("command", [("build", "--output", "site"), ("check",)], ids=lambda command: command[0])
def test_home_page_without_words_is_missed(
    command: tuple[str, ...], copy_of: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = copy_of("tiny")
    (data / "pages.yml").write_text("pages: []\n")
    result = run(*command, "--data", data)
    assert result.exit_code == 1
    assert "pages.yml:1:1: pages: the page 'home' is missing, with which every playbook begins" in result.output


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("model", ["model.yml levels", "model.yml relations"]),
        ("map", ["model.yml map"]),
        ("kpis", ["kpis.yml kpis"]),
        ("glossary", ["glossary.yml terms"]),
        ("sources", ["pages.yml sources"]),
    ],
)
@pytest.mark.parametrize("command", [("build", "--output", "site"), ("check",)], ids=lambda command: command[0])
def test_content_without_the_page_that_shows_it_is_named(
    command: tuple[str, ...],
    page: str,
    fields: list[str],
    copy_of: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    data = copy_of("sample")
    words = (data / "pages.yml").read_text("utf-8")
    (data / "pages.yml").write_text(without_page(words, page), "utf-8")
    result = run(*command, "--data", data)
    assert result.exit_code == 1
    said = f": no page shows this; add a page with the id '{page}'"
    named = [line.partition(said)[0] for line in result.output.splitlines() if said in line]
    assert named == [place_of(*field.split(), data) for field in fields]


def place_of(path: str, field: str, data: Path) -> str:
    lines = (data / path).read_text("utf-8").splitlines()
    return f"{path}:{lines.index(f'{field}:') + 1}:1: {field}"


def without_page(words: str, page: str) -> str:
    entries = re.split(r"(?m)^(?=  - id: )", words)
    return "".join(entry for entry in entries if not entry.startswith(f"  - id: {page}\n"))


def test_pages_are_checked_before_they_are_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "docs" / "guide.md").write_text("---\nhide: [toc]\n")
    (tmp_path / "docs" / "extra.md").write_bytes(b"caf\xe9\n")
    (tmp_path / "docs" / "map.md").unlink()
    monkeypatch.setattr(options, "ROOT", tmp_path)
    result = run("check", "--data", DATA / "sample", "--format", "github")
    assert result.exit_code == 1
    said = [re.match(r"::error file=([^,]+),line=(\d+),.*::(.{20})", line) for line in result.output.splitlines()]
    assert [match.groups() for match in said if match] == [
        ("docs/extra.md", "1", "this page has no wor"),
        ("docs/extra.md", "1", "the file is not save"),
        ("docs/guide.md", "1", "'---' opens front ma"),
        ("tests/data/sample/pages.yml", "51", "there is no docs/map"),
    ]


LACKING = [
    ("  - playbook\n", "", "plugins: playbook"),
    (
        "  - macros:\n      module_name: macros\n      on_error_fail: true\n      on_undefined: strict\n",
        "",
        "plugins: macros",
    ),
    ("module_name: macros", "module_name: macro", "macros/"),
    ("name: material\n", "name: mkdocs\n", "theme: material"),
    ("use_directory_urls: false", "use_directory_urls: true", "use_directory_urls: false"),
]


@pytest.mark.parametrize(("old", "new", "lacking"), LACKING, ids=[lacking for _, _, lacking in LACKING])
def test_configuration_that_builds_no_playbook_says_what_it_lacks(
    old: str, new: str, lacking: str, project: Path, tmp_path: Path
) -> None:
    settings = (project / "mkdocs.yml").read_text("utf-8")
    assert old in settings
    (project / "mkdocs.yml").write_text(settings.replace(old, new), "utf-8")
    where = ("--config", project / "mkdocs.yml", "--data", DATA / "tiny", "--output", tmp_path / "site")
    result = run("build", "--no-pdf", *where)
    assert result.exit_code == 1
    assert result.output.startswith(
        f"mkdocs.yml:1:1: file: this configuration builds no playbook; it lacks: {lacking}. "
    )


def test_words_without_page_stop_the_build(project: Path, tmp_path: Path) -> None:
    (project / "docs" / "guide.md").unlink()
    result = run("build", "--config", project / "mkdocs.yml", "--data", DATA / "sample", "--output", tmp_path / "site")
    assert result.exit_code == 1
    assert "guide: there is no docs/guide.md; add that file, or take the page out of pages.yml" in result.output


def test_failed_build_leaves_the_old_site(copy_of: Callable[[str], Path], sample_site: Path, tmp_path: Path) -> None:
    data, site = copy_of("sample"), Path(shutil.copytree(sample_site, tmp_path / "site"))
    before = digest(site)
    chapter = data / "pillars" / "shelves.yml"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("loans, late", "loans, lat"), encoding="utf-8")
    result = run("build", "--data", data, "--output", site)
    assert result.exit_code == 1
    assert "pillars/shelves.yml:89:15: kpis.2: there is no KPI with the id 'lat'" in result.output
    assert digest(site) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_full_disk_leaves_the_old_site(sample_site: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(sample_site, tmp_path / "site"))
    before = digest(site)

    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--data", DATA / "sample", "--output", site]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=allow_little)
    assert done.returncode == 1
    assert "cannot write here (File too large); the old site is unchanged" in done.stdout
    assert "Traceback" not in done.stderr
    assert digest(site) == before


@pytest.mark.parametrize("kind", ["notes", "file", "data", "around data"])
def test_nothing_but_a_site_is_replaced(kind: str, copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    site = {"notes": tmp_path / "notes", "file": tmp_path / "file", "data": data, "around data": tmp_path}[kind]
    before = digest(tmp_path)
    result = run("build", "--data", data, "--output", site)
    assert result.exit_code == 1
    assert "something other than a site of this program is here" in result.output
    assert digest(tmp_path) == before


def test_playbook_without_words_for_a_page_of_the_generator_goes_without_it(
    copy_of: Callable[[str], Path], tmp_path: Path
) -> None:
    data = copy_of("tiny")
    (data / "pages.yml").write_text("pages:\n  - id: home\n    title:\n      en: Garden\n      fr: Jardin\n")
    site = built(data, tmp_path / "site")
    assert not (site / "fr" / "glossary.html").exists()
    assert (site / "fr" / "pillars" / "soil.html").is_file()


def test_two_builds_are_equal(sample_site: Path, tmp_path: Path) -> None:
    assert digest(built(DATA / "sample", tmp_path / "site")) == digest(sample_site)


def test_new_site_takes_the_place_of_the_old_in_one_step(tmp_path: Path) -> None:
    old, new = tmp_path / "site", tmp_path / "new"
    old.mkdir()
    (old / "old.html").touch()
    new.mkdir()
    (new / "new.html").touch()
    publish.put_in_place(new, old)
    assert [path.name for path in old.iterdir()] == ["new.html"]


def test_links_of_a_finished_site_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html#here">x</a><a href="b.html#gone">x</a><img src="gone.png"><a href="https://far.example/">x</a>'
        '<p id="twice"></p><p id="twice"></p><a href="https://[far">x</a>'
    )
    (tmp_path / "b.html").write_text('<p id="here"></p><a href="../outside.html">x</a>')
    found = [(problem.path, problem.code, problem.facts["found"]) for problem in publish.broken_links(tmp_path)]
    assert found == [
        ("a.html", "repeated-anchor", "twice"),
        ("a.html", "missing-anchor", "b.html#gone"),
        ("a.html", "broken-link", "gone.png"),
        ("a.html", "broken-address", "https://[far"),
        ("b.html", "broken-link", "../outside.html"),
    ]
