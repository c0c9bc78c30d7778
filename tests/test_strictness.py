"""Nothing broken is published: each fault stops the build with a message, and the old site stays as it was."""

import hashlib
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from playbook import publish
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
    result = run("build", "--config", project / "mkdocs.yml", "--data", DATA / "sample", "--output", site)
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


def test_home_page_without_words_is_called_by_its_id(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("tiny")
    (data / "pages.yml").write_text("pages: []\n")
    result = run("build", "--data", data, "--output", tmp_path / "site")
    assert "docs/index.md:1:1: file: this page has no words; add a page with the id 'home'" in result.output


def test_words_without_page_stop_the_build(project: Path, tmp_path: Path) -> None:
    (project / "docs" / "guide.md").unlink()
    result = run("build", "--config", project / "mkdocs.yml", "--data", DATA / "sample", "--output", tmp_path / "site")
    assert result.exit_code == 1
    assert "guide: there is no docs/guide.md; add that file, or take the page out of pages.yml" in result.output


def test_failed_build_leaves_the_old_site(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data, site = copy_of("sample"), tmp_path / "site"
    built(data, site)
    before = digest(site)
    chapter = data / "pillars" / "shelves.yml"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("loans, late", "loans, lat"), encoding="utf-8")
    result = run("build", "--data", data, "--output", site)
    assert result.exit_code == 1
    assert "pillars/shelves.yml:89:15: kpis.2: there is no KPI with the id 'lat'" in result.output
    assert digest(site) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    site = built(DATA / "sample", tmp_path / "site")
    before = digest(site)

    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    command = [sys.executable, "-m", "playbook", "build", "--data", DATA / "sample", "--output", site]
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


def test_two_builds_are_equal(tmp_path: Path) -> None:
    assert digest(built(DATA / "sample", tmp_path / "a")) == digest(built(DATA / "sample", tmp_path / "b"))


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
        '<p id="twice"></p><p id="twice"></p>'
    )
    (tmp_path / "b.html").write_text('<p id="here"></p><a href="../outside.html">x</a>')
    found = [(problem.path, problem.code, problem.facts["found"]) for problem in publish.broken_links(tmp_path)]
    assert found == [
        ("a.html", "repeated-anchor", "twice"),
        ("a.html", "missing-anchor", "b.html#gone"),
        ("a.html", "broken-link", "gone.png"),
        ("b.html", "broken-link", "../outside.html"),
    ]
