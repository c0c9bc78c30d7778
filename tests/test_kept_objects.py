"""What earlier runs have read is kept as values of the model, and nothing else is made of what stands in the cache."""

import os
import pickle
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playbook import checks, loading
from playbook.cache import Cache, Notes, Results, digests_below, packed, unpacked
from playbook.loading.memory import Memory
from playbook.model.nodes import Found
from playbook.model.playbook import Playbook
from playbook.model.watched import Answers, watched
from playbook.plugin.adapter import read
from playbook.plugin.kept_pages import KeptPages
from playbook.problems import Mark
from playbook.publish import broken_links, since


class Calls:
    """Is read, by a reader that knows no better, by a call of the system."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("true",)


@pytest.mark.parametrize("value", [Calls(), Path("a"), {"a": os.getcwd}], ids=["call", "class", "function"])
def test_only_values_of_the_model_are_read(value: object) -> None:
    with pytest.raises(ValueError, match="no part of the content"):
        unpacked(pickle.dumps(value))


@pytest.mark.parametrize("content", [b"", b"rubbish", packed(Mark(1, 2))[:-4], b"cplaybook.problems\nre.compile\n."])
def test_rubbish_is_nothing(content: bytes) -> None:
    with pytest.raises(ValueError, match="not what was packed"):
        unpacked(content)


def test_what_was_packed_is_the_same() -> None:
    value = (Found("question", "a", Mark(3, 4)), {"b": (Mark(), None)})
    assert unpacked(packed(value)) == value


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(Cache(tmp_path / "cache"), "code")


def test_a_file_that_was_read_before_is_the_same(copy_of: Callable[[str], Path], results: Results) -> None:
    data = copy_of("sample")
    first = loading.load(data, Memory(results))
    results.keep()
    again = loading.load(data, Memory(Results(results.cache, "code")))
    assert all(file.again for file in again.files)
    assert again.playbook == first.playbook
    assert checks.check(again, Memory()) == checks.check(first, Memory())
    for one, other in zip(first.files, again.files, strict=True):
        assert (one.reading.ids, one.reading.references) == (other.reading.ids, other.reading.references)
        assert one.tree == other.tree
        assert [written.text for written in one.written] == [written.text for written in other.written]


def test_a_file_with_a_fault_is_read_each_time(copy_of: Callable[[str], Path], results: Results) -> None:
    data = copy_of("sample")
    place = data / "pillars" / "shelves.yml"
    place.write_text(place.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    first = loading.load(data, Memory(results))
    results.keep()
    again = loading.load(data, Memory(Results(results.cache, "code")))
    assert again.problems == first.problems != ()
    assert [file.path for file in again.files if not file.again] == ["pillars/shelves.yml"]


def test_what_is_wrong_is_the_same_and_no_file_is_read_twice_for_it(
    copy_of: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copy_of("sample")
    for old, new in (("Shelves & order", "Shelves , order"), ("Every book", "Every  book")):
        place = data / "pillars" / "shelves.yml"
        place.write_text(place.read_text("utf-8").replace(old, new, 1), "utf-8")
    read_at_once = checks.check(loading.load(data))
    times = Counter[str]()

    def counted(path: str, *rest: Any) -> loading.File:
        times[path] += 1
        return read_as(path, *rest)

    read_as = loading.read_as
    monkeypatch.setattr(loading, "read_as", counted)
    memory = Memory()
    loaded = checks.load(data, memory)
    with_trees = {file.path for file in loaded.files if "_read_again" in vars(file)}
    assert with_trees == {loading.SETTINGS, *loading.BESIDE} & times.keys()
    assert checks.check(loaded, memory) == read_at_once != ()
    # What is seen when all files are read: translations that are stale, and what the map of the model lacks.
    assert {path for path, count in times.items() if count > 1} == {"model.yml", "pillars/shelves.yml"}


# ---- links, where an earlier site was whole


@pytest.mark.parametrize(
    ("then", "now", "found"),
    [
        ("<p id=a>", "<p id=a>More", []),
        ("<p id=a>", "<p id=a><a href=none.html>", [("two.html", "broken-link")]),
        ("<p id=a>", "<p id=b>", [("one.html", "missing-anchor")]),
    ],
    ids=["words", "link", "place"],
)
@pytest.mark.parametrize("harm", [False, True], ids=["as it was", "changed by somebody"])
def test_links_of_pages_that_did_not_change_are_known(
    then: str, now: str, found: list[tuple[str, str]], harm: bool, tmp_path: Path
) -> None:
    digests = []
    for name, second in (("old", then), ("new", now)):
        site = tmp_path / name
        site.mkdir()
        (site / "one.html").write_text("<a href=two.html#a>")
        (site / "two.html").write_text(second)
        digests.append(digests_below(site))
    if harm:
        (tmp_path / "old" / "two.html").write_text(now)
    problems = broken_links(tmp_path / "new", since=since(tmp_path / "old", *digests))
    assert [(problem.path, problem.code) for problem in problems] == found


def test_a_site_with_other_files_is_looked_at_whole(tmp_path: Path) -> None:
    assert since(tmp_path, {"a": "1"}, {"a": "1", "b": "2"}) is None


# ---- what is made of words, by what was asked


def title(playbook: Playbook) -> str:
    return playbook.chapter_by_id["shelves"].title.plain("en")


def beginning(playbook: Playbook) -> str:
    return playbook.beginnings["en", "shelves.marks:text"]


def recalled(data: Path, results: Results, ask: Callable[[Playbook], str]) -> tuple[str, bool]:
    """Return what a run of its own makes of what it asks for, or recalls, and whether it made it."""
    playbook, digests = read(data, results)
    notes, made = Notes(), list[str]()
    with watched(playbook, notes) as asked:

        def make() -> str:
            made.append(ask(asked))
            return made[0]

        found = KeptPages(results, "structure", Answers(playbook, digests), notes, data).recall("asked", "", make)
    results.keep()
    return found, bool(made)


@pytest.mark.parametrize(
    ("ask", "old", "new", "is_made"),
    [
        (title, "en: Shelves & order", "en: Shelves & rows", True),
        (title, "A child asks for the blue book.", "A child asks for the red book.", False),
        (beginning, "is on the spine.", "is on the cover.", True),
        (beginning, "[read aloud](term:shelf-mark).", "[read aloud](term:shelf-mark), and twice.", False),
    ],
    ids=["what was asked", "another sentence of the file", "how a text begins", "how a text ends"],
)
def test_what_is_made_of_words_is_made_again_where_they_change(
    ask: Callable[[Playbook], str], old: str, new: str, is_made: bool, copy_of: Callable[[str], Path], results: Results
) -> None:
    data = copy_of("sample")
    before, _ = recalled(data, results, ask)
    place = data / "pillars" / "shelves.yml"
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")
    found, made = recalled(data, Results(results.cache, "code"), ask)
    assert made == is_made
    assert (found != before) == is_made


def test_what_is_asked_within_is_told_to_whoever_took_notes_before() -> None:
    notes = Notes()
    with notes.taking() as asked:
        notes.note(("words", "en", "before"))
        with notes.taking() as within:
            notes.note(("words", "en", "within"))
        notes.note(("words", "en", "behind"))
    assert within == {("words", "en", "within")}
    assert asked == {("words", "en", name) for name in ("before", "within", "behind")}
