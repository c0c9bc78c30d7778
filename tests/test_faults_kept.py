"""Faults while something is in the cache: they cost time, and the site is right, to the byte, before and after."""

import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import DATA
from tests.faults import Forks, Outcome
from tests.test_faults import moments
from tests.test_strictness import digest

KILLS, FULL = 8, 6
Site = Mapping[str, str]


class Kept(NamedTuple):
    """Two contents that differ in a sentence, the site of each, and what a build of the first one keeps."""

    first: Path
    second: Path
    sites: tuple[Site, Site]
    folder: Path


class Warm:
    """A disk on which the first content was built, with all that this has kept."""

    def __init__(self, forks: Forks, kept: Kept, folder: Path) -> None:
        self.forks, self.kept, self.folder = forks, kept, folder
        self.site, self.cache = folder / "site", folder / "cache"

    def begin(self) -> None:
        """Let everything be as it was after the first build."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.kept.folder, self.folder)

    def build(self, content: Path, forks: Forks | None = None, **more: Any) -> Outcome:
        arguments = ("build", "--no-pdf", "--data", content, "--output", self.site)
        return (forks or self.forks).run(*arguments, cache=str(self.cache), **{"disk": str(self.folder), **more})

    def is_right(self) -> bool:
        """Tell whether both contents still come out as they do without a cache."""
        contents = (self.kept.second, self.kept.first)
        return [self._built(content) for content in contents] == [*reversed(self.kept.sites)]

    def _built(self, content: Path) -> Site:
        done = self.build(content)
        assert done.code == 0, done.said
        return digest(self.site)


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    with Forks() as forks:
        yield forks


@pytest.fixture(scope="module")
def kept(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    root = tmp_path_factory.mktemp("kept")
    first, second = (Path(shutil.copytree(DATA / "tiny", root / name)) for name in ("first", "second"))
    place = second / "pillars" / "soil.yml"
    old, new = "Le sol d’abord.", "Le sol passe d’abord."
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")

    def site(content: Path, folder: Path, cache: str = "") -> Site:
        done = forks.run("build", "--no-pdf", "--data", content, "--output", folder, cache=cache)
        assert done.code == 0, done.said
        return digest(folder)

    folder = root / "folder"
    return Kept(
        first,
        second,
        (site(first, folder / "site", str(folder / "cache")), site(second, root / "other")),
        folder,
    )


@pytest.fixture
def warm(forks: Forks, kept: Kept, tmp_path: Path) -> Warm:
    warm = Warm(forks, kept, tmp_path / "disk")
    warm.begin()
    return warm


def test_a_kill_leaves_one_whole_site_and_a_cache_that_misleads_nobody(warm: Warm) -> None:
    steps = warm.build(warm.kept.second, fault="kill").steps
    for moment in moments(KILLS, len(steps)):
        warm.begin()
        assert warm.build(warm.kept.second, fault="kill", moment=moment).code == -9
        assert digest(warm.site) in warm.kept.sites, f"killed at {moment}: {steps[moment]}"
        assert warm.is_right(), f"killed at {moment}: {steps[moment]}"


def test_a_full_disk_leaves_a_right_site_and_a_cache_that_misleads_nobody(warm: Warm) -> None:
    steps = warm.build(warm.kept.second, fault="full").steps
    for moment in moments(FULL, len(steps)):
        warm.begin()
        done = warm.build(warm.kept.second, fault="full", moment=moment)
        assert digest(warm.site) == warm.kept.sites[done.code == 0], f"full at {moment}: {steps[moment]}"
        assert "Traceback" not in done.said, f"full at {moment}: {steps[moment]}"
        assert warm.is_right(), f"full at {moment}: {steps[moment]}"


def test_a_cache_that_can_only_be_read_is_used_and_named(warm: Warm) -> None:
    done = warm.build(warm.kept.second, fault="read-only", moment=0, disk=str(warm.cache))
    assert done.code == 0
    assert "cannot be kept" in done.said
    assert digest(warm.site) == warm.kept.sites[1]
    assert warm.is_right()


def test_two_builds_at_once_leave_one_of_two_sites(warm: Warm) -> None:
    with Forks() as others, ThreadPoolExecutor() as pool:
        first = pool.submit(warm.build, warm.kept.first, others)
        second = pool.submit(warm.build, warm.kept.second)
        outcomes = [first.result(), second.result()]
    assert [done.code for done in outcomes] == [0, 0], [done.said for done in outcomes]
    assert digest(warm.site) in warm.kept.sites
    assert warm.is_right()


@pytest.mark.parametrize("year", [0, 4_000_000_000], ids=["set back", "set forward"])
def test_a_clock_that_is_wrong_hides_no_change(year: int, warm: Warm, tmp_path: Path) -> None:
    second = Path(shutil.copytree(warm.kept.second, tmp_path / "second"))
    for path in (*warm.folder.rglob("*"), *second.rglob("*")):
        os.utime(path, (year, year))
    assert warm.build(second).code == 0
    assert digest(warm.site) == warm.kept.sites[1]
    assert warm.is_right()
