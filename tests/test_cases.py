"""The cases of bad input come out of their files as they were put in, whatever YAML makes of a text."""

import shutil
from pathlib import Path

import pytest

from tests import cases


def test_files_come_out_to_the_byte_with_the_playbook_that_most_share(tmp_path: Path) -> None:
    assert cases.read("windows-lines-and-tab").files == {
        **cases.DEFAULTS,
        "pillars/leadership.yml": "title:\r\n\ten: Leadership\r\nsummary:\r\n\ten: Leaders set the course.\r\n",
    }
    data = cases.unpacked("windows-lines-and-tab", tmp_path)
    assert (data / "pillars" / "leadership.yml").read_bytes().count(b"\r\n\t") == 2


def test_own_file_stands_in_place_of_the_shared_one_and_null_for_none() -> None:
    assert cases.parsed("files:\n  playbook.yml: |-\n    no\n").files == {**cases.DEFAULTS, "playbook.yml": "no"}
    assert cases.parsed("files:\n  playbook.yml: null\n  pages.yml: null\n").files == {}


def test_words_of_the_pages_are_in_the_languages_of_the_case() -> None:
    said = cases.parsed("files:\n  playbook.yml: |\n    languages: [ja, zh]\n").files["pages.yml"]
    assert said == cases.pages(("ja", "zh"))
    assert said.startswith("pages:\n  - id: home\n    title:\n      ja: Page\n      zh: Page\n")


@pytest.mark.parametrize(
    "text",
    [
        "files:\n  kpis.yml: no\n",
        "files:\n  kpis.yml: {a: b}\n",
        "files: {}\nexpect:\n  en: 1\n",
        "files: {}\nexpcet: {}\n",
    ],
    ids=["flag", "map", "number", "misspelt"],
)
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(AssertionError):
        cases.parsed(text)


def test_accepted_words_leave_the_files_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Path(shutil.copy(cases.place("id-empty"), tmp_path))
    monkeypatch.setattr(cases, "place", lambda _: case)
    old = case.read_text("utf-8")
    said = cases.read("id-empty").expect
    cases.accept("id-empty", {**said, "zh": "一：二\n# 三\n"})
    assert cases.read("id-empty").expect == {**said, "zh": "一：二\n# 三\n"}
    assert case.read_text("utf-8").partition("  zh:")[0] == old.partition("  zh:")[0]
    case.write_text(old.partition("expect:")[0], "utf-8")
    cases.accept("id-empty", said)
    assert case.read_text("utf-8") == old
