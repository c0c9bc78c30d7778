"""What gettext and the Translate Toolkit make of an exchange file, and what becomes of that: the real programs run."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.model.ledger import Key, Made
from tests.conftest import run
from tests.test_exchange import export
from tests.test_ledger import SHELVES, change, read
from tests.test_rename import contents
from tests.test_translations import LOST, command, data

__all__ = ["data"]

BIN = Path(sys.executable).parent
OLD = "人の名前ではなく、原因です。"


def gettext(*arguments: object) -> str:
    """Run one of gettext's programs, which must be content with what it reads."""
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return done.stdout.decode()


def toolkit(program: str, *arguments: object) -> str:
    """Run one of the Translate Toolkit's programs."""
    return gettext(BIN / program, *arguments)


def edited(file: Path, *changes: tuple[str, str]) -> Path:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    return file


def review(data: Path, item: str) -> None:
    command("review", data, item, "--languages", "ja", "--role", "librarian", "--date", "2026-11-20")


def finished(file: Path, pattern: str, *changes: tuple[str, str]) -> Path:
    """Take the part of a file whose keys fit a pattern, change its words, and call every text done."""
    part = file.with_name(f"{re.sub(r'[^a-z]', '', pattern)}.po")
    gettext("msggrep", "--msgctxt", "--regexp", pattern, file, "--output-file", part)
    edited(part, *changes)
    gettext("msgattrib", "--clear-fuzzy", part, "--output-file", part)
    return part


PASSED_ON = [
    "msgcat {file} -o {back}",
    "msgcat --no-wrap --sort-output {file} -o {back}",
    "msgcat --width=40 --no-location {file} -o {back}",
    "msgattrib {file} -o {back}",
    "msgconv --to-code=UTF-8 {file} -o {back}",
    "msguniq {file} -o {back}",
    "msgfilter --input={file} -o {back} cat",
    "msgmerge --quiet {file} {file} -o {back}",
    "msgmerge --quiet --no-fuzzy-matching {file} {file} -o {back}",
    "pomerge -t {file} -i {file} -o {back}",
    "pot2po -i {template} -t {file} -o {back}",
]


@pytest.mark.parametrize("line", PASSED_ON)
def test_what_programs_pass_on_changes_nothing(line: str, data: Path) -> None:
    review(data, "shelves")
    file, before = export(data, "po"), contents(data)
    template, back = Path(shutil.copy(file, file.with_suffix(".pot"))), file.with_stem("back")
    gettext("msgfmt", "--check", "-o", "/dev/null", file)
    name, *arguments = (word.format(file=file, back=back, template=template) for word in line.split())
    (toolkit if name.startswith("po") else gettext)(name, *arguments)
    assert command("import", data, back) == "Recorded: nothing.\n"
    assert contents(data) == before


PARTS = [
    "msggrep --location=pillars/shelves.yml {file} -o {part}",
    "msggrep --msgctxt --regexp=^shelves {file} -o {part}",
    "msgattrib --only-fuzzy {file} -o {part}",
    "msgattrib --translated --no-fuzzy {file} -o {part}",
    "pogrep --search=locations shelves {file} {part}",
    "pofilter --test=isfuzzy {file} {part}",
]


@pytest.mark.parametrize("line", PARTS)
def test_a_part_is_taken_as_one(line: str, data: Path) -> None:
    review(data, "glossary")
    file, before = export(data, "po"), contents(data)
    part = file.with_stem("part")
    name, *arguments = (word.format(file=file, part=part) for word in line.split())
    (toolkit if name.startswith("po") else gettext)(name, *arguments)
    *told, recorded = command("import", data, part).splitlines()
    assert recorded == "Recorded: nothing."
    found, all_texts = (len(re.findall("^msgctxt", one.read_text("utf-8"), re.MULTILINE)) for one in (part, file))
    assert 0 < found < all_texts
    assert [line for line in told if "note in the file: (pofilter)" not in line] == [
        f"part.po:1:1: file: warning: {found} of {all_texts} texts are in the file; only these are taken"
    ]
    assert contents(data) == before


def test_a_guess_never_stands_in_for_a_text(data: Path) -> None:
    """The translator's file is without three texts, two of which have been translated here."""
    part = finished(export(data, "po"), "^shelves.lost-books:text$", ("なぜ見つからなくなりましたか", "なぜ？"))
    change(data, SHELVES, "      - id: untranslated\n", TWICE + "      - id: untranslated\n")
    command("accept", data, "shelves.lost-twice", "shelves.lost-again")
    newer, merged = export(data, "po"), data.parent / "merged.po"
    gettext("msgmerge", "--quiet", part, newer, "-o", merged)
    assert merged.read_text("utf-8").count('msgstr "どの本が、なぜ？。"') == 4
    said = command("import", data, merged)
    texts = read(data).texts
    assert texts["shelves.lost-books:text"].text.plain("ja") == "どの本が、なぜ？。"
    assert texts["shelves.lost-twice:text"].text.plain("ja") == "二度なくなった本は。"
    assert "ja" not in texts["shelves.lost-again:text"].text.versions
    assert [line.split(": ")[1] for line in said.splitlines()[:-1]] == [
        "shelves.lost-twice:text",
        "shelves.lost-again:text",
        "templates.loss-list:text",
    ]
    assert said.count("this is a guess of the translator's program; it is not taken") == 3
    assert read(data).states[Key("ja", "shelves.lost-twice:text")].made is Made.WRITTEN


TWICE = """\
      - id: lost-twice
        text:
          en: Which books were lost twice, and why?
          ja: 二度なくなった本は。
      - id: lost-again
        text:
          en: Which books were lost again, and why?
"""


@pytest.mark.parametrize("is_accepted", [True, False])
def test_what_was_changed_here_before_a_merge_stays(is_accepted: bool, data: Path) -> None:
    """The newer file knows of the change, and hers does not: msgmerge says nothing of it."""
    change(data, SHELVES, "      ja: 二種類の記号\n", "")
    hers = edited(export(data, "po"), (OLD, "原因。"), (EMPTY, EMPTY.replace('""', '"二つの記号"')))
    gettext("msgattrib", "--clear-fuzzy", hers, "-o", hers)
    hers = hers.rename(data.parent / "hers.po")
    change(data, SHELVES, OLD, "原因を。")
    change(
        data, SHELVES, "      en: Two systems of marks\n", "      en: Two systems of marks\n      ja: 二系統の記号\n"
    )
    change(data, SHELVES, "抜けのない書棚", "すき間のない書棚")
    if is_accepted:
        command("accept", data, "shelves")
    gettext("msgmerge", "--quiet", hers, export(data, "po"), "-o", merged := data.parent / "merged.po")
    said = command("import", data, merged).splitlines()
    kept = {
        LOST: "原因を。",
        "shelves.two-systems:text": "二系統の記号",
        "shelves.label-all:deliverable": "すき間のない書棚",
    }
    assert {line.split(": ")[1] for line in said[:-1]} == set(kept)
    assert all("somebody changed the translation here since the file was made" in line for line in said[:-1])
    assert {key: read(data).texts[key].text.plain("ja") for key in kept} == kept


EMPTY = 'msgctxt "shelves.two-systems:text"\nmsgid "Two systems of marks"\nmsgstr ""'


def test_a_comment_that_a_translator_deletes_or_writes_does_no_harm(data: Path) -> None:
    file = edited(export(data, "po"), (OLD, "原因。"))
    lines = file.read_text("utf-8").split("\n")
    text = "\n".join(line for line in lines if not line.startswith("# target-hash:"))
    file.write_text(text.replace(f'msgctxt "{LOST}"', f'# Why not who?\nmsgctxt "{LOST}"'), "utf-8")
    said = command("import", data, file)
    assert said.splitlines()[0].endswith(f"{LOST}: warning: note in the file: Why not who?")
    assert read(data).texts[LOST].text.plain("ja") == "原因。"


def test_a_draft_never_stands_in_for_what_a_person_stands_by(data: Path) -> None:
    review(data, LOST)
    back = edited(export(data, "po"), (f'msgctxt "{LOST}"', f'#, fuzzy\nmsgctxt "{LOST}"'), (OLD, "原因かな。"))
    said, before = command("import", data, back), contents(data)
    assert f"{LOST}: warning: this is only a draft, and a person stands by the text here" in said
    assert contents(data) == before
    assert read(data).states[Key("ja", LOST)].review


def test_of_two_translations_put_together_neither_is_taken(data: Path) -> None:
    file = export(data, "po")
    one, other = (
        finished(file, f"^{key}", (OLD, words)) for key, words in (("shelves", "甲。"), ("shelves.lost", "乙。"))
    )
    both, before = data.parent / "both.po", contents(data)
    gettext("msgcat", one, other, "-o", both)
    assert f"{LOST}: warning: two translations of this text stand in the file" in command("import", data, both)
    assert "#-#" not in (data / "pillars" / "shelves.yml").read_text("utf-8")
    assert (data / "pillars" / "shelves.yml").read_bytes() == before["pillars/shelves.yml"]
    assert read(data).states[Key("ja", LOST)].made is Made.MACHINE


def test_files_of_two_languages_put_together_are_refused(data: Path) -> None:
    zh = data.parent / "zh.po"
    command("export", data, "--languages", "zh", "--output", zh)
    files = (finished(export(data, "po"), "^shelves"), finished(zh, "^glossary"))
    both, before = data.parent / "both.po", contents(data)
    gettext("msgcat", *files, "-o", both)
    result = run("translations", "import", "--data", data, both)
    assert result.exit_code == 1
    assert "'ja, zh_CN' is not a language of this playbook (en, ja, zh)" in result.output
    assert contents(data) == before


def test_what_the_playbook_no_longer_has_makes_no_part_of_a_file(data: Path) -> None:
    older = Path(shutil.copy(export(data, "po"), data.parent / "older.po"))
    change(data, SHELVES, QUESTION, "")
    merged = data.parent / "merged.po"
    gettext("msgmerge", "--quiet", older, export(data, "po"), "-o", merged)
    assert "#~ msgid" in merged.read_text("utf-8")
    assert command("import", data, merged) == "Recorded: nothing.\n"


QUESTION = """\
      - id: untranslated
        text:
          en: Who may move a shelf?
          ja: 書棚を動かしてよいのは誰ですか。
"""


def test_converters_call_done_what_a_person_stands_by(data: Path) -> None:
    review(data, "shelves")
    file, found = export(data, "xliff"), data.parent / "found.po"
    toolkit("xliff2po", file, found)
    count = len([key for key in read(data).texts if key.startswith("shelves")])
    counted = gettext("msgattrib", "--translated", "--no-fuzzy", "--no-wrap", found)
    assert counted.count("\nmsgid ") - 1 == count
    assert OLD in counted


@pytest.mark.parametrize(
    ("converter", "form", "back", "said"),
    [
        ("xliff2po", "xliff", "back.po", "a text has no id, so nobody knows where it belongs"),
        ("po2xliff", "po", "back.xlf", "this is neither XLIFF 1.2 nor XLIFF 2.1"),
    ],
)
def test_what_converters_lose_is_named(converter: str, form: str, back: str, said: str, data: Path) -> None:
    """Both drop the ids of the texts, without which nothing can be taken back."""
    before = contents(data)
    source = export(data, form).rename(data.parent / f"sent.{'xlf' if form == 'xliff' else form}")
    toolkit(converter, source, data.parent / back)
    result = run("translations", "import", "--data", data, data.parent / back)
    assert result.exit_code == 1
    assert said in result.output
    assert contents(data) == before
