"""The table of languages: a row for each; a language without one gets a row of what its script and CLDR tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from playbook.languages import tags
from playbook.languages.orders import ORDERS
from playbook.languages.scripts import Script
from playbook.languages.scripts import script as script_by_code


@dataclass(frozen=True)
class Language:
    """One language: how it is named, joined, set and shown; plain values, as a file of data could hold them.

    `id` is the key used in YAML and in addresses, `tag` the BCP 47 tag of `<html lang>`; `script` is a code of ISO
    15924, `direction` is `ltr` or `rtl`; `theme` names the Material language file with the interface strings, `locale`
    is what gettext programs call it; `joiner` stands between two lines of one paragraph; `colon` behind a label and
    `separator` between words in an enumeration; `fonts` is a CSS list, `size` and `line_height` set body text; `em` is
    the mean width of a letter as a share of the type size (used to break lines in a drawing); `office_font` sets a
    workbook; `mistaken_for` are other ids that people write for it; `charset` is a codec of Python that has the Han
    characters of this language and lacks others. On paper, `face` is the font that the project brings along, empty
    where none has the letters: then there are no sheets; `region` is the country whose shapes of Han characters it
    takes, and `leading` the room between two lines. `order` names how words are sorted, one of `ORDERS`;
    `rules` are elements and the declarations of CSS that only hold for them in this language.
    """

    id: str
    tag: str
    name: str
    theme: str
    locale: str
    script: str
    direction: str
    joiner: str
    colon: str
    separator: str
    fonts: str
    size: str
    line_height: str
    em: float
    office_font: str
    face: str
    region: str
    leading: float
    order: str
    rules: tuple[tuple[str, str], ...]
    mistaken_for: tuple[str, ...]
    charset: str

    @property
    def letters(self) -> str:
        """The ranges of its characters, for a set of `re`; empty where the table of scripts does not hold them."""
        return script_by_code(self.script).letters

    def number(self, figure: Decimal) -> str:
        """Return a figure as readers of the language write it, with all its decimals."""
        return tags.number(figure, self.tag)

    @property
    def number_signs(self) -> tags.NumberSigns:
        """The signs inside its numbers."""
        return tags.number_signs(self.tag)

    def sort_key(self, word: str) -> str:
        """Return where a word stands in a list, given how it is read where that is known."""
        return ORDERS[self.order].key(word, self.tag)

    def initial(self, key: str) -> str:
        """Return under which letter a word stands, given its `sort_key`."""
        return ORDERS[self.order].initial(key)


_OF_SCRIPT = frozenset(field.name for field in fields(Script)) & frozenset(field.name for field in fields(Language))


def row(id: str, **own: Any) -> Language:
    """Return the row of a language: what it says of itself, and for the rest what its script and CLDR tell."""
    tag = own.get("tag") or tags.canonical(id)
    script = script_by_code(own.get("script") or tags.script_of(tag))
    usual = {name: getattr(script, name) for name in _OF_SCRIPT}
    usual |= {"theme": tag, "locale": id.replace("-", "_"), "region": "", "mistaken_for": ()}
    usual["face"] = script.face if id.partition("-")[0] in script.printed else ""
    named = {} if "name" in own else {"name": tags.own_name(tag)}
    return Language(**{**usual, **named, **own, "id": id, "tag": tag, "script": script.code})


_ROWS = (
    row(
        "en",
        tag="en-GB",
        name="English",
        script="Latn",
        theme="en",
        locale="en_GB",
        region="gb",
        mistaken_for=("eng", "en-gb", "en-us", "english"),
        fonts='system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
    ),
    row("ja", name="日本語", script="Jpan", region="jp", mistaken_for=("jp", "jpn", "ja-jp", "japanese")),
    row(
        "zh",
        tag="zh-Hans",
        name="简体中文",
        script="Hans",
        theme="zh",
        locale="zh_CN",
        region="cn",
        mistaken_for=("cn", "chi", "zho", "ch", "zh-cn", "zh-hans", "chinese"),
    ),
    row("fr", name="Français", script="Latn", colon=" : "),
)
# The language of the words that stand in for those that nobody wrote yet.
FALLBACK = "en"
_BY_ID = {one.id: one for one in _ROWS}
LANGUAGES: Mapping[str, Language] = MappingProxyType(_BY_ID)


def language(id: str) -> Language:
    """Return the row of a language, or a row of defaults for one that the table does not hold."""
    return LANGUAGES.get(id) or _usual(id)


_usual = cache(row)


def meant_by(written: str, known: tuple[str, ...]) -> str | None:
    """Return the language id of `known` that somebody meant who wrote something else."""
    lower = written.lower()
    return next((id for id in known if lower in (id.lower(), *language(id).mistaken_for)), None)


def style_sheet(ids: tuple[str, ...]) -> str:
    """Return the rules of CSS that set text in each language; fonts come from the reader's system."""
    return "".join(rule for id in ids for rule in _rules(language(id)))


def _rules(row: Language) -> Iterator[str]:
    yield f":lang({row.tag}) {{ --pb-font: {row.fonts}; --pb-size: {row.size}; --pb-line: {row.line_height}; }}\n"
    # A text of the language within a page of another; the page itself has its direction in its own markup.
    yield f"body [lang]:lang({row.tag}) {{ direction: {row.direction}; unicode-bidi: isolate; }}\n"
    for element, declarations in row.rules:
        yield f".md-typeset {element}:lang({row.tag}) {{ {declarations} }}\n"
