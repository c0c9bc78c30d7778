"""The generator's own words: complete in its languages, and none without a use."""

import re
from pathlib import Path

import pytest

from playbook.languages import language, style_sheet
from playbook.loading import load_words
from tests.conftest import ROOT

LANGUAGES = ["ja", "zh"]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{[a-z_]+\}", text))


@pytest.mark.parametrize("id", LANGUAGES)
@pytest.mark.parametrize("part", ["messages", "words", "fields"])
def test_words_are_complete(id: str, part: str) -> None:
    english, other = getattr(load_words("en"), part), getattr(load_words(id), part)
    assert list(other) == list(english)
    assert {key for key in english if placeholders(english[key]) != placeholders(other[key])} == set()


def test_every_word_is_used() -> None:
    places = [
        ROOT / "mkdocs.yml",
        *(ROOT / "playbook").rglob("*.py"),
        *(ROOT / "playbook").rglob("*.j2"),
        *(ROOT / "playbook").rglob("*.html"),
        *(ROOT / "playbook").rglob("*.typ"),
    ]
    code = "\n".join(path.read_text(encoding="utf-8") for path in places)
    words = load_words("en")
    keys = [key for key in (*words.words, *words.messages) if not key.startswith("kind-")]
    scripts = (ROOT / "playbook" / "plugin" / "overrides" / "scripts").rglob("*.js")
    script = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    assert [key for key in keys if not is_word_of(key, code) and not is_said_by(script, key)] == []


def is_word_of(word: str, code: str) -> bool:
    # The pattern begins with what is looked for, and that is found at once; one that begins with \b tries each word.
    literal = re.escape(word)
    return re.search(rf"{literal}(?<!\w{literal})\b", code) is not None


def is_said_by(script: str, key: str) -> bool:
    """Tell whether a script says a word: it knows those of sheets and sessions by the end of their keys."""
    name = re.sub("^(work_|session_)(said_|report_part_)?", "", key)
    return key.startswith(("work_", "session_")) and is_word_of(name, script)


def test_every_message_code_has_words() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(ROOT / "playbook").rglob("*.py"))
    codes = set(re.findall(r'(?:Problem|problem|problem_of_whole|refuse|_stop|MarkupError)\(\s*"([a-z0-9-]+)"', code))
    assert len(codes) > 20
    assert codes - set(load_words("en").messages) == set()


def test_unknown_language_works_with_defaults() -> None:
    row = language("cy")
    assert (row.tag, row.name, row.joiner, row.theme) == ("cy", "Cymraeg", " ", "cy")


def test_style_sheet_sets_each_language() -> None:
    assert ':lang(ja) { --pb-font: "Hiragino Sans"' in style_sheet(("ja", "zh"))
    assert ".md-typeset em:lang(zh-Hant) { font-style: normal;" in style_sheet(("en", "zh-Hant"))
    assert ".md-typeset em" not in style_sheet(("en", "de"))
