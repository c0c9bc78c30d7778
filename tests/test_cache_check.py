"""`playbook check` says what it said where nothing changed, and looks again only where something did."""

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook import checks, report
from playbook.cache import Cache
from playbook.cli import check as checking
from playbook.cli import keeping
from playbook.loading import File
from playbook.model.catalogues import Glossary
from playbook.problems import Problem
from tests.conftest import run


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    cache = Cache(tmp_path / "cache")
    monkeypatch.setattr(keeping, "CACHE", cache)
    return cache


def test_check_says_the_same_without_looking_again(
    cache: Cache, copy_of: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copy_of("sample")
    place = data / "pillars" / "shelves.yml"
    place.write_text(place.read_text("utf-8").replace("term:shelf-mark", "term:no-mark"), "utf-8")
    wanted = run("check", "--no-cache", "--data", data)
    assert wanted.exit_code == 1
    first = run("check", "--data", data)
    monkeypatch.setattr(checking, "_checked", None)
    again = run("check", "--data", data)
    assert (first.output, again.output) == (wanted.output, wanted.output)
    assert again.exit_code == 1
    assert cache.folder


def test_check_sees_what_changed(cache: Cache, copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    assert run("check", "--data", data).exit_code == 0
    (data / "odd.yml").write_text("x")
    assert "odd.yml" in run("check", "--data", data).output
    (data / "odd.yml").unlink()
    assert run("check", "--data", data).output == run("check", "--no-cache", "--data", data).output
    assert cache.folder


@pytest.mark.parametrize(
    ("file", "again"),
    [("pillars/shelves.yml", {"pillars/shelves.yml"}), ("glossary.yml", {"pillars/shelves.yml", "glossary.yml"})],
)
def test_check_holds_a_file_against_the_rules_again_where_it_or_the_glossary_changed(
    file: str, again: set[str], cache: Cache, copy_of: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, held = copy_of("sample"), list[str]()
    of_file = checks._of_file

    def counted(file: File, glossary: Glossary) -> tuple[Problem, ...]:
        held.append(file.path)
        return of_file(file, glossary)

    monkeypatch.setattr(checks, "_of_file", counted)
    run("check", "--data", data)
    everything = {*held}
    held.clear()
    with (data / file).open("a", encoding="utf-8") as changed:
        changed.write("# A remark.\n")
    run("check", "--data", data)
    assert cache.folder
    assert again <= {*held}
    assert ({*held} == everything) == (file == "glossary.yml")


def test_check_holds_a_file_against_the_figures_of_the_case_again_where_these_changed(
    cache: Cache, copy_of: Callable[[str], Path]
) -> None:
    data = copy_of("sample")
    assert run("check", "--data", data).exit_code == 0
    place = data / "case.yml"
    place.write_text(place.read_text("utf-8").replace("value: 1200", "value: 1300"), "utf-8")
    found = run("check", "--data", data)
    assert found.output == run("check", "--no-cache", "--data", data).output
    assert "pages.yml:82" in found.output
    assert cache.folder


def test_check_has_all_formats() -> None:
    assert tuple(report.FORMATS) == checking.FORMATS
