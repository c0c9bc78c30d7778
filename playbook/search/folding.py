"""What is left of a text when width, case, kana, long marks, forms of ideographs and English spelling do not count.

The browser folds what a reader types by the same tables: they travel with the index.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

import opencc

from playbook.languages.scripts import (
    HAN,
    HAN_COMPATIBILITY,
    HAN_RADICALS,
    HAN_SIGNS,
    HIRAGANA,
    KATAKANA,
    KATAKANA_EXTENSIONS,
    letters_of,
)
from playbook.search.memo import Memo

# Signs inside a word that writers set or leave out: the long mark, the middle dot, apostrophes.
DROPPED = "ー・゠'’"
# Signs that choose between shapes of the sign in front of them.
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Letters with strokes and joined letters, which Unicode does not take apart, and what people type for them.
STROKES = "ß=ss ẞ=ss æ=ae œ=oe ø=o đ=d ð=d ħ=h ı=i ł=l ŧ=t þ=th"
# Kana behind the first part of a compound, which writers set or leave out: 問い合わせ, 問合わせ, 問合せ.
# The kana stand first in the pattern: they are few.
OKURIGANA = rf"[いきしちりみぎじびけれえせてねめげべっわ](?<=[{HAN}].)(?:(?<!わ)(?=[{HAN}])|(?<=わ)(?=せ))"
_OKURIGANA = re.compile(OKURIGANA)
# Parts of ideographs that programs write into PDF in the place of whole ones (Unicode: Equivalent_Unified_Ideograph).
_RADICALS = (
    "⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗㣺⺘扌⺙攵⺛旡⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺨犭⺩王⺪疋⺫罒⺬示⺭礻"
    "⺮竹⺯糸⺰纟⺱罓⺲罒⺶羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨"
    "⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
)
# Japanese forms that the tables of OpenCC do not lead to the simplified ones.
_FORMS = (
    "値值予预並并衛卫鉱矿擧举鄕乡澁涩緖绪聡聪闘斗姫姬併并倂并働动姉姊氷冰戸户呉吴娯娱舎舍舗铺喩喻砲炮焔焰隣邻隷隶嶋岛"
    "窓窗倣仿潟泻"
    "辩辨瓣辨脇胁枠框汚污菓果廻回姪侄竃灶潅灌諌谏頚颈砿矿搾榨讃赞呪咒讐仇楯盾粧妆靭韧賎贱疎疏駄驮壷壶兎兔妬妒涜渎"
    "嚢囊蝿蝇溌泼冨富頬颊餠饼瞭了燐磷瑠琉篭笼椀碗毘毗雰氛埜野廼乃欝郁叡睿鴬莺栢柏紬绸"
    # What people write for the seats and the accounts of the trade.
    "坐座帐账"
)
_TO_KATAKANA = ord("ァ") - ord("ぁ")
# Full-width signs, and the half-width ones that they stand for.
_WIDE = {code + 0xFEE0: code for code in range(0x21, 0x7F) if chr(code) not in DROPPED}
# Where an accent may stand, as a sign of its own or within one: elsewhere there are none.
_ACCENTED = re.compile("[\u00c0-\u1fff\u2190-\u2aff]")
_ACCENT = re.compile("[\u0300-\u036f\u0591-\u05bd\u0640\u064b-\u0652\u0670]")

# English spellings that differ between countries; both sides of a search write the second. The patterns mean the same
# in Python and in JavaScript; where the letters in front do not stand in a text, the pattern is not tried.
SPELLINGS = (
    ("iz", r"([a-z]{3})iz(?=[aei]|\b)", "$1is"),
    ("yz", r"([a-z]{2})yz(?=[ei])", "$1ys"),
    ("er", r"\b(cent|theat|calib|fib)er(s?)\b", "$1re$2"),
    ("or", r"\b(behavi|col|fav|hon|lab|endeav|neighb|rum|hum)or", "$1our"),
    ("ens", r"\b(def|off|pret|lic)ens(?=e|ing)", "$1enc"),
    ("practis", r"\bpractis", "practic"),
    ("programme", r"\bprogramme", "program"),
    ("logue", r"\b(cata|dia)logue", "$1log"),
)
_SPELLINGS = tuple((part, re.compile(found), re.sub(r"\$(\d)", r"\\\1", put)) for part, found, put in SPELLINGS)

# Scripts that write without spaces: katakana (hiragana is folded into it) and ideographs.
UNSPACED = KATAKANA + KATAKANA_EXTENSIONS + HAN_SIGNS + HAN + HAN_COMPATIBILITY
# Marks that stand behind a letter and belong to its word, such as the vowels of Thai and Hindi.
_MARKS = "".join(re.escape(sign) for sign in map(chr, range(0x300, 0x10000)) if unicodedata.category(sign)[0] == "M")
_WORD = re.compile(rf"[^\W_{UNSPACED}](?:[^\W_{UNSPACED}]|[{_MARKS}])*")
_RUN = re.compile(rf"([{UNSPACED}]+)|({_WORD.pattern})")
# Looks ahead, so that pairs overlap.
_PAIR = re.compile(rf"(?=([{UNSPACED}]{{1,2}}))")
# Every ASCII sign that belongs to no word, and the space that takes its place: faster than the pattern.
_ASCII_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}
# No text of a playbook has it, and folding leaves it alone.
_BETWEEN = "\0"
_UNSPACED_SIGN = re.compile(f"[{UNSPACED}]")


@cache
def variants() -> Mapping[str, str]:
    """Return for each ideograph the one that stands for it: Japanese and traditional forms lead to simplified ones."""
    signs = "\n".join(letters_of(HAN))
    simplified = opencc.OpenCC("t2s").convert(opencc.OpenCC("jp2t").convert(signs))
    pairs = zip(signs.split("\n"), simplified.split("\n"), strict=True)
    known = {sign: form for sign, form in pairs if sign != form}
    known |= dict(zip(_FORMS[::2], _FORMS[1::2], strict=True))
    whole = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
    return settled({**known, **whole})


def settled(forms: Mapping[str, str]) -> dict[str, str]:
    """Return for each sign the form at the end of the way that a table leads.

    Raises ValueError, which names the sign, where the way comes back to it.
    """
    return {sign: _end(sign, forms) for sign in forms}


def _end(sign: str, forms: Mapping[str, str]) -> str:
    way = [sign]
    while way[-1] in forms:
        way.append(forms[way[-1]])
        if way[-1] in way[:-1]:
            raise ValueError(f"variants that lead in a circle: {' → '.join(way)}")
    return way[-1]


_LETTERS = dict(row.split("=") for row in STROKES.split())
_PLAIN = {ord(sign): put for one, put in _LETTERS.items() for sign in (one, one.upper()) if len(sign) == 1}


@cache
def _table() -> Mapping[int, int | str]:
    """Return what signs turn into, by their codes; it learns which stay, as to tell that anew takes longest."""
    kana = {ord(sign): ord(sign) + _TO_KATAKANA for sign in letters_of(HIRAGANA)}
    selectors = {ord(sign): "" for sign in letters_of(SELECTORS)}
    forms = {ord(sign): ord(form) for sign, form in variants().items()}
    return Memo(
        lambda code: code, {**_WIDE, **_PLAIN, **selectors, **kana, **dict.fromkeys(map(ord, DROPPED), ""), **forms}
    )


def fold(text: str) -> str:
    """Fold a text."""
    return spelled(_folded(text))


def simplified(text: str) -> str:
    """Return a text with one form for each ideograph, and nothing else folded."""
    return "".join(variants().get(sign, sign) for sign in text)


def _folded(text: str) -> str:
    """Fold all but the spelling; what needs no more than the table or less is not taken the whole way."""
    if text.isascii():
        return text.replace("'", "").lower()
    text = _OKURIGANA.sub("", text)
    folded = text.translate(_table())
    if not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", text).lower().translate(_table())
    folded = folded.lower()
    if _ACCENTED.search(folded):
        folded = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", folded))).translate(_PLAIN)
    return folded


def spelled(text: str) -> str:
    """Return a text that is folded but for its spelling with one spelling for each word."""
    for part, pattern, spelling in _SPELLINGS:
        if part in text:
            text = pattern.sub(spelling, text)
    return text


# The words of a language are few, and each stands in many texts.
_spelled_word = Memo(spelled).__getitem__


def folded_apart(texts: Iterable[str]) -> list[str]:
    """Fold all but the spelling of several texts, in one go: a page has many short ones."""
    return _folded(_BETWEEN.join(texts)).split(_BETWEEN)


def keys(text: str) -> list[str]:
    """Fold a text, and give its words, the pairs of characters of each run without spaces, and the last one of each."""
    return keys_of(_folded(text))


def keys_of(folded: str) -> list[str]:
    """Return the same for a text that is folded but for its spelling."""
    if folded.isascii():
        return [*map(_spelled_word, folded.translate(_ASCII_WORDS).split())]
    return [*map(_spelled_word, _WORD.findall(folded)), *_PAIR.findall(folded)]


def runs(folded: str) -> list[tuple[str, str]]:
    """Split a folded text: each run is one of kana and ideographs, or a word; the other of the two is empty."""
    return _RUN.findall(folded)


# The sorts of signs that tell languages apart; the browser asks only languages that are written with those of a query.
SCRIPTS = {"latin": "a-z", "kana": KATAKANA + KATAKANA_EXTENSIONS, "ideographs": HAN}
# What stands for all other scripts.
OTHER_SCRIPT = "other"
# A script belongs to a language if it makes up this share of a text.
MUCH = 0.15


@cache
def scripts(text: str) -> list[str]:
    """Name the scripts that a folded text is mostly written in."""
    counts = {name: len(re.findall(f"[{signs}]", text)) for name, signs in SCRIPTS.items()}
    return [name for name, count in counts.items() if count > MUCH * sum(counts.values())]


def ranges() -> Mapping[str, str | int]:
    """Return what the browser folds by beside the tables of the index: insides of patterns, and a distance."""
    return {
        "HIRAGANA": HIRAGANA,
        "TO_KATAKANA": _TO_KATAKANA,
        "IDEOGRAPHS": HAN + HAN_RADICALS,
        "ACCENTS": _ACCENT.pattern[1:-1],
        "SELECTORS": SELECTORS,
        "STROKES": STROKES,
        "OKURIGANA": OKURIGANA,
    }


def is_word(run: str) -> bool:
    """Tell a word from a run of kana or ideographs."""
    return _UNSPACED_SIGN.match(run) is None


@cache
def scripts_of(text: str) -> list[str]:
    """Name the scripts that a text is mostly written in once it is folded."""
    return scripts(fold(text))


def joined(folded: str) -> str:
    """Return a folded text without anything between its runs."""
    return "".join(unspaced or word for unspaced, word in runs(folded))


def variants_within(signs: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of a form and what stands for it that matter to a text of these signs, by form."""
    known = set(signs)
    return [(sign, form) for sign, form in sorted(variants().items()) if form in known]
