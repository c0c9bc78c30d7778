"""The day of an editor, from the clone to the merge, with real git and a real browser."""

from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, expect

from tests.conftest import DATA, run
from tests.test_diff import commit, git, repository
from tests.test_serve import previewed, replace

__all__ = ["repository"]

DAY: dict[str, Any] = yaml.safe_load((DATA / "editors-day.yml").read_text("utf-8"))


def say(*arguments: object, data: Path, status: int = 0) -> str:
    """Run a command as the editor does, in Japanese."""
    result = run(*arguments, "--lang", "ja", "--data", data)
    assert result.exit_code == status, result.output
    return result.output


def test_day_of_an_editor(repository: Path, tmp_path: Path, page: Page) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(repository), str(clone))
    git(clone, "switch", "--quiet", "--create", "late-books")
    data, shelves = clone / "data", clone / "data" / "pillars" / "shelves.yml"

    # A new question, in her language.
    added = say(
        *("new", "question", "--in", "shelves.order", "--id", "late"),
        *("--set", f"text.en={DAY['translations']['en']}", "--set", f"text.ja={DAY['question']}"),
        data=data,
    )
    assert "pillars/shelves.yml:" in added
    assert "zh" in added, "the language that is missing is named"

    # Its translation, and the record of both.
    replace(shelves, f"ja: {DAY['question']}\n", f"ja: {DAY['question']}\n          zh: {DAY['translations']['zh']}\n")
    say("fmt", data=data)
    say("translations", "accept", "shelves.late", data=data)
    assert "shelves.late" not in say("check", data=data)

    # A better id.
    say("rename", "shelves.late", "late-books", data=data)
    assert "shelves.late-books:text" in (data / "translations.lock").read_text("utf-8")

    # What the change means.
    told = say("diff", "main", data=data)
    assert f"質問（新規）：{DAY['question']}" in told
    assert "pillars/shelves.html" in told
    assert "コンテンツだけです" in told

    # The preview, and three slips: each is named over the page and by the check, and mended.
    with previewed(data, PLAYBOOK_LANG="ja") as address:
        page.goto(f"{address}/ja/pillars/shelves.html")
        question = page.locator("#late-books .pb-question")
        expect(question).to_contain_text(DAY["question"])
        for one in DAY["slips"]:
            before = shelves.read_text("utf-8")
            line = 1 + before[: before.index(one["slip"]["old"])].count("\n")
            replace(shelves, one["slip"]["old"], one["slip"]["new"])
            panel = page.get_by_role("alert")
            expect(panel).to_contain_text(one["told"], timeout=30_000)
            expect(panel).to_contain_text(f"pillars/shelves.yml:{line}:")
            expect(question).to_contain_text(DAY["question"])
            said = say("check", data=data, status=1)
            assert f"pillars/shelves.yml:{line}:" in said
            assert one["told"] in said
            shelves.write_text(before, "utf-8")
            expect(panel).to_have_count(0, timeout=30_000)
        page.goto("about:blank")

    # The merge: nothing differs any more, and nothing that only the day made is left.
    commit(clone)
    git(clone, "push", "--quiet", "origin", "late-books")
    git(repository, "merge", "--quiet", "--ff-only", "late-books")
    assert "変更はありません。" in say("diff", "HEAD", data=clone / "data")
    assert git(clone, "status", "--porcelain") == ""
    assert DAY["question"] in (repository / "data" / "pillars" / "shelves.yml").read_text("utf-8")
