"""The inline marks of a text; each case stands in data/markup.yml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.text import Bullets, Link, MarkupError, Paragraph, Span, Strong, Text, Words, label, links, parse

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "markup.yml").read_text("utf-8"))
TREES = {case["name"]: case for case in CASES if "tree" in case}
ERRORS = {case["name"]: case for case in CASES if "error" in case}
MANY = 5_000


def as_lists(spans: tuple[Span, ...]) -> list[Any]:
    return [as_list(span) for span in spans]


def as_list(span: Span) -> Any:
    if isinstance(span, Words):
        return span.text
    return ["strong", as_lists(span.spans)] if isinstance(span, Strong) else ["link", span.target, as_lists(span.spans)]


def tree(source: str, joiner: str) -> list[Any]:
    return [
        ["p", as_lists(block.spans)] if isinstance(block, Paragraph) else ["ul", *map(as_lists, block.items)]
        for block in parse(source, joiner)
    ]


def test_every_case_is_used() -> None:
    assert len(TREES) + len(ERRORS) == len(CASES)


@pytest.mark.parametrize("name", TREES)
def test_tree(name: str) -> None:
    case = TREES[name]
    assert tree(case["source"], case.get("joiner", " ")) == case["tree"]


@pytest.mark.parametrize("name", ERRORS)
def test_error(name: str) -> None:
    case = ERRORS[name]
    with pytest.raises(MarkupError) as caught:
        parse(case["source"], case.get("joiner", " "))
    assert [caught.value.code, caught.value.found, caught.value.at] == case["error"]
    assert case["source"].startswith(caught.value.found, caught.value.at)


def test_a_label_has_no_marks() -> None:
    assert label("**a** [b](id:c)") == (Paragraph((Words("**a** [b](id:c)"),)),)


def test_links_in_order() -> None:
    blocks = parse("[a](id:x) **[b](term:y)**\n- [c](id:x)", " ")
    assert list(links(blocks)) == ["id:x", "term:y", "id:x"]


@pytest.mark.parametrize("sign", ["[", "]", "(", "[]", "[a", "**a**", "- a\n", "\n\n", " \n", "[a](id:x)", "　"])
def test_long_texts_are_read_in_one_go(sign: str) -> None:
    """Nothing here recurses by the length of a text; a text of this many marks is read, not refused."""
    assert isinstance(parse(sign * MANY, ""), tuple)


def test_a_text_does_not_print_itself() -> None:
    text = Text("en", {"en": label("x")})
    for show in (str, lambda text: f"{text}", lambda text: text.__html__()):
        with pytest.raises(TypeError, match="choose a language"):
            show(text)


def test_a_missing_language_falls_back_to_the_source() -> None:
    text = Text("ja", {"en": label("a"), "ja": label("b")})
    assert (text.language_for("en"), text.language_for("zh"), text.plain("zh")) == ("en", "ja", "b")
    assert Text("ja", {"en": label("a")}).language_for("zh") == "en"


def test_plain_has_no_marks() -> None:
    blocks = parse("**a** [b](id:x)\n- c\n- d", " ")
    assert Text("en", {"en": blocks}).plain("en") == "a b\nc\nd"
    assert (type(blocks[0]), type(blocks[1])) == (Paragraph, Bullets)
    assert isinstance(blocks[0], Paragraph)
    assert isinstance(blocks[0].spans[2], Link)
