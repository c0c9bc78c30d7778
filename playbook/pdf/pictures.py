"""What stands on the picture of a chapter, a series or the playbook, as plain values for the Typst template."""

import re
from typing import Any

from playbook.languages import language
from playbook.languages.scripts import HAN, KATAKANA, KATAKANA_MARKS
from playbook.model import colours, sign
from playbook.model.chapters import Chapter, Series
from playbook.model.pictures import HEIGHT, WIDTH, Picture
from playbook.model.playbook import Playbook
from playbook.model.sheets import WHOLE, is_printed
from playbook.model.told import kicker_words
from playbook.pdf.document import typographic_row
from playbook.text import Text

# A picture is seen in passing: it has one sentence, and what is longer goes on behind the link.
_SENTENCE = re.compile(r".+?(?:[.!?](?= |$)|[。！？])")
_LONGEST = 160
# Where a line may end without tearing a word apart: behind a mark; behind a particle or an ending, where a word begins;
# where Japanese changes its script.
_BEFORE, _CLOSING = "「『（“", "、。，！？」』）”…"
_BEHIND = f"{_CLOSING}；："
_KATAKANA = KATAKANA + KATAKANA_MARKS
_SEAM = re.compile(
    f"(?<=[{_BEHIND}])(?![{_BEHIND}])|(?<=[をにはがでとのもやへるたい])(?=[{HAN}{_KATAKANA}{_BEFORE}])"
    f"|(?<=[{_KATAKANA}])(?=[{HAN}])|(?<=[{HAN}])(?=[{_KATAKANA}])"
)
# Of the marks, a colon and a semicolon stay inside: by the rules of Unicode a line may begin with them behind a box.
_PHRASE = re.compile(f"([{_BEFORE}]*)(.*?)([{_CLOSING}]*)")


def document(playbook: Playbook, picture: Picture) -> dict[str, Any]:
    """Return everything that the template needs for one picture."""
    palette = colours.values("light")
    one = None if picture.id == WHOLE else _record(playbook, picture.id)
    return {
        "kind": "picture",
        "width": WIDTH,
        "height": HEIGHT,
        "colours": palette,
        "edge": "accent" if one and one.kind == "result" else "primary",
        "sign": sign.drawing(palette["primary"]),
        "row": typographic_row(language(picture.language)),
        "kicker": _kicker(playbook, one, picture.language),
        "title": _said(one.title if one else playbook.settings.title, picture.language),
        "promise": _said(_promise(playbook, one), picture.language),
        "playbook": _said(playbook.settings.title, picture.language) if one else None,
    }


def _record(playbook: Playbook, id: str) -> Chapter | Series:
    series = {one.id: one for one in playbook.series}
    return series[id] if id in series else playbook.chapter_by_id[id]


def _kicker(playbook: Playbook, one: Chapter | Series | None, language_id: str) -> str:
    if isinstance(one, Chapter):
        return kicker_words(playbook, one, language_id)
    return playbook.words[language_id].words["series"] if one else ""


def _promise(playbook: Playbook, one: Chapter | Series | None) -> Text | None:
    """Return what stands below a title: what a chapter or the first page promises, or what a series is."""
    if isinstance(one, Chapter):
        return one.promise
    return one.summary if one else playbook.page_by_id["home"].text


def _said(text: Text | None, language_id: str) -> dict[str, Any] | None:
    """Return the words of a text for readers of a language in phrases, and how the language that they are in is set."""
    if text is None or not is_printed(shown := text.language_for(language_id)):
        return None
    words = " ".join(text.plain(language_id).split())
    words = found[0] if (found := _SENTENCE.match(words)) else words
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return {"words": short, "phrases": phrases(short), "row": typographic_row(language(shown))}


def phrases(words: str) -> list[tuple[str, str, str]]:
    """Return what a line had better not break, each with the marks before and behind it; joined they are the words."""
    found = (_PHRASE.fullmatch(part) for part in _SEAM.split(words))
    return [(match[1], match[2], match[3]) for match in found if match]
