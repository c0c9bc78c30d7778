"""The characters of scripts: every range that the program asks for, under one name.

A range is what stands between the brackets of a set of `re`; ranges are joined by writing them one behind the other.
They are no finer than they have to be: the names say what each of them is for, and a place that needs a little less or
more than another one joins other names, so that the difference can be seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Hiragana, the marks between both kana (voiced, iteration), and katakana.
HIRAGANA = "ぁ-ゖ"
HIRAGANA_MARKS = "゗-ゟ"
KATAKANA = "ァ-ヺ"
KATAKANA_MARKS = "ー-ヿ"
KATAKANA_EXTENSIONS = "ㇰ-ㇿ"
LONG_MARK = "ー"
# From the first hiragana to the last katakana, in one go; and the two blocks as Unicode draws them.
KANA = "ぁ-ヺ"
KANA_BLOCKS = "\u3040-\u30ff"
# Signs that stand inside words of both kana and Han: `々〆〇`, of which only the first repeats a character.
ITERATION = "々"
HAN_SIGNS = "々〆〇"
# Those of everyday writing, those of extension A in front of them, and those that came from older sets.
HAN_COMMON = "一-鿿"
HAN_EXTENSION_A = "㐀-䶿"
HAN = HAN_EXTENSION_A + HAN_COMMON
HAN_COMPATIBILITY = "\uf900-\ufaff"
# From extension B on: the planes that Unicode keeps for Han.
HAN_PLANES = "\U00020000-\U0003ffff"
# Parts of Han characters that stand for none of them in a word.
HAN_RADICALS = "\u2e80-\u2eff"
HANGUL = "가-힣ㄱ-ㆎᄀ-ᇿ"
# Forms that are only there for old sets: full-width letters and digits, half-width katakana, parts of Han characters.
ODD_WIDTHS = "\uff61-\uff9f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2f00-\u2fdf"
LATIN = "A-Za-z"
LATIN_WITH_DIGITS = LATIN + "0-9"
LATIN_ACCENTED = "À-ÿ"
# The first sign of the blocks in which every letter is as wide as it is high.
FIRST_WIDE = "\u2e80"


def is_wide(letter: str) -> bool:
    """Tell whether a letter is as wide as it is high, and a line may break on either side of it."""
    return letter >= FIRST_WIDE


def letters_of(ranges: str) -> str:
    """Return every character of some ranges."""
    found, rest = "", ranges
    while rest:
        if rest[1:2] == "-":
            found, rest = found + "".join(map(chr, range(ord(rest[0]), ord(rest[2]) + 1))), rest[3:]
        else:
            found, rest = found + rest[0], rest[1:]
    return found


@dataclass(frozen=True)
class Script:
    """What all languages of a script have in common.

    `code` is that of ISO 15924, `letters` the ranges of its characters; `printed` are the languages whose letters
    `face`, a font of the project, has. The other fields are what a row of the table of languages has if it does not say
    otherwise.
    """

    code: str
    letters: str = ""
    direction: str = "ltr"
    joiner: str = " "
    colon: str = ": "
    separator: str = ", "
    fonts: str = "system-ui, sans-serif"
    size: str = "17px"
    line_height: str = "1.6"
    em: float = 0.56
    office_font: str = "Calibri"
    leading: float = 0.42
    charset: str = "ascii"
    order: str = "letters"
    rules: tuple[tuple[str, str], ...] = ()
    face: str = ""
    printed: frozenset[str] = frozenset()


# The languages of Latin script of which the fonts of the sheets have the letters: those of Latin-1, `œ`, and what
# Vietnamese needs; of Cyrillic they have what Russian needs. See requirements/fonts.py.
_LATIN_1: frozenset[str] = frozenset(
    "af ca da de en es eu fi fo fr ga gd gl id is it lb ms nb nl nn no pt sq sv sw vi".split()  # noqa: SIM905 - as a list it takes a screen
)

# Most scripts have no italics. Letters of Han and Hangul are wide and high: headings need room, and
# lines have fewer letters.
_UPRIGHT = ("em", "font-style: normal; font-weight: 650;")
_WIDE = (
    _UPRIGHT,
    (":is(h1, h2, h3)", "line-height: 1.4;"),
    ("p", "max-width: 40em;"),
    (".pb-measure", "max-width: 40em;"),
)

_SCRIPTS = (
    Script("Latn", LATIN + LATIN_ACCENTED + "\u0100-\u024f\u1e00-\u1eff", face="Noto Sans JP", printed=_LATIN_1),
    Script("Cyrl", "\u0400-\u052f", face="Noto Sans JP", printed=frozenset({"ru"})),
    Script("Grek", "\u0370-\u03ff\u1f00-\u1fff"),
    Script("Armn", "\u0531-\u058f"),
    Script("Geor", "\u10a0-\u10ff"),
    Script("Hebr", "\u05d0-\u05ea", direction="rtl", rules=(_UPRIGHT,)),
    Script(
        "Arab",
        "\u0620-\u06ff\u0750-\u077f",
        direction="rtl",
        separator="\u060c ",
        fonts='"Segoe UI", "Noto Sans Arabic", sans-serif',
        line_height="1.8",
        leading=0.6,
        rules=(_UPRIGHT,),
    ),
    Script("Deva", "\u0900-\u097f", line_height="1.75", leading=0.6, rules=(_UPRIGHT,)),
    Script("Thai", "\u0e01-\u0e5b", joiner="", separator=" ", line_height="1.75", leading=0.6, rules=(_UPRIGHT,)),
    Script("Laoo", "\u0e81-\u0edf", joiner="", line_height="1.75", leading=0.6, rules=(_UPRIGHT,)),
    Script("Khmr", "\u1780-\u17ff", joiner="", line_height="1.8", leading=0.66, rules=(_UPRIGHT,)),
    Script("Mymr", "\u1000-\u109f", joiner="", line_height="1.8", leading=0.66, rules=(_UPRIGHT,)),
    Script(
        "Kore",
        HANGUL + HAN,
        size="16px",
        line_height="1.7",
        em=1.0,
        office_font="Malgun Gothic",
        leading=0.6,
        fonts='"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif',
        charset="euc_kr",
        order="hangul",
        rules=_WIDE,
    ),
    Script(
        "Jpan",
        HAN + KANA_BLOCKS,
        joiner="",
        colon="：",
        separator="、",
        size="16px",
        line_height="1.8",
        em=1.0,
        fonts='"Hiragino Sans", "BIZ UDPGothic", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", '
        "sans-serif",
        office_font="Yu Gothic",
        leading=0.66,
        charset="shift_jis",
        order="kana",
        rules=_WIDE,
        face="Noto Sans JP",
        printed=frozenset({"ja"}),
    ),
    Script(
        "Hans",
        HAN,
        joiner="",
        colon="：",
        separator="、",
        size="16px",
        line_height="1.75",
        em=1.0,
        fonts='"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
        office_font="Microsoft YaHei",
        leading=0.62,
        charset="gb2312",
        order="pinyin",
        rules=_WIDE,
        face="Noto Sans SC",
        printed=frozenset({"zh"}),
    ),
    Script(
        "Hant",
        HAN,
        joiner="",
        colon="：",
        separator="、",
        size="16px",
        line_height="1.75",
        em=1.0,
        fonts='"PingFang TC", "Microsoft JhengHei", "Noto Sans TC", "Noto Sans CJK TC", sans-serif',
        office_font="Microsoft JhengHei",
        leading=0.62,
        charset="big5",
        rules=_WIDE,
    ),
)

SCRIPTS: Mapping[str, Script] = MappingProxyType({script.code: script for script in _SCRIPTS})


def script(code: str) -> Script:
    """Return a script, or one of defaults for a code that the table does not hold."""
    return SCRIPTS.get(code) or Script(code)
