"""`playbook diff` says what a change means, compared with a revision of a real repository of git."""

import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.differences import stretches
from playbook.differences.lines import MOST_MARKDOWN, as_markdown
from playbook.differences.outline import Line, Outline, Quoted, Said
from tests.conftest import DATA, run

CASES: dict[str, list[dict[str, str]]] = yaml.safe_load((DATA / "differences.yml").read_text("utf-8"))
GOLDEN = DATA / "differences"
IDENTITY = ("-c", "user.name=editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *IDENTITY, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "change")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(copy_of: Callable[[str], Path], tmp_path: Path) -> Path:
    """A repository with the sample playbook in its folder `data`."""
    copy_of("sample").rename(tmp_path / "data")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path)
    return tmp_path


def edit(folder: Path, edits: list[dict[str, str]]) -> None:
    for one in edits:
        file = folder / one["file"]
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text("utf-8") if "old" in one else ""
        assert one.get("old", "") in text
        file.write_text(text.replace(one["old"], one["new"], 1) if "old" in one else one["new"], "utf-8")


def diff(folder: Path, *options: object) -> str:
    result = run("diff", "HEAD", "--data", folder / "data", *options)
    assert result.exit_code == 0, result.output
    return result.output.replace(git(folder, "rev-parse", "HEAD")[:10], "BASE")


@pytest.mark.parametrize("case", CASES)
def test_difference(case: str, repository: Path, pytestconfig: pytest.Config) -> None:
    edit(repository, CASES[case])
    said = {f"{case}.{lang}.txt": diff(repository, "--lang", lang) for lang in ("en", "ja", "zh")}
    preview = ("--preview", "https://preview.example/1/")
    said[f"{case}.md"] = diff(repository, "--lang", "en", "--format", "markdown", *preview)
    for name, text in said.items():
        if pytestconfig.getoption("accept"):
            (GOLDEN / name).write_text(text, "utf-8")
        assert text == (GOLDEN / name).read_text("utf-8"), name


def test_no_golden_file_without_a_case() -> None:
    assert {path.name.partition(".")[0] for path in GOLDEN.iterdir()} == set(CASES)


def test_a_renamed_chapter_is_one_change(repository: Path) -> None:
    data = repository / "data"
    (data / "pillars/shelves.yml").rename(data / "pillars/racks.yml")
    for path in data.rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("shelves", "racks"), "utf-8")
    edit(repository, [{"file": "data/pillars/racks.yml", "old": "[bookcases]", "new": "[bookcases, shelves]"}])
    said = diff(repository)
    assert "Pillar (renamed): Shelves & order racks formerly: shelves" in said
    assert "lost-books" not in said


def test_only_what_the_branch_changed_counts(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create", "branch")
    edit(repository, CASES["fields"][:1])
    commit(repository)
    git(repository, "switch", "--quiet", "main")
    edit(repository, CASES["reworded"][1:2])
    commit(repository)
    git(repository, "switch", "--quiet", "branch")
    said = run("diff", "main", "--data", repository / "data").output
    assert "10 → 15" in said
    assert "Label" not in said


def test_a_review_is_told(repository: Path) -> None:
    data = repository / "data"
    run("translations", "accept", "--all", "--data", data)
    commit(repository)
    run("translations", "review", "shelves.lost-books:text", "--languages", "ja", "--role", "librarian", "--data", data)
    assert "Translations reviewed\n  日本語 (1)\n    shelves.lost-books:text" in diff(repository)


def test_a_stale_translation_is_told(repository: Path) -> None:
    run("translations", "accept", "--all", "--data", repository / "data")
    commit(repository)
    edit(repository, CASES["reworded"][1:2])
    assert "may be out of date now\n  日本語 (1)\n    shelves.label-all:text" in diff(repository)


BAD: dict[str, tuple[list[str], str]] = {
    "no such revision": (["nowhere"], "git knows no revision 'nowhere' here"),
    "an option instead of a revision": (["--", "--output=x"], "git knows no revision '--output=x' here"),
    "a file of git": (["HEAD:data"], "git knows no revision 'HEAD:data' here"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_revision(case: str, repository: Path) -> None:
    arguments, expected = BAD[case]
    result = run("diff", "--data", repository / "data", *arguments)
    assert (result.exit_code, expected in result.output) == (1, True), result.output
    assert not Path("x").exists()


def test_a_folder_outside_git(copy_of: Callable[[str], Path]) -> None:
    result = run("diff", "HEAD", "--data", copy_of("sample"))
    assert (result.exit_code, "is in no repository of git" in result.output) == (1, True)


def test_a_base_without_common_history(repository: Path, tmp_path: Path) -> None:
    git(repository, "switch", "--quiet", "--orphan", "other")
    (tmp_path / "note").write_text("x")
    commit(repository)
    git(repository, "switch", "--quiet", "main")
    result = run("diff", "other", "--data", repository / "data")
    assert (result.exit_code, "share no commit here" in result.output) == (1, True)


def test_a_base_with_errors_names_them(repository: Path) -> None:
    good = (repository / "data/kpis.yml").read_bytes()
    edit(repository, [{"file": "data/kpis.yml", "old": "direction: higher", "new": "direction: up"}])
    commit(repository)
    (repository / "data/kpis.yml").write_bytes(good)
    result = run("diff", "HEAD", "--data", repository / "data")
    assert result.exit_code == 1
    assert "has errors of its own" in result.output
    assert "kpis.yml:23:16: kpis.loans.direction: 'up' cannot stand here" in result.output


def test_links_in_the_base_are_not_followed(repository: Path) -> None:
    (repository / "data/pillars/evil.yml").symlink_to("/etc/passwd")
    commit(repository)
    (repository / "data/pillars/evil.yml").unlink()
    assert "root:" not in diff(repository)


def test_output_is_written_whole(repository: Path, tmp_path: Path) -> None:
    edit(repository, CASES["fields"][:1])
    assert diff(repository, "--output", tmp_path / "said.txt") == ""
    assert "10 → 15" in (tmp_path / "said.txt").read_text("utf-8")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a.example/) [x](y", "https://a.example/<b>"])
def test_preview_is_an_address(address: str, repository: Path) -> None:
    assert run("diff", "HEAD", "--data", repository / "data", "--preview", address).exit_code == 2


def test_a_very_large_change_is_cut() -> None:
    section = (Line(0, (Said("Chapter"),)), *[Line(1, (Quoted("words " * 20),))] * 100)
    said = as_markdown(Outline(section[:1], (section,) * 10, "and {count} more"))
    assert len(said) < MOST_MARKDOWN + 100
    assert said.endswith("_and 6 more_")


def test_stretches_give_both_wordings_back() -> None:
    random_ = random.Random(7)  # noqa: S311
    pieces = ["一時間", "二時間", "チーム", "の", "を", "coaching ", "an hour ", "10%", "、", "。", "\n", "座席"]
    for _ in range(500):
        old, new = ("".join(random_.choices(pieces, k=random_.randint(0, 12))) for _ in range(2))
        found = stretches(old, new)
        assert ("".join(one.old for one in found), "".join(one.new for one in found)) == (old, new)


MARKED: dict[str, tuple[str, str, Any]] = {
    "a numeral": ("週に一時間の時間を生み出す", "週に二時間の時間を生み出す", [("一", "二")]),
    "a word of katakana": (
        "オペレータの育成を進めます",
        "オペレーターの育成を進めます",
        [("オペレータ", "オペレーター")],
    ),
    "a word of Chinese": ("联络中心的座席需要辅导", "联络中心的坐席需要辅导", [("座", "坐")]),
    "a word of English": ("Label every book", "Label each book", [("every", "each")]),
    "no confetti": ("你好吗我很好", "今天下雨了吧", [("你好吗我很好", "今天下雨了吧")]),
}


@pytest.mark.parametrize("case", MARKED)
def test_only_what_changed_is_marked(case: str) -> None:
    old, new, marked = MARKED[case]
    assert [tuple(one) for one in stretches(old, new) if one.old != one.new] == marked
