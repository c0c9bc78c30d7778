"""How a text is set: signs, spaces, widths, numbers and dates, as a table of rules.

The ids are those of the house rules: X for several languages, J for Japanese, Z for Chinese, E for English.
No linter fits: autocorrect puts spaces between Japanese and Latin letters, zhlint and textlint need npm.
"""

import unicodedata
from functools import partial

from playbook.checks.finders import foreign_letters, latin_sentences, mixed_lists, unpaired_brackets
from playbook.checks.rules import Rule
from playbook.languages.lookalikes import (
    KATAKANA_IN_HIRAGANA,
    NUMERAL_AT_END,
    disguised_words,
    in_hiragana,
    in_katakana,
    in_latin,
    mistaken_katakana,
    mixed_words,
    with_long_mark,
)
from playbook.languages.scripts import (
    HAN,
    HAN_COMMON,
    HAN_RADICALS,
    ITERATION,
    KANA,
    KANA_BLOCKS,
    LATIN_WITH_DIGITS,
    LONG_MARK,
    ODD_WIDTHS,
)
from playbook.problems import Severity

_W = Severity.WARNING
_EVERY: tuple[str, ...] = ()
_ALL, _CJK, _EN, _JA, _ZH = ("en", "ja", "zh"), ("ja", "zh"), ("en",), ("ja",), ("zh",)
_TITLE = frozenset({"title"})
_HAN = ITERATION + HAN
_LETTER = KANA_BLOCKS + _HAN
_SIGN = "、。，．：；？！）」』】〉》（「『【〈《“”"
_UNIT = (
    r"%|点|分|秒|件|名|人|日|回|年|か月|時間|万|億|亿|次|个|天|月|周|小时"
    r"|per cent|points?|minutes?|seconds?|hours?|days?|weeks?|months?|agents?|calls?"
)
# Without their first letters.
_MONTH = "anuary|ebruary|arch|pril|ay|une|uly|ugust|eptember|ctober|ovember|ecember"
_DATE = "[0-9]*(?:年|月[0-9]|日)"
_JA_SIGNS, _ZH_SIGNS = (str.maketrans(",.;:?!()，．", comma + "。；：？！（）" + comma + "。") for comma in "、，")
_IDLE_LINKS = "こちら|ここ|点击这里|点击此处|这里|此处|[Cc]lick here|[Hh]ere|[Ll]earn more"


def _usual(letters: str) -> str:
    return unicodedata.normalize("NFKC", letters)


def _wide(table: dict[int, int], sign: str) -> str:
    return sign.translate(table)


# Python makes no number of more than 4,300 digits, and a text may hold them.
def _grouped(digits: str) -> str:
    kept = digits.lstrip("0") or "0"
    head = len(kept) % 3
    return ",".join([*((kept[:head],) if head else ()), *(kept[at : at + 3] for at in range(head, len(kept), 3))])


_ja, _zh = partial(_wide, _JA_SIGNS), partial(_wide, _ZH_SIGNS)
_not_japanese = partial(foreign_letters, own="cp932", others=("gb2312", "big5"))
_not_simplified = partial(foreign_letters, own="gb2312", others=("big5", "cp932"))

# A pattern begins with a sign or a set of signs and looks back from there: so `re` skips to the next candidate.
SIGNS: tuple[Rule, ...] = (
    Rule("X02", _ALL, rf"[{ODD_WIDTHS}]+", write=_usual, quoted=True),
    Rule("X03", _JA, rf"[。\n](?P<at>[^{KANA}。\n]*[{_HAN}][^{KANA}。\n]*)(?=。)", "other-language"),
    Rule("X03", _ZH, f"[{KANA}][{KANA}{LONG_MARK}]*", "other-language"),
    Rule("X03", _CJK, latin_sentences, "other-language"),
    Rule("X03", _EN, rf"[{_LETTER}][{_LETTER}]*", "other-language"),
    Rule("X03", _JA, _not_japanese, "other-script"),
    Rule("Z01", _ZH, _not_simplified, "other-script"),
    Rule("X04", _ALL, r"\u3000| {2,}", "wide-gap", quoted=True, needs=("\u3000", "  ")),
    Rule("X05", _CJK, rf" (?:(?=[{_SIGN}])|(?<=[{_SIGN}] )|(?<=[{_LETTER}] )(?=[{_LETTER}]))", "needless-space"),
    Rule(
        "X06",
        _JA,
        rf" (?:(?<=[{_LETTER}] )(?=[{LATIN_WITH_DIGITS}])|(?<=[{LATIN_WITH_DIGITS}%] )(?=[{_LETTER}]))",
        "needless-space",
    ),
    Rule("Z05", _ZH, rf"[{LATIN_WITH_DIGITS}](?![年月日])(?=[{_HAN}])", "missing-space"),
    Rule("Z05", _ZH, rf"[{LATIN_WITH_DIGITS}](?<=[{_HAN}].)(?<![年月].)(?!(?<=[0-9])(?:{_DATE}))", "missing-space"),
    Rule(
        "X17", _ZH, r" (?:(?<=[0-9]{4} )(?=年)|(?<=[年月] )(?=[0-9]{1,2} ?[月日])|(?=月 ?[0-9]+ ?日))", "needless-space"
    ),
    Rule("X08", _JA, rf"[,.;:?!](?!\.)(?<=[{_LETTER}].)", "narrow-sign", _ja, quoted=True),
    Rule("X08", _ZH, rf"[,.;:?!](?!\.)(?<=[{_LETTER}].)", "narrow-sign", _zh, quoted=True),
    Rule("X08", _EN, "[、。，．：；？！（）]", "wide-sign", _usual),
    Rule("X09", _CJK, rf"[()](?:(?<=[{_LETTER}].)|(?=[{_LETTER}]))", "narrow-sign", _ja, quoted=True),
    Rule("X09", _CJK, unpaired_brackets, "bracket-alone", quoted=True),
    Rule("X16", _ALL, " %(?<=[0-9] %)", "needless-space"),
    Rule("X16", _CJK, "〜", write="～", quoted=True),
    Rule("X16", _CJK, rf"[-–~](?<=[0-9%].)[0-9.,]+ ?(?:{_UNIT})", "range-sign"),
    Rule("X16", _EN, rf"[-~](?<=[0-9%].)[0-9.,]+ ?(?:{_UNIT})", "range-sign"),
    Rule("X16", _ZH, r"～(?<=[0-9]～)[0-9.]+ ?[%万亿]", "range-unit"),
    Rule("X16", _ALL, r"[0-9](?=[0-9]{4})(?<![0-9A-Za-z.,:/#-].)(?<![A-Z] .)[0-9]*", "digit-groups", _grouped),
    Rule("X17", _CJK, "[年月]0[0-9]+(?=[月日])", "date-form"),
    Rule("X17", _ALL, r"/(?<=[0-9]/)[0-9]{1,2}/[0-9]{1,4}", "date-form"),
    Rule(
        "X17",
        _EN,
        rf"[JFMASOND](?:(?:{_MONTH}) [0-9]{{1,2}}(?![0-9])|(?<=[0-9](?:st|nd|rd|th) .)(?:{_MONTH}))",
        "date-form",
    ),
    Rule("X18", _CJK, "(?:令和|平成|昭和)(?:元|[0-9]+)年(?!）)", "era-year"),
    Rule("X19", _EN, r"m(?:(?<=[0-9][ap]m)|(?<=[0-9] [ap]m))\b", "clock-time"),
    Rule("X19", _EN, r"\.m\.(?:(?<=[0-9][ap]\.m\.)|(?<=[0-9] [ap]\.m\.))", "clock-time"),
    Rule("X19", _JA, "午[前後][0-9]+時", "clock-time"),
    Rule("X19", _ZH, "[上下]午 ?[0-9]+ ?[点:：时]", "clock-time"),
    Rule("X21", _CJK, "s(?<=[A-Z]{2}s)(?![A-Za-z])", "abbreviation-plural"),
    Rule("X23", _ALL, rf"\[(?:{_IDLE_LINKS})\](?=\()", "idle-link", raw=True),
    Rule(
        "X28",
        _ALL,
        r"</?(?:a|b|i|u|p|br|em|strong|span|div|font|ul|ol|li|h[1-6])(?: [^<>\n]*)?/?>|#(?<=\n#)#{0,5} |!\[[^\]\n]*\]",
        "pasted-markup",
        severity=_W,
        raw=True,
        needs=("<", "#", "!["),
    ),
    Rule("X29", _EVERY, mixed_words, "lookalike", in_latin, quoted=True),
    Rule("X29", _ALL, disguised_words, "lookalike", in_latin),
    Rule("X29", _JA, mistaken_katakana, "lookalike-sign", in_katakana),
    Rule("X29", _JA, NUMERAL_AT_END, "lookalike-sign", with_long_mark),
    Rule("X29", _JA, KATAKANA_IN_HIRAGANA, "lookalike-sign", in_hiragana),
    Rule("X29", _CJK, f"[{HAN_RADICALS}]+", "lookalike-sign"),
    Rule("X24", _ALL, r"[。．](?=\n)|\.(?<=[a-z]\.)(?=\n)", "title-stop", fields=_TITLE),
    Rule("J02", _JA, "[，．]", write=_ja),
    Rule("J02", _JA, f"？(?<=[{KANA}{ITERATION}{HAN_COMMON}]？)", "question-mark", except_fields=_TITLE),
    Rule("J03", _JA, '[“”‘’"]', "quotation-marks"),
    Rule("J04", _JA, mixed_lists, "mixed-list", raw=True),
    Rule("Z02", _ZH, "、(?:和(?!谐|解|睦|平|气)|及(?!时|早|格))", "enumeration-comma", severity=_W),
    Rule("Z02", _ZH, "”、“|》、《", "enumeration-comma", severity=_W, quoted=True),
    Rule("Z03", _ZH, '[「」『』"]', "quotation-marks"),
    Rule("Z04", _ZH, r"…(?<!……)(?!…)|\.{3,}|。{2,}", write="……", quoted=True, needs=("…", "...", "。。")),
    Rule("Z04", _ZH, "–|--+", write="——", needs=("–", "--")),
    Rule("Z04", _CJK, "／| /|/ ", "spaced-slash"),
    Rule("Z06", _ZH, mixed_lists, "mixed-list", raw=True),
    Rule("E03", _EN, '[“”"「」]', "quotation-marks"),
)
