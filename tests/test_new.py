"""`playbook new` adds something that passes every check, in its place, or writes nothing and says why."""

import errno
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.authoring.new_items import KINDS, needs
from playbook.files import disk_of
from playbook.html import Renderer, templates
from playbook.loading import load
from tests.cases import write
from tests.conftest import DATA, run
from tests.test_rename import contents

CASES: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "additions.yml").read_text("utf-8"))


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    return copy_of("sample")


def problems(data: Path) -> list[str]:
    """Return the places that a check names, where it finds no error."""
    checked = run("check", "--data", data, "--format", "text")
    assert checked.exit_code == 0, checked.output
    return sorted(line.split(": ")[1] for line in checked.output.splitlines())


@pytest.fixture(scope="module")
def known() -> Sequence[str]:
    """The places that a check of the sample names as it stands."""
    return problems(DATA / "sample")


@pytest.mark.parametrize("case", CASES)
def test_new(case: str, known: Sequence[str], data: Path) -> None:
    before, chosen = contents(data), CASES[case]
    result = run("new", *chosen["asked"], "--data", data)
    assert result.exit_code == 0, result.output
    first, *left = result.output.splitlines()
    assert "says" not in chosen or first == chosen["says"].format(data=data)
    assert sorted(line.split(": ")[1] for line in left[1:]) == chosen["left"]
    assert run("fmt", "--check", "--data", data).output == ""
    assert problems(data) == sorted([*known, *chosen["left"]])
    after = contents(data)
    assert {path for path in after if before.get(path) != after[path]} == set(chosen["files"])
    assert {path for path in after if chosen["files"].get(path, "") not in after[path].decode()} == set()


@pytest.mark.parametrize("case", ["question", "pillar", "term"])
def test_schemas_follow(case: str, data: Path) -> None:
    run("schema", "--write", "--data", data)
    assert run("new", *CASES[case]["asked"], "--data", data).exit_code == 0
    assert run("schema", "--check", "--data", data).output == ""
    assert run("fmt", "--check", "--data", data).output == ""


def test_every_kind_has_a_case() -> None:
    assert {case["asked"][0] for case in CASES.values()} == set(KINDS)


def test_new_question_and_measure_are_on_their_pages(data: Path) -> None:
    for case in ("question", "measure"):
        run("new", *CASES[case]["asked"], "--data", data)
    playbook = load(data).playbook
    assert playbook is not None
    page = Renderer(playbook, "ja", "pillars/shelves.html", environment=templates())
    assert 'data-item="shelves.torn-books"' in (html := str(page.chapter("shelves")))
    assert "どの本が傷んでいますか。" in html
    page = Renderer(playbook, "ja", "kpis.html", environment=templates())
    assert 'data-item="kpis.returns"' in (html := str(page.kpi_catalogue()))
    assert "Books given back" in html


def test_sorted_neighbours_stay_sorted(copy_of: Callable[[str], Path]) -> None:
    file = (data := copy_of("tiny")) / "glossary.yml"
    entry = "title:\n      en: word\n    text:\n      en: It says.\n"
    file.write_text("terms:\n" + "".join(f"  # {id}\n  - id: {id}\n    {entry}" for id in ("bed", "ivy", "oak", "sun")))
    for id in ("elm", "ash", "yew"):
        result = run("new", "term", "--id", id, "--set", "title.en=word", "--set", "text.en=It says.", "--data", data)
        assert result.exit_code == 0, result.output
    lines = [line.strip() for line in file.read_text("utf-8").splitlines() if line.startswith(("  - id", "  #"))]
    assert lines[:4] == ["- id: ash", "# bed", "- id: bed", "- id: elm"]
    assert lines[4:] == ["# ivy", "- id: ivy", "# oak", "- id: oak", "# sun", "- id: sun", "- id: yew"]


def test_a_playbook_without_measures_gets_their_file(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("tiny")
    needed = ("title.en=a", "formula.numerator.en=b", "unit.en=c", "direction=band")
    result = run("new", "kpi", "--id", "x", "--data", data, *(part for one in needed for part in ("--set", one)))
    assert result.exit_code == 0, result.output
    assert (data / "kpis.yml").read_text("utf-8").startswith("kpis:\n  - id: x\n    title:\n      en: a\n")


QUESTION = ("question", "--id", "new", "--in", "shelves", "--set", "text.en=Why?")
HOME = "pages:\n  - id: home\n    title:\n      en: Home\n"
RESULT = ("result", "--set", "title.en=x", "--set", "summary.en=x")
BAD: Mapping[str, tuple[int, Sequence[str], str]] = {
    "nothing given": (2, ["question"], "--id cannot be left out"),
    "no parent": (2, ["action", "--id", "x", "--set", "text.en=x"], "--in cannot be left out"),
    "no text": (2, ["term", "--id", "x", "--set", "title.en=x"], "--set text.en=... cannot be left out"),
    "only another language": (2, [*QUESTION[:-1], "text.ja=なぜ"], "--set text.en=... cannot be left out"),
    "no choice": (2, ["kpi", "--id", "x"], "--set direction=higher|lower|band cannot be left out"),
    "no field": (2, [*QUESTION, "--set", "Why?"], "'Why?' is no field with a value"),
    "id as a field": (2, [*QUESTION, "--set", "id=other"], "'id=other' is no field with a value"),
    "field twice": (2, [*QUESTION, "--set", "text=x"], "or the field is there already"),
    "parent of a term": (
        2,
        ["term", "--in", "shelves"],
        "the place of a term of the glossary is fixed; leave out --in",
    ),
    "no id": (1, [*QUESTION, "--id", "New One"], "'New One' is not an id"),
    "id suggested": (1, [*QUESTION, "--id", "New One"], "did you mean 'new-one'?"),
    "id too long": (1, [*QUESTION, "--id", "a" * 300], "the id is longer than 64 characters"),
    "chapter too long": (1, [*RESULT, "--id", "a" * 300], "the id is longer than 64 characters"),
    "id that YAML reads otherwise": (
        1,
        [*QUESTION, "--id", "no"],
        "some programs read 'no' as something other than an id",
    ),
    "device": (1, [*RESULT, "--id", "con"], "Windows keeps the name 'con' for a device"),
    "language": (1, [*RESULT, "--id", "ja"], "'ja' names a part of the site itself or a language"),
    "taken": (1, [*QUESTION, "--id", "lost-books"], "the id 'lost-books' is taken"),
    "was used": (1, [*QUESTION, "--id", "stickers"], "the id 'stickers' is taken"),
    "reserved": (1, [*QUESTION, "--id", "questions"], "the id 'questions' is used by the page itself"),
    "chapter taken": (
        1,
        [*RESULT, "--id", "shelves"],
        "the id 'shelves' is taken",
    ),
    "no such chapter": (1, [*QUESTION, "--in", "shelfs"], "there is no chapter with the id 'shelfs'; write an id that"),
    "no such group": (1, [*QUESTION, "--in", "shelves.oder"], "did you mean 'order'?"),
    "no such field": (1, [*QUESTION, "--set", "minuets=10"], "did you mean 'minutes'?"),
    "no such language": (1, [*QUESTION, "--set", "text.jp=x"], "did you mean 'ja'?"),
    "no such role": (
        1,
        ["action", "--id", "x", "--in", "shelves", "--set", "text.en=x", "--set", "role=libarian"],
        "did you mean 'librarian'?",
    ),
    "empty text": (1, [*QUESTION[:-1], "text.en="], "text.en: "),
    "mark left open": (1, [*QUESTION[:-1], "text.en=**Why?"], "groups.order.questions.new.text.en: "),
    "not a character": (1, [*QUESTION[:-1], "text.en=\udcff"], "unreadable letter"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_request_writes_nothing(case: str, data: Path) -> None:
    before, (code, asked, expected) = contents(data), BAD[case]
    result = run("new", *asked, "--data", data)
    assert (result.exit_code, contents(data)) == (code, before), result.output
    assert expected in result.output


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("glossary", ["term", "--id", "spine", "--set", "title.en=Spine", "--set", "text.en=The back of a book."]),
        (
            "kpis",
            ["kpi", "--id", "torn", "--set", "title.en=Torn", "--set", "unit.en=books", "--set", "direction=lower"],
        ),
    ],
)
def test_nothing_is_added_that_no_page_would_show(page: str, asked: list[str], tmp_path: Path) -> None:
    data = write(tmp_path / "data", {"playbook.yml": "title:\n  en: Handbook\nlanguages: [en]\n", "pages.yml": HOME})
    before = contents(data)
    formula = ["--set", "formula.numerator.en=Torn books"] if page == "kpis" else []
    result = run("new", *asked, *formula, "--data", data)
    assert (result.exit_code, contents(data)) == (1, before), result.output
    assert f"no page shows this; add a page with the id '{page}' to `pages` in pages.yml" in result.output


def test_texts_are_only_texts(data: Path) -> None:
    text = "a: b # c [x] {y} `z` \\n & * ! | > % @ `q`\n- no list?\n\nx: y"
    assert run("new", *QUESTION[:-1], f"text.en={text}", "--data", data).exit_code == 0
    playbook = load(data).playbook
    assert playbook is not None
    assert playbook.texts["shelves.new:text"].text.plain("en").startswith(text.split("\n", 1)[0])


def test_content_with_errors_is_named_first(data: Path) -> None:
    (data / "kpis.yml").write_text("kpis: [\n", "utf-8")
    result = run("new", *QUESTION, "--data", data)
    assert (result.exit_code, result.output.startswith("kpis.yml:")) == (1, True)


def test_full_disk_writes_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(data)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run("new", *CASES["pillar"]["asked"], "--data", data)
    assert (result.exit_code, contents(data)) == (1, before)
    assert f"the disk at {disk_of(data)} is full" in result.output


def on_terminal(data: Path, kind: str, answers: str) -> str:
    """Run `playbook new` on a terminal of its own, in Japanese, where somebody types answers."""
    command = [sys.executable, "-m", "playbook", "new", kind, "--data", data, "--lang", "ja"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as child:
        os.close(theirs)
        os.write(ours, f"{answers}\x04".encode())  # who asks for more gets the end of the input
        said = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
    assert child.returncode == 0, said.decode()
    return said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the terminal is gone with the last program on it
        return b""


def test_asks_on_a_terminal(data: Path) -> None:
    said = on_terminal(data, "question", "nowhere\nshelves\nlost-books\nwho-pays\n\nWho pays?\n誰が払いますか。\n\n")
    for expected in (
        "追加先の章のID：",
        "「nowhere」",
        "新しい質問のID（半角英小文字、数字、ハイフン）：",
        "ID「lost-books」はすでに使われています",
        "質問の文。",
        "text.en：",
        "省略できません。入力してください",
        "text.ja（後で書く場合はEnter）：",
        "shelves.who-pays を ",
    ):
        assert expected in said
    entry = "      - id: who-pays\n        text:\n          en: Who pays?\n          ja: 誰が払いますか。\n"
    assert entry in (data / "pillars" / "shelves.yml").read_text("utf-8")


def test_asks_for_the_language_of_a_new_file(data: Path) -> None:
    said = on_terminal(data, "pillar", "rooms\njp\nja\n部屋\n\n\n部屋の話です。\n\n\n")
    assert "source_language（en, ja, zh のいずれか）：" in said
    expected = "source_language: ja\ntitle:\n  ja: 部屋\nsummary:\n  ja: 部屋の話です。\n"
    assert (data / "pillars" / "rooms.yml").read_text("utf-8") == expected


def test_what_is_needed_is_what_the_model_requires() -> None:
    needed = {kind: [need.field for need in needs(record)] for kind, record in KINDS.items()}
    assert needed["kpi"] == ["title", "formula.numerator", "unit", "direction"]
    assert (needed["term"], needed["question"]) == (["title", "text"], ["text"])
    assert needed["pillar"] == needed["article"] == ["title", "summary"]
