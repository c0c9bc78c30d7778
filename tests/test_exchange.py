"""Translations on their way: sent to translators and taken back without a byte too many."""

import errno
import os
import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polib
import pytest
import yaml
from translate.filters import checks as judges
from translate.storage import factory
from translate.storage.base import TranslationStore
from translate.storage.xliff2 import Xliff2File

from playbook.files import disk_of
from playbook.loading import Loaded, load
from playbook.loading.memory import Memory
from playbook.model.ledger import Key, Made, State
from playbook.model.playbook import Playbook
from tests.conftest import DATA, ROOT, run
from tests.test_ledger import SHELVES, change, not_as_recorded, read
from tests.test_rename import contents
from tests.test_translations import LOST, command, data

__all__ = ["data"]

CASES = {case["name"]: case for case in yaml.safe_load((DATA / "exchange.yml").read_text("utf-8"))}
FORMATS = ("xliff", "po")
ALL_FORMATS = (*FORMATS, "xliff2")
# Formats whose files end otherwise.
ENDINGS = {"xliff2": "xlf"}
HEAD = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n<file original="pillars/shelves.yml" '
    'source-language="en-GB" target-language="ja" datatype="plaintext"><body>\n{body}\n</body></file></xliff>\n'
)
PO_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ja\\n"\n\n{entries}\n'


@pytest.fixture(scope="module")
def memory() -> Memory:
    return Memory()


@pytest.fixture
def remembering(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands read a file of the content again only where it says something else, as the preview does."""

    def known(data: Path, lang: str) -> tuple[Loaded, Playbook]:
        loaded = load(data, memory)
        assert loaded.playbook is not None, lang
        return loaded, loaded.playbook

    monkeypatch.setattr("playbook.cli.translations.readable", known)


def export(data: Path, form: str, *arguments: object) -> Path:
    file = data.parent / f"out.{ENDINGS.get(form, form)}"
    command("export", data, "--in", "ja", "--format", form, "--output", file, *arguments)
    return file


def opened(file: Path) -> TranslationStore:
    """Let the Translate Toolkit read an exchange file; it must be told which XLIFF is the newer one."""
    is_newer = b'version="2.1"' in file.read_bytes()
    return Xliff2File.parsefile(str(file)) if is_newer else factory.getobject(str(file))


def translated(file: Path, translate: Callable[[str], str]) -> Path:
    """Let another program read an exchange file and write translations into it: the Translate Toolkit."""
    store = opened(file)
    for unit in store.units:
        if not unit.isheader():
            unit.target = translate(str(unit.target or ""))
            unit.markfuzzy(False)
    back = file.with_stem("back")
    back.write_bytes(bytes(store))
    return back


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["ja", "zh", "en"])
def test_another_program_reads_what_is_exported(form: str, language: str, real: Playbook, tmp_path: Path) -> None:
    file = tmp_path / f"out.{form}"
    command("export", ROOT / "data", "--in", language, "--format", form, "--output", file)
    store = factory.getobject(str(file))
    found = [unit for unit in store.units if not unit.isheader()]
    texts = [standing.text for standing in real.texts.values() if standing.text.source != language]
    assert len(found) == len(texts)
    assert store.gettargetlanguage().replace("_", "-").lower() in ("ja", "zh-hans", "zh-cn", "en-gb")
    assert all(unit.isfuzzy() for unit in found)
    judge = judges.StandardUnitChecker()
    assert [unit.getid() for unit in found if "untranslated" in judge.run_filters(unit)] == []


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("form", FORMATS)
def test_a_round_trip_changes_the_translated_values_and_nothing_else(form: str, real: Playbook, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    before = contents(data)
    sent = export(data, form)
    originals: dict[str, str] = {}

    def mark(target: str) -> str:
        originals[f"{target}改"] = target
        return f"{target}改"

    translations = [one for one in real.texts.values() if one.text.source != "ja"]
    assert f"Recorded: {len(translations)} in ja." in command("import", data, translated(sent, mark))
    changed = contents(data)
    kept = {path for path in before if path.startswith(("asked/", "ui/", "editions/", ".schema/"))}
    assert {path for path in before if changed[path] != before[path]} == set(before) - kept
    for path in before:
        if path.endswith(".yml"):
            assert changed[path].replace("改".encode(), b"") == before[path].replace("改".encode(), b"")
    assert {state for key, state in read(data).states.items() if key.language == "ja"} == {State(Made.WRITTEN)}
    command("import", data, translated(export(data, form), originals.__getitem__))
    assert {path: content for path, content in contents(data).items() if path.endswith(".yml")} == {
        path: content for path, content in before.items() if path.endswith(".yml")
    }


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_what_comes_back_as_it_went_changes_nothing(form: str, data: Path) -> None:
    before = contents(data)
    assert command("import", data, export(data, form)) == "Recorded: nothing.\n"
    assert contents(data) == before


@pytest.mark.parametrize("form", ALL_FORMATS)
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


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("form", ALL_FORMATS)
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
    why = f"the disk at {disk_of(data)} is full; make room on it"
    said = f"{name}:1:1: file: the file cannot be written ({why}); nothing has changed\n"
    assert result.output.endswith(said)
    assert contents(data) == before
