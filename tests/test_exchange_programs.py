"""Files as translators' programs leave them: no guess becomes a translation, no part of a file is refused."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.loading import load
from playbook.model.ledger import Key, Made
from playbook.translations.units import _meant_language
from tests.conftest import run

JA_TITLE = "村の図書館ハンドブック"


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    return copy_of("sample")


def exported(data: Path, form: str) -> Path:
    file = data.parent / f"ja.{form}"
    result = run("translations", "export", "--data", data, "--in", "ja", "--format", form, "--output", file)
    assert result.exit_code == 0, result.output
    return file


def imported(data: Path, file: Path) -> tuple[str, dict[str, str]]:
    """What an import says, and the Japanese texts that stand then."""
    result = run("translations", "import", file, "--data", data)
    assert result.exit_code == 0, result.output
    playbook = load(data).playbook
    assert playbook is not None
    texts = {key: one.text.plain("ja") for key, one in playbook.texts.items() if "ja" in one.text.versions}
    return result.output, texts


def untranslated(data: Path) -> str:
    """Take the Japanese of a question away."""
    chapter = data / "pillars" / "shelves.yml"
    lines = chapter.read_text(encoding="utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if "which books were lost" in line.lower())
    ja = next(at for at, line in enumerate(lines[at:], at) if line.strip().startswith("ja:"))
    assert not lines[ja].rstrip().endswith("|-")
    chapter.write_text("\n".join(lines[:ja] + lines[ja + 1 :]), encoding="utf-8")
    return "shelves.lost-books:text"


def test_a_guess_is_no_translation(data: Path) -> None:
    key = untranslated(data)
    file = exported(data, "po")
    text = file.read_text(encoding="utf-8")
    head, tail = text.split(f'msgctxt "{key}"')
    tail = tail.replace('msgstr ""', 'msgstr "別の質問の訳"', 1)
    file.write_text(f'{head}#, fuzzy\nmsgctxt "{key}"{tail}', encoding="utf-8")
    said, texts = imported(data, file)
    assert key not in texts
    assert f"{key}: warning: this is a guess" in said


def test_a_copied_source_is_no_translation(data: Path) -> None:
    key = untranslated(data)
    file = exported(data, "xliff")
    text = file.read_text(encoding="utf-8")
    head, tail = text.split(f'id="{key}"')
    copied = re.sub(r'(needs-translation")\s*/>', r"\1>Which books?</target>", tail, count=1)
    file.write_text(f'{head}id="{key}"{copied}', encoding="utf-8")
    assert 'state="needs-translation">Which books?' in file.read_text(encoding="utf-8")
    assert key not in imported(data, file)[1]


@pytest.mark.parametrize("qualifier", ["mt-suggestion", "leveraged-mt"])
def test_what_came_from_a_machine_is_recorded_so(data: Path, qualifier: str) -> None:
    file = exported(data, "xliff")
    text = file.read_text(encoding="utf-8")
    text = text.replace(
        f'state="needs-review-translation">{JA_TITLE}', f'state="translated" state-qualifier="{qualifier}">村の手引', 1
    ).replace('approved="no" extradata', "extradata", 1)
    file.write_text(text, encoding="utf-8")
    assert imported(data, file)[1]["playbook:title"] == "村の手引"
    playbook = load(data).playbook
    assert playbook is not None
    assert playbook.states[Key("ja", "playbook:title")].made is Made.MACHINE


def test_what_is_marked_as_deleted_is_left_out(data: Path) -> None:
    file = exported(data, "xliff")
    deleted = '村の<mrk mtype="x-sdl-deleted">むらの</mrk>図書館の<mrk mtype="x-sdl-added">新しい</mrk>手引'
    file.write_text(file.read_text(encoding="utf-8").replace(JA_TITLE, deleted), encoding="utf-8")
    assert imported(data, file)[1]["playbook:title"] == "村の図書館の新しい手引"


@pytest.mark.parametrize(
    ("form", "where", "note"),
    [
        ("xliff", f"(?<={JA_TITLE}</target>)", "<note from='Mia'>Is this\\n the <b>title</b>?</note>"),
        ("po", "(?=#. source-hash)", "# Is this\\n# the title?\\n"),
    ],
)
def test_a_note_of_a_translator_is_passed_on(form: str, where: str, note: str, data: Path) -> None:
    file = exported(data, form)
    file.write_text(re.sub(where, note, file.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    assert "playbook:title: warning: note in the file: Is this the title?" in imported(data, file)[0]


def test_what_is_not_to_be_translated_stays(data: Path) -> None:
    file = exported(data, "xliff")
    text = file.read_text(encoding="utf-8").replace("<body>", '<body><group translate="no">', 1)
    text = text.replace("</body>", "</group></body>", 1).replace(JA_TITLE, "村の手引")
    file.write_text(text, encoding="utf-8")
    said, texts = imported(data, file)
    assert "playbook:title: warning: the file says that this text is not to be translated" in said
    assert texts["playbook:title"] == JA_TITLE


def test_what_is_not_approved_is_not_final(data: Path) -> None:
    file = exported(data, "xliff")
    text = file.read_text(encoding="utf-8")
    assert 'approved="no"' in text
    text = text.replace(f'state="needs-review-translation">{JA_TITLE}', f'state="translated">{JA_TITLE}を改めた')
    file.write_text(text, encoding="utf-8")
    imported(data, file)
    playbook = load(data).playbook
    assert playbook is not None
    assert playbook.states[Key("ja", "playbook:title")].made is Made.DRAFT


def test_a_part_of_a_file_is_taken_and_told(data: Path) -> None:
    file = exported(data, "po")
    head, first, second, *_ = file.read_text(encoding="utf-8").split("\n\n")
    file.write_text("\n\n".join([head, first, second.replace("司書", "司書 ")]) + "\n", encoding="utf-8")
    said, _ = imported(data, file)
    assert "warning: 2 of " in said


def test_a_cut_inside_an_entry_is_refused(data: Path) -> None:
    file = exported(data, "po")
    text = file.read_text(encoding="utf-8")
    for cut in ('msgctxt "playbook:title"\n', 'msgid "Village library handbook"\n'):
        file.write_text(text[: text.index(cut) + len(cut)], encoding="utf-8")
        assert run("translations", "import", file, "--data", data).exit_code == 1, cut


def test_an_encoding_that_cannot_be_read_is_named(data: Path) -> None:
    file = exported(data, "xliff")
    text = file.read_text(encoding="utf-8").replace('encoding="UTF-8"', 'encoding="Shift_JIS"')
    file.write_bytes(text.encode("shift_jis", "replace"))
    assert "save it as UTF-8" in run("translations", "import", file, "--data", data).output


def test_a_file_without_a_language_says_so_once(data: Path) -> None:
    file = exported(data, "xliff")
    file.write_text(file.read_text(encoding="utf-8").replace(' target-language="ja"', ""), encoding="utf-8")
    result = run("translations", "import", file, "--data", data)
    assert result.exit_code == 1
    assert result.output.count("does not say which language") == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    {
        "zh_Hans_CN": "zh",
        "zh-CN": "zh",
        "zh_CN.UTF-8": "zh",
        "ja_JP.UTF-8": "ja",
        "ja@euro": "ja",
        "en_US": "en",
        "en-Latn-GB": "en",
        "zh_TW": None,
        "zh-Hant": None,
        "zh-Hant-HK": None,
        "": None,
        "ko": None,
        "j": None,
    }.items(),
)
def test_tags_and_locales_lead_to_a_language(written: str, meant: str | None) -> None:
    assert _meant_language(written, ("en", "ja", "zh")) == meant


def test_gettext_merges_and_parts_what_is_exported(data: Path) -> None:
    file = exported(data, "po")
    checked = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", file], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr
    subprocess.run(["msgmerge", "--quiet", "--update", file, file], check=True)
    assert "Recorded: nothing" in imported(data, file)[0]


@pytest.mark.parametrize(("name", "begins"), {"ja.po": "msgid", "ja.PO": "msgid", "ja.xlf": "<?xml"}.items())
def test_the_name_of_a_file_tells_its_format(name: str, begins: str, data: Path) -> None:
    file = data.parent / name
    assert run("translations", "export", "--data", data, "--languages", "ja", "--output", file).exit_code == 0
    assert file.read_text(encoding="utf-8").lstrip("#\n").startswith(begins)
