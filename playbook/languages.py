"""What the program knows of a language: one row of one table."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType


def _pinyin(word: str) -> str:
    # Its tables take a while to read: only who sorts Chinese waits for them.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return " ".join(lazy_pinyin(word.casefold(), style=Style.TONE3))


def _first_letter(key: str) -> str:
    return key[:1].upper()


_KANA_ROWS = "あかさたなはまやらわ"
_SMALL_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


def _kana(word: str) -> str:
    """Return a reading in plain hiragana."""
    hiragana = (chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in word)
    return "".join(hiragana).translate(_SMALL_KANA)


def _kana_row(key: str) -> str:
    """Return the row of the table of kana that a reading begins with; other letters stand for themselves."""
    first = key[:1]
    if not "あ" <= first <= "ん":
        return _first_letter(key)
    return next((row for row in reversed(_KANA_ROWS) if row <= first), first)


@dataclass(frozen=True)
class Language:
    """One language: how it is named, joined, set and shown.

    `id` is the key used in YAML and in addresses, `tag` the BCP 47 tag of `<html lang>`; `theme` names the Material
    language file with the interface strings, `locale` is what gettext programs call it; `joiner` stands between two
    lines of one paragraph; `separator` between words in an enumeration; `fonts` is a CSS list, `size` and
    `line_height` set body text; `em` is the mean width of a letter as a share of the type size (used to break lines in
    a drawing); `office_font` sets a workbook; `mistaken_for` are other ids that people write for it. On paper, `face`
    is the font that the project brings along, `region` the country whose shapes of Han characters it takes, and
    `leading` the room between two lines. `sort_key` tells where a word stands in a list, given how it is read where
    that is known, and `initial` under which letter, given that key.
    """

    id: str
    tag: str
    name: str
    theme: str
    locale: str
    joiner: str = " "
    colon: str = ": "
    separator: str = ", "
    fonts: str = "system-ui, sans-serif"
    size: str = "17px"
    line_height: str = "1.6"
    em: float = 0.56
    office_font: str = "Calibri"
    face: str = "Noto Sans JP"
    region: str = ""
    leading: float = 0.42
    sort_key: Callable[[str], str] = str.casefold
    initial: Callable[[str], str] = _first_letter
    mistaken_for: tuple[str, ...] = ()
    script: str = "Latn"
    charset: str = "ascii"


_ROWS = (
    Language(
        id="en",
        tag="en-GB",
        name="English",
        theme="en",
        locale="en_GB",
        region="gb",
        mistaken_for=("eng", "en-gb", "en-us", "english"),
        fonts='system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
    ),
    Language(
        id="ja",
        tag="ja",
        name="日本語",
        theme="ja",
        locale="ja",
        joiner="",
        colon="：",
        separator="、",
        script="Jpan",
        charset="shift_jis",
        mistaken_for=("jp", "jpn", "ja-jp", "japanese"),
        fonts='"Hiragino Sans", "BIZ UDPGothic", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", '
        "sans-serif",
        size="16px",
        line_height="1.8",
        em=1.0,
        office_font="Yu Gothic",
        region="jp",
        leading=0.66,
        sort_key=_kana,
        initial=_kana_row,
    ),
    Language(
        id="zh",
        tag="zh-Hans",
        name="简体中文",
        theme="zh",
        locale="zh_CN",
        joiner="",
        colon="：",
        separator="、",
        script="Hans",
        charset="gb2312",
        mistaken_for=("cn", "chi", "zho", "ch", "zh-cn", "zh-hans", "chinese"),
        fonts='"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
        size="16px",
        line_height="1.75",
        em=1.0,
        office_font="Microsoft YaHei",
        face="Noto Sans SC",
        region="cn",
        leading=0.62,
        sort_key=_pinyin,
    ),
    Language(id="fr", tag="fr", name="Français", theme="fr", locale="fr", colon=" : "),
)

LANGUAGES = MappingProxyType({row.id: row for row in _ROWS})


def language(id: str) -> Language:
    """Return the row of a language, or a row of defaults for one that the table does not hold."""
    return LANGUAGES.get(id) or Language(id=id, tag=id, name=id, theme="en", locale=id.replace("-", "_"))


def meant_by(written: str, known: tuple[str, ...]) -> str | None:
    """Return the language id of `known` that somebody meant who wrote something else."""
    return next((id for id in known if written.lower() in (id, *language(id).mistaken_for)), None)


def style_sheet(ids: tuple[str, ...]) -> str:
    """Return the CSS custom properties that set text in each language; fonts come from the reader's system."""
    rows = (language(id) for id in ids)
    rules = (
        f":lang({row.tag}) {{ --pb-font: {row.fonts}; --pb-size: {row.size}; --pb-line: {row.line_height}; }}\n"
        for row in rows
    )
    return "".join(rules)
