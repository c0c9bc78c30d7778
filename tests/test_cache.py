"""What was made before is used again where nothing changed, and a build from it is the same to the byte as without."""

import contextlib
import errno
import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook import publish
from playbook.cache import Cache, sources
from playbook.cli import keeping
from playbook.loading import load_words
from playbook.problems import fill
from tests.conftest import DATA, ROOT, run
from tests.faults import Forks
from tests.test_strictness import digest

CHANGES: list[dict[str, Any]] = yaml.safe_load((DATA / "cache.yml").read_text("utf-8"))
SENTENCES = load_words("en").sentences
# So many changes are made one after the other before all is compared with what is made of nothing.
TOGETHER = 4
# Where a change is one of what a process has read when it begins.
CODE = ("playbook/", "macros/")


class Project:
    """A checkout of its own, with the sample as its content, that its own code builds.

    Its commands are forks of a process that has imported all, until some code changes: then each is a process anew.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        # What Python has compiled comes along: the copies are as old as what they are copies of.
        for name in ("playbook", "macros", "docs"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        shutil.copytree(DATA / "sample", root / "data")
        self.forks = contextlib.ExitStack()
        self.run: Callable[..., str] = functools.partial(self._forked, self.forks.enter_context(Forks(root)))

    def _forked(self, forks: Forks, *arguments: object) -> str:
        done = forks.run(*arguments, cache=str(self.root / ".cache" / "made"))
        assert done.code == 0, done.said
        return done.said

    def run_anew(self, *arguments: object) -> str:
        env = {**os.environ, "PYTHONPATH": str(self.root)}
        command = [sys.executable, "-m", "playbook", *map(str, arguments)]
        done = subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def build(self, *options: object) -> str:
        return self.run("build", "--no-pdf", "--explain", *options)

    def change(self, change: dict[str, Any]) -> None:
        if "command" in change:
            self.run(*change["command"])
            return
        if change["file"].startswith(CODE):
            self.forks.close()
            self.run = self.run_anew
        place = self.root / change["file"]
        text = place.read_text("utf-8")
        assert change["old"] in text, change["name"]
        place.write_text(text.replace(change["old"], change["new"], -1 if "all" in change else 1), "utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = Project(tmp_path_factory.mktemp("project"))
    with project.forks:
        project.build()
        yield project


@pytest.mark.parametrize("at", range(0, len(CHANGES), TOGETHER), ids=lambda at: CHANGES[at]["name"])
def test_a_build_from_the_cache_is_the_same_to_the_byte(project: Project, at: int) -> None:
    for change in CHANGES[at : at + TOGETHER]:
        project.change(change)
        assert SENTENCES["made-of-the-same"] not in project.build(), change["name"]
    project.build("--no-cache", "--output", project.root / "anew")
    assert digest(project.site) == digest(project.root / "anew")


def test_where_nothing_changed_nothing_is_imported_that_makes_a_site(project: Project) -> None:
    project.build()
    before = project.site.stat().st_ino
    banned = "import sys; sys.modules.update(dict.fromkeys(('mkdocs', 'lxml', 'typst', 'openpyxl', 'jinja2')))"
    (project.root / "sitecustomize.py").write_text(banned)
    try:
        said = project.run_anew("build", "--no-pdf", "--explain")
    finally:
        (project.root / "sitecustomize.py").unlink()
    assert SENTENCES["made-of-the-same"] in said
    assert project.site.stat().st_ino == before


# ---- in this process, with a cache of its own


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    cache = Cache(tmp_path / "cache")
    monkeypatch.setattr(keeping, "CACHE", cache)
    return cache


@pytest.fixture
def build(tmp_path: Path, cache: Cache) -> Callable[..., str]:
    """Return a function that builds the small playbook and returns what is explained."""
    assert cache.folder
    shutil.copytree(DATA / "tiny", tmp_path / "data")

    def build(*options: object) -> str:
        places = ("--data", tmp_path / "data", "--output", tmp_path / "site")
        result = run("build", "--no-pdf", "--explain", *places, *options)
        assert result.exit_code == 0, result.output
        return str(result.output)

    return build


def is_left(said: str) -> bool:
    return SENTENCES["made-of-the-same"] in said


@pytest.mark.parametrize(
    "harm",
    [
        lambda site: (site / "index.html").write_text("Another one."),
        lambda site: (site / "index.html").unlink(),
        lambda site: (site / "more.html").write_text("One more."),
        shutil.rmtree,
    ],
    ids=["changed", "gone", "more", "no site"],
)
def test_a_site_that_is_not_as_it_was_made_is_made_again(
    harm: Callable[[Path], object], build: Callable[..., str], tmp_path: Path
) -> None:
    build()
    whole = digest(tmp_path / "site")
    harm(tmp_path / "site")
    assert not is_left(build())
    assert digest(tmp_path / "site") == whole
    assert is_left(build())


def test_one_sentence_makes_those_things_again_that_say_it(build: Callable[..., str], tmp_path: Path) -> None:
    build()
    reword(tmp_path)
    made = next(line for line in build().splitlines() if line.startswith("Made again"))
    said = made.rpartition(": ")[2].split(", ")
    assert {"search/fr", "pillars/soil.html", "playbook.json"} <= set(said)
    assert {"search/en", "pillars/water.html", "guide.html", "map.html"}.isdisjoint(said)


def test_a_search_is_not_made_again_where_words_stand_on_other_lines(build: Callable[..., str], tmp_path: Path) -> None:
    build()
    place = tmp_path / "data" / "pillars" / "soil.yml"
    place.write_text(f"# One line more.\n{place.read_text('utf-8')}", "utf-8")
    said = build()
    assert "Made again" in said
    assert "search/" not in said


def reword(tmp_path: Path) -> None:
    place = tmp_path / "data" / "pillars" / "soil.yml"
    place.write_text(place.read_text("utf-8").replace("Le sol d’abord.", "Le sol passe d’abord."), "utf-8")


def other_bytes(page: Path) -> None:
    page.write_bytes(page.read_bytes()[::-1])


def a_link(page: Path) -> None:
    page.rename(page.with_name("elsewhere"))
    page.symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("harm", "is_taken"),
    [(lambda _: None, True), (other_bytes, False), (a_link, False), (lambda page: page.chmod(0o600), False)],
    ids=["whole", "other bytes", "link", "mode"],
)
def test_a_file_of_the_old_site_is_taken_over_where_it_is_what_a_build_would_write(
    harm: Callable[[Path], object], is_taken: bool, build: Callable[..., str], tmp_path: Path
) -> None:
    page, other = (tmp_path / "site" / "fr" / "pillars" / name for name in ("water.html", "soil.html"))
    build()
    whole, old = page.read_bytes(), page.stat().st_ino
    with other.open("rb") as of_old, page.open("rb"):  # so that no new file gets their numbers
        was = of_old.read()
        harm(page)
        reword(tmp_path)
        build()
        of_old.seek(0)
        assert of_old.read() == was != other.read_bytes()
        assert (page.stat().st_ino == old) == is_taken
    assert (page.read_bytes(), page.is_symlink(), page.stat().st_mode) == (whole, False, other.stat().st_mode)


def test_where_no_file_can_have_two_names_all_is_written(
    build: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    build()
    monkeypatch.setattr(os, "link", refused)
    reword(tmp_path)
    build()
    site = digest(tmp_path / "site")
    build("--no-cache")
    assert digest(tmp_path / "site") == site


def cut(entry: Path) -> None:
    entry.write_bytes(entry.read_bytes()[:-9])


def of_another_version(entry: Path) -> None:
    assert entry.parent
    Cache(entry.parent).put(entry.name, json.dumps({"sources": {}, "version": 99}).encode())


def under_a_wrong_name(entry: Path) -> None:
    other = Cache(entry.parent)
    other.put("0" * 64, entry.read_bytes()[32:])
    (entry.parent / ("0" * 64)).replace(entry)


@pytest.mark.parametrize("harm", [cut, of_another_version, under_a_wrong_name, Path.unlink])
def test_a_cache_that_cannot_be_read_costs_time_only(
    harm: Callable[[Path], object], build: Callable[..., str], cache: Cache, tmp_path: Path
) -> None:
    build()
    whole = digest(tmp_path / "site")
    assert cache.folder
    for entry in cache.folder.iterdir():
        harm(entry)
    assert SENTENCES["made-first"] in build()
    assert digest(tmp_path / "site") == whole


def test_no_cache_uses_nothing_and_keeps_nothing(build: Callable[..., str], cache: Cache) -> None:
    build("--no-cache")
    assert cache.folder
    assert not cache.folder.exists()
    build()
    assert not is_left(build("--no-cache"))
    assert is_left(build())


def test_options_and_their_change_are_named(build: Callable[..., str], tmp_path: Path) -> None:
    build()
    assert "--lang" in build("--lang", "ja")
    with (tmp_path / "data" / "pages.yml").open("a") as file:
        file.write("# A remark.\n")
    assert "data/pages.yml" in build("--lang", "ja")
    (tmp_path / "site" / "more.html").write_text("One more.")
    assert "site/more.html" in build("--lang", "ja")


def test_a_clock_set_back_hides_no_change(build: Callable[..., str], tmp_path: Path) -> None:
    build()
    pages = tmp_path / "data" / "pages.yml"
    times = (pages.stat().st_atime_ns, pages.stat().st_mtime_ns)
    pages.write_text(pages.read_text("utf-8") + "# A remark.\n", "utf-8")
    os.utime(pages, ns=times)
    assert not is_left(build())


def test_content_that_changes_during_a_build_is_not_taken_for_what_was_built(
    build: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There and back again: what was read in between was another."""
    pages = tmp_path / "data" / "pages.yml"
    put_in_place = publish.put_in_place

    def meanwhile(new: Path, site: Path) -> None:
        was = pages.read_bytes()
        pages.write_bytes(was + b"# Another.\n")
        pages.write_bytes(was)
        put_in_place(new, site)

    monkeypatch.setattr(publish, "put_in_place", meanwhile)
    build()
    assert not is_left(build())


def test_another_build_of_the_same_folder_is_not_taken_for_this_one(
    build: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place = publish.put_in_place

    def and_another(new: Path, site: Path) -> None:
        put_in_place(new, site)
        (site / "index.html").write_text("That of another build.")

    monkeypatch.setattr(publish, "put_in_place", and_another)
    build()
    monkeypatch.undo()
    assert not is_left(build())


def test_where_nothing_can_be_kept_a_build_is_whole(build: Callable[..., str], cache: Cache, tmp_path: Path) -> None:
    assert cache.folder
    cache.folder.write_text("No folder can be made here.")
    assert "cannot be kept" in build()
    assert not is_left(build())
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("docs/index.md", "", "{{ now() }}\n", "docs/index.md: now"),
        ("docs/index.md", "", "{{ git.short_commit }}\n", "docs/index.md: git"),
        ("mkdocs.yml", "site_name: Playbook", "site_name: !ENV [NAME, Playbook]", "mkdocs.yml: !ENV"),
        ("mkdocs.yml", "  - attr_list", "  - attr_list\n  - pymdownx.snippets", "mkdocs.yml: pymdownx.snippets"),
    ],
)
def test_what_may_be_another_thing_tomorrow_is_built_each_time(
    file: str, old: str, new: str, found: str, build: Callable[..., str], tmp_path: Path
) -> None:
    root = tmp_path / "project"
    shutil.copytree(ROOT / "docs", root / "docs")
    (root / "playbook").symlink_to(ROOT / "playbook")
    (root / "macros").symlink_to(ROOT / "macros")
    shutil.copy(ROOT / "mkdocs.yml", root)
    text = (root / file).read_text("utf-8")
    (root / file).write_text(text.replace(old, new) if old else text + "\n" + new, "utf-8")
    options = ("--config", root / "mkdocs.yml")
    assert fill(SENTENCES["made-of-more"], {"names": found}) in build(*options)
    assert not is_left(build(*options))


def test_packages_and_python_are_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> dict[str, str]:
        return dict(sources({}, {}).digests)

    before = now()
    record = tmp_path / "thing-1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("thing.py,sha256=a,1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    installed = now()
    assert installed.keys() - before.keys() == {"package/thing-1.0"}
    record.write_text("thing.py,sha256=b,1\n")
    assert now() != installed
    monkeypatch.setattr(sys, "version", "3.99")
    assert now()["python"] == "3.99"


def test_links_in_a_circle_and_pipes_are_no_trap(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "circle").symlink_to(tmp_path / "docs")
    os.mkfifo(tmp_path / "docs" / "pipe")
    assert {name for name in sources({"docs": tmp_path / "docs"}, {}).digests if name.startswith("docs")} == {
        "docs/circle",
        "docs/pipe",
    }


def test_old_entries_fall_where_there_are_too_many(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=250)
    for number, key in enumerate(("old", "new", "used")):
        cache.put(key, b"x" * 60)
        os.utime(tmp_path / key, (number, number))
    assert cache.get("old")
    cache.prune()
    assert {path.name for path in tmp_path.iterdir()} == {"old", "used"}
