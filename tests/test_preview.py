"""What the preview does from a save to the page: what did not change is not made again, and the last save counts."""

import hashlib
import http.client
import re
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from playbook import loading
from playbook.loading import editions, load, load_words
from playbook.loading.memory import Memory
from playbook.model import playbook as model
from playbook.model.playbook import Playbook, Wording
from playbook.plugin import adapter, on_demand
from playbook.preview import reading
from playbook.preview.panel import Panel
from playbook.preview.reading import Reader
from playbook.preview.server import Server
from playbook.preview.state import PreviewState
from playbook.preview.watching import Watch
from tests.conftest import ROOT

PAGE = "en/pillars/shelves.html"


def no_workbook(_playbook: Playbook, _address: str) -> None:
    return None


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    return copy_of("sample")


@pytest.fixture
def shelves(data: Path) -> Path:
    return data / "pillars" / "shelves.yml"


@pytest.fixture
def state(data: Path) -> PreviewState:
    return PreviewState(Panel(load_words("en"), "en", (data,)), no_workbook)


@pytest.fixture
def reader(data: Path, state: PreviewState, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader that has read once, and whose page has been looked at."""
    monkeypatch.setattr(reading, "_MOST", 0)
    reader = Reader(ROOT / "mkdocs.yml", data, state)
    assert reader.read()
    assert state.file(PAGE).code == 200
    return reader


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


Count = Callable[[object, str], None]


@pytest.fixture
def counts() -> Counter[str]:
    return Counter()


@pytest.fixture
def count(counts: Counter[str], monkeypatch: pytest.MonkeyPatch) -> Count:
    """Counts from now on how often a function is called, by its name."""

    def count(owner: Any, name: str) -> None:
        function = getattr(owner, name)

        def counting(*args: object, **more: object) -> object:
            counts[name] += 1
            return function(*args, **more)

        monkeypatch.setattr(owner, name, counting)

    return count


def test_a_save_makes_again_only_what_is_made_of_it(
    reader: Reader, state: PreviewState, shelves: Path, count: Count, counts: Counter[str]
) -> None:
    for owner, name in (
        (adapter, "script_files"),
        (on_demand, "templates"),
        (on_demand, "_ask_git"),
        (loading, "tree_of"),
        (on_demand.mkdocs, "_populate_page"),
        (on_demand.mkdocs, "_build_page"),
        (Wording, "__missing__"),
        (model, "state"),
    ):
        count(owner, name)
    replace(shelves, "Shelves & order", "Shelves and order")
    assert reader.read({shelves})
    assert b"Shelves and order" in state.file(PAGE).content
    assert state.site
    playbook = state.site.plugin.playbook
    languages = len(playbook.settings.languages)
    assert counts.pop("state") < len(playbook.states)
    assert counts.pop("__missing__", 0) <= languages
    assert counts == {"tree_of": 1, "_populate_page": languages, "_build_page": 1}


def test_another_template_makes_all_again(reader: Reader, count: Count, counts: Counter[str]) -> None:
    for owner, name in ((adapter, "script_files"), (on_demand, "templates"), (on_demand, "_ask_git")):
        count(owner, name)
    assert reader.read({ROOT / "playbook" / "html" / "templates" / "chapter.html.j2"})
    assert counts == {"script_files": 1, "templates": 1, "_ask_git": 1}


def test_an_edition_is_read_once_and_its_fault_stays(data: Path, count: Count, counts: Counter[str]) -> None:
    count(editions, "_edition")
    edition = data / "editions" / "2026-01.json"
    edition.parent.mkdir()
    edition.write_text("{}", encoding="utf-8")
    memory = Memory()
    first, again = load(data, memory), load(data, memory)
    assert counts == {"_edition": 1}
    assert [problem.code for problem in first.problems] == ["edition-unreadable"]
    assert again.problems == first.problems
    edition.unlink()
    assert load(data, memory).problems == ()


def test_of_two_saves_the_last_is_shown(data: Path, state: PreviewState, shelves: Path) -> None:
    """The second comes while the first is read: what was read of that is shown to nobody."""
    replace(shelves, "Shelves & order", "Shelves and")
    shown: list[str] = []

    def is_settled() -> bool:
        shown.append(state.state.version)
        if len(shown) == 1:
            replace(shelves, "Shelves and", "Shelves and order")
            return False
        return True

    reader = Reader(ROOT / "mkdocs.yml", data, state, is_settled)
    assert not reader.read({shelves})
    assert (state.site, state.state.version) == (None, "")
    assert reader.read({shelves})
    assert b"Shelves and order" in state.file(PAGE).content


def test_half_a_file_is_no_fault_while_it_is_written(
    reader: Reader, state: PreviewState, shelves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shelves.read_text(encoding="utf-8")
    before = state.state
    shelves.write_text("title: [\n", encoding="utf-8")
    monkeypatch.setattr(reader, "is_settled", lambda: False)
    assert not reader.read({shelves})
    assert state.state == before
    monkeypatch.setattr(reader, "is_settled", lambda: True)
    assert reader.read({shelves})
    assert "shelves.yml" in state.state.html
    shelves.write_text(whole, encoding="utf-8")
    assert reader.read({shelves})
    assert state.state.html == before.html


def test_files_are_settled_once_they_are_as_they_were_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    watch = Watch([tmp_path])
    page.write_text("a", encoding="utf-8")
    changes = watch.changes()
    assert next(changes) == {page}
    assert watch.is_settled()
    page.write_text("ab", encoding="utf-8")
    assert not watch.is_settled()
    assert next(changes) == {page}
    assert watch.is_settled()
    watch.close()


def test_the_page_that_was_looked_at_is_made_before_it_is_asked_for(
    reader: Reader, state: PreviewState, shelves: Path
) -> None:
    replace(shelves, "Shelves & order", "Shelves and order")
    assert reader.read({shelves})
    assert state.site
    assert [address for address in state.site.made if address.endswith(".html")] == [PAGE]


def test_a_browser_keeps_what_is_named_by_its_content_and_nothing_else(reader: Reader, state: PreviewState) -> None:
    with Server("127.0.0.1", 0, state) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1])

        def get(address: str) -> tuple[str, str | None]:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.read().decode("utf-8", "replace"), answer.getheader("Cache-Control")

        page, kept = get(f"/{PAGE}")
        assert kept == "no-cache"
        named = re.findall(r'(?:href|src)="([^"]+\.(?:css|js)\?[0-9a-f]{8})"', page)
        addresses = [urljoin(f"/{PAGE}", one) for one in named]
        assert {address.rpartition("/")[2].partition("?")[0] for address in addresses} >= {"site.css", "preview.js"}
        for address in addresses:
            path, _, digest = address.partition("?")
            is_named = hashlib.sha256(get(path)[0].encode()).hexdigest().startswith(digest)
            assert ("immutable" in str(get(address)[1])) == is_named
            assert get(path)[1] == get(f"{path}?00000000")[1] == "no-cache"
        connection.close()
        server.shutdown()
    assert reader.state is state
