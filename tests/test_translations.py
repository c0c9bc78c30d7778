"""Translations on their way: recorded by commands, sent to translators and taken back without a byte too many."""

import errno
import json
import os
import random
import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polib
import pytest
import yaml
from translate.filters import checks as judges
from translate.storage import factory
from translate.storage.base import TranslationStore

from playbook.authoring import rewriting
from playbook.loading import File, load
from playbook.model.ledger import Key, Made, State
from playbook.model.nodes import MappingNode
from tests.conftest import DATA, ROOT, run
from tests.test_ledger import SHELVES, change, not_as_recorded, read

CASES = {case["name"]: case for case in yaml.safe_load((DATA / "exchange.yml").read_text("utf-8"))}
FORMATS = ("xliff", "po")
LOST = "shelves.lost-books:listen_for"
HEAD = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n<file original="pillars/shelves.yml" '
    'source-language="en-GB" target-language="ja" datatype="plaintext"><body>\n{body}\n</body></file></xliff>\n'
)
PO_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ja\\n"\n\n{entries}\n'


def command(name: str, data: Path, *arguments: object) -> str:
    result = run("translations", name, "--data", data, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def contents(data: Path) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def export(data: Path, form: str, *arguments: object) -> Path:
    file = data.parent / f"out.{form}"
    command("export", data, "--in", "ja", "--format", form, "--output", file, *arguments)
    return file


def translated(file: Path, translate: Callable[[str], str]) -> Path:
    """Let another program read an exchange file and write translations into it: the Translate Toolkit."""
    store: TranslationStore = factory.getobject(str(file))
    for unit in store.units:
        if not unit.isheader():
            unit.target = translate(str(unit.target or ""))
            unit.markfuzzy(False)
    back = file.with_stem("back")
    back.write_bytes(bytes(store))
    return back


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    """The sample with every text recorded as made by a program."""
    data = copy_of("sample")
    command("accept", data, "--all", "--machine")
    return data


# ---- commands that record


def test_accept_records_what_stands_there(data: Path) -> None:
    change(data, SHELVES, "人の名前ではなく、原因です。", "名前より原因です。")
    assert command("accept", data, "shelves.lost-books") == "Recorded: 1 in ja.\n"
    assert not_as_recorded(read(data)) == {Key("ja", LOST): State(Made.WRITTEN)}
    assert command("accept", data, "shelves") == "Recorded: nothing.\n"


def test_unchanged_lets_translations_stand(data: Path) -> None:
    change(data, SHELVES, "Causes, not names.", "Causes, not persons.")
    command("accept", data, "--in", "en", LOST)
    assert set(not_as_recorded(read(data))) == {Key(language, LOST) for language in ("en", "ja", "zh")}
    before = (data / "translations.lock").read_text("utf-8").splitlines()
    change(data, SHELVES, "Causes, not persons.", "Causes, not people.")
    change(data, SHELVES, "Label every book", "Label each book")
    assert command("unchanged", data, "shelves.label-all:text") == "Recorded: 1 in en, 1 in ja, 1 in zh.\n"
    stale = {Key(language, LOST) for language in ("ja", "zh")}
    assert {key for key, state in not_as_recorded(read(data)).items() if state.is_stale} == stale
    after = (data / "translations.lock").read_text("utf-8").splitlines()
    assert len(set(after) - set(before)) == 3


def test_unchanged_does_not_clear_what_was_stale_before(data: Path) -> None:
    change(data, SHELVES, "Causes, not names.", "Reasons, not names.")
    command("accept", data, LOST, "--in", "en", "--in", "zh")
    change(data, SHELVES, "Reasons, not names.", "Reasons, not names!")
    command("unchanged", data, LOST)
    states = read(data).states
    assert not states[Key("zh", LOST)].is_stale
    assert states[Key("ja", LOST)].is_stale


def test_review_names_role_and_day(data: Path) -> None:
    command("review", data, "shelves", "--in", "ja", "--role", "librarian", "--date", "2026-11-20")
    said = command("review", data, LOST, "--in", "zh", "--role", "librarian", "--date", "2026-11-21")
    assert said == "Recorded: 1 in zh.\n"
    state = read(data).states[Key("zh", LOST)]
    assert state.review
    assert (state.made, state.review.role, str(state.review.date)) == (Made.MACHINE, "librarian", "2026-11-21")
    change(data, SHELVES, "说原因，不说人名。", "说说原因。")
    assert read(data).states[Key("zh", LOST)] == State(Made.DRAFT)
    change(data, SHELVES, "Causes, not names.", "Causes.")
    assert read(data).states[Key("ja", LOST)].is_stale


def test_accept_forgets_what_is_gone(data: Path) -> None:
    lock = data / "translations.lock"
    before = lock.read_text("utf-8")
    lock.write_text(before + "zh shelves.gone:text machine 5b41fc9a02de 5b41fc9a02de\n", "utf-8")
    assert command("accept", data, "shelves.gone:text") == "Recorded: 1 in zh.\n"
    assert lock.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept",), "name ITEMS, or say --all"),
        (("accept", "shelves.lost-book"), "no text has the id 'shelves.lost-book'; did you mean 'shelves.lost-books'?"),
        (("accept", "--all", "--in", "fr"), "fr; one of en, ja, zh"),
        (("unchanged",), "Missing argument"),
        (("review", "shelves", "--role", "librarian"), "say with --in which language was read"),
        (("review", "shelves", "--in", "ja", "--role", "chief"), "chief; one of librarian"),
        (("review", "shelves", "--in", "ja", "--role", "librarian", "--date", "2999-01-01"), "is still to come"),
        (("export",), "Missing option '--in'"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, data: Path) -> None:
    before = contents(data)
    result = run("translations", arguments[0], "--data", data, *arguments[1:])
    assert result.exit_code == 2
    assert said in result.output
    assert contents(data) == before


def test_options_in_front_of_a_command_hold_for_it(data: Path) -> None:
    change(data, SHELVES, "人の名前ではなく、原因です。", "名前より原因です。")
    change(data, SHELVES, "说原因，不说人名。", "说说原因。")
    result = run("translations", "--data", data, "--in", "ja", "accept", LOST)
    assert result.output == "Recorded: 1 in ja.\n"
    assert set(not_as_recorded(read(data))) == {Key("ja", LOST), Key("zh", LOST)}


def test_the_table_counts_by_language_and_chapter(data: Path) -> None:
    change(data, SHELVES, "Causes, not names.", "Causes.")
    lines = [line.split() for line in run("translations", "--data", data, "--in", "ja").output.splitlines()]
    assert lines[0] == ["texts", "missing", "stale", "draft", "machine", "written", "reviewed"]
    assert next(line for line in lines if line[0] == "shelves") == ["shelves", "17", "0", "1", "0", "16", "0", "0"]
    rows = json.loads(run("translations", "--data", data, "--format", "json").output)
    row = next(row for row in rows if (row["language"], row["file"]) == ("zh", "shelves"))
    assert (row["missing"], row["stale"], row["machine"]) == (1, 1, 15)


# ---- files for translators


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["ja", "zh", "en"])
def test_another_program_reads_what_is_exported(form: str, language: str, tmp_path: Path) -> None:
    file = tmp_path / f"out.{form}"
    command("export", ROOT / "data", "--in", language, "--format", form, "--output", file)
    playbook = read(ROOT / "data")
    store = factory.getobject(str(file))
    found = [unit for unit in store.units if not unit.isheader()]
    texts = [standing.text for standing in playbook.texts.values() if standing.text.source != language]
    assert len(found) == len(texts)
    assert store.gettargetlanguage().replace("_", "-").lower() in ("ja", "zh-hans", "zh-cn", "en-gb")
    assert all(unit.isfuzzy() for unit in found)
    judge = judges.StandardUnitChecker()
    assert [unit.getid() for unit in found if "untranslated" in judge.run_filters(unit)] == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_round_trip_changes_the_translated_values_and_nothing_else(form: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    before = contents(data)
    sent = export(data, form)
    originals: dict[str, str] = {}

    def mark(target: str) -> str:
        originals[f"{target}改"] = target
        return f"{target}改"

    translations = [one for one in read(data).texts.values() if one.text.source != "ja"]
    assert f"Recorded: {len(translations)} in ja." in command("import", data, translated(sent, mark))
    changed = contents(data)
    kept = {path for path in before if path.startswith(("ui/", "editions/", ".schema/"))}
    assert {path for path in before if changed[path] != before[path]} == set(before) - kept
    for path in before:
        if path.endswith(".yml"):
            assert changed[path].replace("改".encode(), b"") == before[path].replace("改".encode(), b"")
    assert {state for key, state in read(data).states.items() if key.language == "ja"} == {State(Made.WRITTEN)}
    command("import", data, translated(export(data, form), originals.__getitem__))
    assert {path: content for path, content in contents(data).items() if path.endswith(".yml")} == {
        path: content for path, content in before.items() if path.endswith(".yml")
    }


@pytest.mark.parametrize("form", FORMATS)
def test_what_comes_back_as_it_went_changes_nothing(form: str, data: Path) -> None:
    before = contents(data)
    assert command("import", data, export(data, form)) == "Recorded: nothing.\n"
    assert contents(data) == before


@pytest.mark.parametrize("form", FORMATS)
def test_what_comes_back_late_is_taken_where_the_text_still_stands(form: str, data: Path) -> None:
    back = translated(export(data, form, "shelves"), lambda target: f"{target}改")
    change(data, SHELVES, "Causes, not names.", "Reasons.")
    change(data, SHELVES, "二種類の記号", "別々の記号")
    change(data, SHELVES, "id: label-all", "id: label-each")
    change(data, "model.yml", "shelves.label-all", "shelves.label-each")
    said = command("import", data, back)
    late = [line.split(": ", 1)[1] for line in said.splitlines()[:-1]]
    assert sorted(late) == [
        "shelves.label-all:deliverable: warning: the playbook no longer has this text; its translation is not taken",
        "shelves.label-all:text: warning: the playbook no longer has this text; its translation is not taken",
        f"{LOST}: warning: the source text has changed since the file was made; its translation is not taken",
        "shelves.two-systems:text: warning: somebody changed the translation here since the file was made; "
        "the one from the file is not taken",
    ]
    texts = read(data).texts
    assert texts["shelves.lost-books:text"].text.plain("ja") == "どの本が、なぜ見つからなくなりましたか。改"
    assert texts["shelves.two-systems:text"].text.plain("ja") == "別々の記号"
    assert texts[LOST].text.plain("ja") == "人の名前ではなく、原因です。"


def test_without_hashes_the_words_of_the_source_tell(data: Path) -> None:
    file = export(data, "xliff", "shelves")
    file.write_text(re.sub(' extradata="[^"]*"', "", file.read_text("utf-8")), "utf-8")
    change(data, SHELVES, "Causes, not names.", "Reasons.")
    said = command("import", data, translated(file, lambda target: f"{target}改"))
    assert [line.split(": ")[1] for line in said.splitlines()[:-1]] == [LOST]


def test_what_a_program_translated_is_recorded_so(data: Path) -> None:
    back = translated(export(data, "po", LOST), lambda _: "原因です。")
    command("import", data, back, "--machine")
    assert read(data).states[Key("ja", LOST)] == State(Made.MACHINE)


def test_what_the_translator_is_not_done_with_is_a_draft(data: Path) -> None:
    file = polib.pofile(str(export(data, "po", "shelves")))
    entry = next(entry for entry in file if entry.msgctxt == LOST)
    assert entry.fuzzy
    entry.msgstr = "原因です。"
    back = data.parent / "back.po"
    file.save(str(back))
    command("import", data, back)
    assert not_as_recorded(read(data)) == {Key("ja", LOST): State(Made.DRAFT)}


def test_segments_that_a_program_marks_are_taken(data: Path) -> None:
    file = data.parent / "back.xlf"
    target = '<target><mrk mtype="seg" mid="0">原因、</mrk><mrk mtype="seg" mid="1">それだけです。</mrk></target>'
    unit = f'<trans-unit id="{LOST}"><source>Causes, not names.</source>{target}</trans-unit>'
    file.write_text(HEAD.replace("{body}", unit), "utf-8")
    command("import", data, file)
    assert read(data).texts[LOST].text.plain("ja") == "原因、それだけです。"


def written(case: Mapping[str, Any], folder: Path) -> Path:
    """Write the file of a case of `exchange.yml`."""
    is_po = "entries" in case or "hex" in case or case["name"].startswith("po-")
    file = folder / ("back.po" if is_po else "back.xlf")
    templates = (("body", HEAD), ("entries", PO_HEAD))
    text = next((head.replace(f"{{{key}}}", case[key]) for key, head in templates if key in case), case.get("file", ""))
    file.write_bytes(bytes.fromhex(case["hex"]) if "hex" in case else text.encode())
    return file


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_used_changes_nothing(case: str, data: Path, tmp_path: Path) -> None:
    file = written(CASES[case], tmp_path)
    before = contents(data)
    result = run("translations", "import", "--data", data, file)
    assert result.output.rstrip("\n") == CASES[case]["expected"]
    assert result.exit_code == 1
    assert contents(data) == before


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("seed", range(4))
def test_no_file_stops_an_import(form: str, seed: int, data: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same files in every run are wanted
    sent = export(data, form, "shelves").read_bytes()
    back = data.parent / f"back.{form}"
    before = contents(data)
    for _ in range(15):
        at = chance.randrange(len(sent))
        cut = chance.choice([at, at, at + chance.randrange(30), len(sent)])
        back.write_bytes(
            sent[:at] + chance.choice([b"", b'"', b"<", b"&x;", b"\\", b"\0", b"\xff", b"\n\n"]) + sent[cut:]
        )
        result = run("translations", "import", "--data", data, back)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == 0 or contents(data) == before
        for path, content in before.items():
            (data / path).write_bytes(content)


# ---- values in place of values

AWKWARD = [
    "no",
    "12:30",
    "1.10",
    "~",
    "null",
    "2026-11-23",
    "#1",
    "a: b",
    "a #b",
    "- a",
    "a:",
    "'",
    '"',
    "\"a\" and 'b'",
    "back\\slash \\n",
    "{a}",
    "[a]",
    "[a](https://example.org)",
    "%",
    "@a",
    "`a`",
    "&a *b !c",
    "| a",
    "> a",
    "? a",
    "...",
    "---",
    "a: |-",
    "{{ 7 * 7 }}",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp;",
    "**強い**。",
    "言：葉",
    "e\u0301",
    "a\n\n- b\n- c: d\n- #e",
    "# a\n# b",
    "  a  \n b \n\n\n",
]
# What stands around a value in a file: comments, empty lines, spaces at the ends of lines.
AROUND = {
    "of another": (
        "# comment\ntitle:\n  en: Shelves  \nsummary:\n  # above\n  en: |-\n    One.\n\n  # below\n  ja: ",
        '\n\n  # behind\naudience:\n  en: "All"  \n  # end',
    ),
    "of none": (
        "title:\n  en: Shelves\nsummary:\n  # above\n  en: |-\n    One.",
        "\n\n  # behind\naudience:\n  en: All\n",
    ),
    "in front": ("title:\n  en: Shelves\nsummary:\n  # above\n  ", "zh: |-\n    一\n"),
}


@pytest.mark.parametrize(
    ("place", "old"),
    [
        *(("of another", old) for old in ("古い", "'古''い'", '"古\\"い"', "|\n      古い\n\n      本")),
        ("of none", ""),
        ("in front", ""),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_value_is_put_in_place(place: str, old: str, line_end: str, bom: str, copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    head, behind = (part.replace("\n", line_end) for part in AROUND[place])
    head = bom + head
    content = (head + old.replace("\n", line_end) + behind).encode()
    if place == "in front":
        change(data, "playbook.yml", "languages:", "source_language: zh\nlanguages:")
    (data / SHELVES).write_bytes(content)
    file = next(file for file in load(data).files if file.path == SHELVES)
    values = values_of(file)
    for value in AWKWARD:
        new, again = rewriting.rewritten(file, content, [rewriting.Value(values, "ja", value, ("en", "ja", "zh"))])
        assert again.reading.problems == []
        assert str(values_of(again)["ja"]) == unicodedata.normalize("NFC", rewriting.tidy(value))
        assert (new.decode().startswith(head), new.decode().endswith(behind)) == (True, True)
        assert new.count(b"\r") == (new.count(b"\n") if line_end == "\r\n" else 0)


def values_of(file: File) -> MappingNode:
    return next(one.values for one in file.reading.texts if one.field == "summary")


def test_a_value_stands_in_the_form_of_all_files(data: Path) -> None:
    file = next(file for file in load(data).files if file.path == SHELVES)
    values = {one.text.key: one.values for one in file.reading.texts}
    new = (data / SHELVES).read_bytes()
    put = [
        rewriting.Value(values[LOST], "ja", "原因です。"),
        rewriting.Value(values["shelves.two-systems:text"], "ja", "記号: 二種類"),
        rewriting.Value(values["shelves.marks:text"], "ja", "短いこと。"),
        rewriting.Value(values["shelves.label-all:text"], "ja", "no"),
        rewriting.Value(values["shelves.untranslated:text"], "zh", "谁可以移动书架？", ("en", "ja", "zh")),
    ]
    lines = rewriting.rewritten(file, new, put)[0].decode().splitlines()
    for expected in (
        ["          ja: 原因です。"],
        ["      ja: |-", "        記号: 二種類"],
        ["      ja: 短いこと。", "      zh: |-"],
        ["      ja: 'no'"],
        ["          ja: 書棚を動かしてよいのは誰ですか。", "          zh: 谁可以移动书架？"],
    ):
        at = lines.index(expected[0]) if lines.count(expected[0]) == 1 else lines.index(expected[1]) - 1
        assert lines[at : at + len(expected)] == expected


@pytest.mark.parametrize("failing", [1, 2])
def test_a_full_disk_loses_nothing(failing: int, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back = translated(export(data, "po", LOST), lambda _: "原因です。")
    before, calls = contents(data), iter(range(1, 9))
    sync = os.fsync

    def full(handle: int) -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    result = run("translations", "import", "--data", data, back)
    assert result.exit_code == 1
    name = ("shelves.yml", "translations.lock")[failing - 1]
    said = f"{name}:1:1: file: the file cannot be written (No space left on device); nothing has changed\n"
    assert result.output.endswith(said)
    assert contents(data) == before


def test_a_link_in_the_data_folder_stays_a_link(data: Path, tmp_path: Path) -> None:
    real = tmp_path / "sample" / ".real.lock"
    (data / "translations.lock").rename(real)
    (data / "translations.lock").symlink_to(real)
    real.chmod(0o640)
    command("review", data, LOST, "--in", "ja", "--role", "librarian")
    assert (data / "translations.lock").is_symlink()
    assert "reviewed librarian" in real.read_text("utf-8")
    assert real.stat().st_mode & 0o777 == 0o640
