"""Values put in place of values: whatever they say, and whatever stands around them in a file."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.authoring import rewriting
from playbook.loading import File, load
from playbook.model.nodes import MappingNode
from tests.test_ledger import SHELVES, change
from tests.test_translations import LOST, data

__all__ = ["data"]

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
    return next(one.values for one in file.written if one.field == "summary")


def test_a_value_stands_in_the_form_of_all_files(data: Path) -> None:
    file = next(file for file in load(data).files if file.path == SHELVES)
    values = {one.text.key: one.values for one in file.written}
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
