"""`playbook rename` changes an id everywhere, keeps its history and its translations' state, or changes nothing."""

import errno
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from playbook.files import disk_of
from playbook.loading import load
from playbook.model.ledger import State
from tests.conftest import DATA, ROOT, built, run
from tests.test_diff import commit, git

CASES: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "renamings.yml").read_text("utf-8"))


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    return copy_of("sample")


def contents(data: Path) -> Mapping[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def states(data: Path) -> list[State]:
    playbook = load(data).playbook
    assert playbook is not None
    return [playbook.state(text.text, id) for text in playbook.texts.values() for id in playbook.settings.languages]


@pytest.mark.parametrize("case", CASES)
def test_rename(case: str, data: Path) -> None:
    run("translations", "accept", "--all", "--data", data)
    run("translations", "review", "shelves", "--languages", "ja", "--role", "librarian", "--data", data)
    before, chosen = states(data), CASES[case]
    result = run("rename", *chosen["asked"], "--data", data)
    assert result.exit_code == 0, result.output
    assert "says" not in chosen or result.output == chosen["says"] + "\n"
    for path, lines in chosen["files"].items():
        assert set(lines) <= set((data / path).read_text("utf-8").splitlines()), path
    assert run("check", "--data", data, "--format", "text").exit_code == 0
    assert [one.kind for one in states(data)] == [one.kind for one in before]


@pytest.mark.parametrize("case", ["item", "chapter", "measure", "symptom", "term"])
def test_diff_calls_it_renamed_and_nothing_else(case: str, data: Path) -> None:
    git(data.parent, "init", "--quiet", "--initial-branch", "main")
    commit(data.parent)
    run("rename", *CASES[case]["asked"], "--data", data)
    said = run("diff", "HEAD", "--data", data).output
    assert f"formerly: {CASES[case]['asked'][0]}" in said
    assert "Items added: 0, removed: 0" in said


def test_real_chapter_and_back(tmp_path: Path) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    before = contents(data)
    assert run("rename", "leadership", "leading", "--data", data).exit_code == 0
    # Content with errors is not renamed.
    assert run("rename", "leading", "leadership", "--data", data).exit_code == 0
    after = dict(contents(data))
    history = b"formerly: [leading]\n"
    assert history in after["pillars/leadership.yml"]
    after["pillars/leadership.yml"] = after["pillars/leadership.yml"].replace(history, b"")
    assert after == before


def test_old_addresses_lead_on(data: Path, tmp_path: Path, page: Page) -> None:
    run("rename", "shelves.lost-books", "shelves.books-not-found", "--data", data)
    run("rename", "shelves", "racks", "--data", data)
    site = built(data, tmp_path / "site")
    page.goto((site / "ja" / "pillars" / "shelves.html").as_uri() + "#lost-books")
    page.wait_for_url("**/ja/pillars/racks.html#lost-books")
    expect(page.locator("#books-not-found")).to_be_in_viewport()


def test_comments_and_line_ends_stay(data: Path) -> None:
    file = data / "pillars" / "shelves.yml"
    file.write_bytes(file.read_bytes().replace(b"groups:\n", b"# what we ask\ngroups:\n").replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    run("rename", "shelves.two-systems", "shelves.two-sorts", "--data", data)
    new = b"  - id: two-sorts\r\n    formerly: [two-systems]\r\n"
    assert file.read_bytes() == before.replace(b"  - id: two-systems\r\n", new)


BAD: Mapping[str, tuple[str, str, str]] = {
    "nothing there": (
        "shelves.lost-book",
        "x",
        "did you mean 'shelves.lost-books'?",
    ),
    "no chapter": ("shelvs", "x", "nothing has the id 'shelvs'; did you mean 'shelves'?"),
    "taken": ("shelves.lost-books", "label-all", "the id 'label-all' stands already"),
    "taken by a chapter": ("shelves", "helpers", "the id 'helpers' is taken"),
    "was used": ("shelves.lost-books", "stickers", "the id 'stickers' stands already"),
    "reserved": ("shelves.lost-books", "questions", "the id 'questions' is used by the page itself"),
    "no id": ("shelves.lost-books", "質問", "'shelves.質問' is not an id"),
    "capitals": ("shelves", "Racks", "'Racks' is not an id"),
    "too long": ("shelves", "a" * 300, "the id is longer than 64 characters"),
    "read otherwise": ("shelves.lost-books", "yes", "something other than an id"),
    "a device": ("shelves", "con", "Windows keeps the name 'con' for a device"),
    "another file": ("shelves.lost-books", "helpers.lost-books", "a new id stays in 'shelves'"),
    "a series": ("opening-day", "first-day", "cannot be renamed"),
    "a level": ("model.begun", "started", "cannot be renamed"),
    "a part for a whole": ("shelves", "shelves.order", "is not an id"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_request_changes_nothing(case: str, data: Path) -> None:
    before, (old, new, expected) = contents(data), BAD[case]
    result = run("rename", old, new, "--data", data)
    assert result.exit_code == 1
    assert expected in result.output
    assert contents(data) == before


def test_content_with_errors_is_named_first(data: Path) -> None:
    (data / "kpis.yml").write_text("kpis: [\n", "utf-8")
    result = run("rename", "shelves", "racks", "--data", data)
    assert (result.exit_code, result.output.startswith("kpis.yml:")) == (1, True)


def test_full_disk_changes_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(data)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run("rename", "shelves", "racks", "--data", data)
    assert result.exit_code == 1
    assert f"the disk at {disk_of(data)} is full" in result.output
    assert contents(data) == before
