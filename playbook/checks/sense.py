"""What must make the same sense in every language of one text: its length, its terms, negation, direction, units.

Only words are compared that nearly always have a counterpart; most of what a bad translation does stays with people.
Left out, as they hit more that is right than wrong: terms without a link, `more` and `less`, `no` and `without`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from playbook.checks.file_texts import FileTexts, Finding, Hit
from playbook.languages import language
from playbook.languages.scripts import HAN_COMMON
from playbook.model.catalogues import Term, abbreviation_of
from playbook.problems import Severity
from playbook.text import Link, linked, plain

RULES = ("P6", "P7", "P8", "P9", "P10")
ByLanguage = Mapping[str, str]


@dataclass(frozen=True)
class _Pair:
    """A translation and its source: all texts of one file in two languages; `numbers` of texts there by those here."""

    here: FileTexts
    there: FileTexts
    numbers: Mapping[int, int]

    def turned(self) -> "_Pair":
        """Return the same texts the other way round."""
        return _Pair(self.there, self.here, {there: here for here, there in self.numbers.items()})

    def is_in(self, table: Mapping[str, object]) -> bool:
        """Tell whether a table has both languages."""
        return {self.here.language, self.there.language} <= table.keys()

    def line(self, hit: Hit) -> str:
        """Return the line of a hit."""
        text = self.here.scalars[hit.number]
        return text.split("\n")[text.count("\n", 0, hit.start)]

    def counterpart(self, hit: Hit) -> str:
        """Return what says in the other language what a line says here: the same line, or all where lines differ."""
        text, other = self.here.scalars[hit.number], self.whole_counterpart(hit)
        lines = other.split("\n")
        return lines[text.count("\n", 0, hit.start)] if len(lines) == text.count("\n") + 1 else other

    def whole_counterpart(self, hit: Hit) -> str:
        """Return the other language of a text."""
        return self.there.scalars[self.numbers[hit.number]]

    def hits(self, pattern: str) -> Iterator[tuple[str, Hit]]:
        """Find a pattern in the texts here that also stand there."""
        return ((said, hit) for said, hit in self.here.hits(pattern) if hit.number in self.numbers)


def check(sheets: Sequence[FileTexts], terms: Mapping[str, Term]) -> Iterator[Finding]:
    """Hold each language of a file against the source language."""
    source = next((sheet for sheet in sheets if sheet.language == sheet.file.reading.source), None)
    for sheet in sheets:
        if source and sheet is not source:
            pair = _Pair(sheet, source, sheet.numbers_of(source))
            yield from _terms(pair, terms)
            for one in (_sizes, _untranslated, _negations, _units, _opposites):
                yield from one(pair)


def _finding(rule: str, code: str, pair: _Pair, number: int, **facts: str) -> Finding:
    whole = pair.here.whole(number)
    return pair.here.finding(rule, code, Severity.WARNING, whole, source=pair.there.language, **facts)


# ---- length

# Characters that say what one English character says; those of Japanese and Chinese were measured on this playbook.
_DENSITY: Mapping[str, float] = {"en": 1.0, "ja": 0.44, "zh": 0.30, "fr": 1.15}
# From this size of the source on, a translation is from so many to so many times its size.
_SIZES = ((150, 0.55, 1.6), (60, 0.45, 2.2))


def _sizes(pair: _Pair) -> Iterator[Finding]:
    """Return texts so short or so long that something is missing or added."""
    for here, there in pair.numbers.items() if pair.is_in(_DENSITY) else ():
        source, size = _size(pair.there, there), _size(pair.here, here)
        least, most = next(((least, most) for from_, least, most in _SIZES if source >= from_), (0.0, float("inf")))
        if not least * source <= size <= most * source:
            yield _finding("P10", "much-shorter" if size < source else "much-longer", pair, here)


def _size(sheet: FileTexts, number: int) -> float:
    """Return the length of a text in English characters; names in Latin letters are as long in every language."""
    text = sheet.parts[number]
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return len(text) - wide + wide / _DENSITY[sheet.language]


# ---- untranslated

_LOWER = re.compile(r"\b[a-z]{4,}\b")
_HAN = re.compile(f"[{HAN_COMMON}]")


def _untranslated(pair: _Pair) -> Iterator[Finding]:
    """Return texts that are the same in both languages; names, abbreviations and units are."""
    # Where no letters are shared, one common word is enough to tell; else several may be the same in both.
    most = 0 if not language(pair.here.language).joiner else 2
    for here, there in pair.numbers.items():
        text = pair.here.parts[here]
        if text == pair.there.parts[there] and (len(_LOWER.findall(text)) > most or len(_HAN.findall(text)) > 8):
            yield _finding("P6", "untranslated", pair, here)


# ---- terms


def _terms(pair: _Pair, terms: Mapping[str, Term]) -> Iterator[Finding]:
    """Return links to the glossary that name the term in the source, and here something else."""
    for number in dict.fromkeys(hit.number for _, hit in pair.hits(r"\]\(term:")):
        meant = {link.target for link, is_form in _links(pair.there, pair.numbers[number], terms) if is_form}
        for link, is_form in _links(pair.here, number, terms):
            if link.target in meant and not is_form:
                known = terms[_term_id(link)].title.plain(pair.here.language)
                yield _finding("P7", "term-otherwise", pair, number, known=known, words=plain(link.spans))


def _links(sheet: FileTexts, number: int, terms: Mapping[str, Term]) -> Iterator[tuple[Link, bool]]:
    """Return the links of a text to terms, and whether the words of each are the term or one of its variants."""
    for link in linked(sheet.blocks(number)):
        if _term_id(link) in terms:
            yield link, _is_form(plain(link.spans), terms[_term_id(link)], sheet.language)


def _term_id(link: Link) -> str:
    scheme, _, id = link.target.partition(":")
    return id if scheme == "term" else ""


def _is_form(words: str, term: Term, language_id: str) -> bool:
    if language_id not in term.title.versions:
        return True
    forms = (term.title.plain(language_id), *term.variants.get(language_id, ()), abbreviation_of(term, language_id))
    said = words.casefold()
    return any(form.casefold() in said or said in form.casefold() for form in forms if form)


# ---- negation

# What is said in a language, and what at least must then stand in another. A pattern begins with a sign or a set of
# signs and looks back from there: so `re` skips to the next candidate.
_DENIED: ByLanguage = {
    "en": r" not\b(?! (?:only|yet))(?:(?<=ust not)|(?<=ay not)|(?<=ould not)|(?<=\b[Dd]o not)|(?<=oes not)|(?<=did not)"
    r"|(?<=\b[Ii]s not)|(?<=\b[Aa]re not)|(?<=\bwas not)|(?<=were not)|(?<=will not)|(?<=\bhas not)|(?<=have not))"
    r"|cannot\b|[Nn]ever\b(?<!\wnever)",
    "ja": "ないでください|てはいけません|てはなりません|ではありません|べきではない",
    "zh": "不得|不可以|不要(?<!要不要)(?!求)|不应|切勿|绝不|请勿",
}
_NEGATIVE: ByLanguage = {
    "en": r"(?i)\b(?:no|not|never|none|nobody|nothing|neither|nor|cannot|without|hardly|only|rather|instead|keep|before"
    r"|until|except|too|alone|outside|away|less|lack|fail|stop|avoid|refuse|forbid|exclud|reject|wrong|out|un\w+|in\w+"
    r"|dis\w+|\w+less)",
    "ja": "ない|ません|ず|ぬ|なし|な[くかけ]|不|無|未|非|否|禁|まい|ゼロ|避|やめ|除|欠|外|止|だけ|のみ|しか|足り|より"
    "|抜き|忘|違|別|失|漏|離|難|限|残|省|伏せ|控え|まだ|反す|異な|誤|断|切れ|捨|拒",
    "zh": "不|没|无|未|非|勿|别|否|免|莫|缺|禁|停|难|除|只|仅|少|而是|失|以外|之外|漏|零|拒|放弃|相悖|相反|仍|还|错|误"
    "|避|断|障碍",
}


def _negations(pair: _Pair) -> Iterator[Finding]:
    """Return texts that deny what their source does not deny, or the reverse."""
    for one in (pair, pair.turned()) if pair.is_in(_DENIED) else ():
        for said, hit in one.hits(_DENIED[one.here.language]):
            if not re.search(_NEGATIVE[one.there.language], one.counterpart(hit)) and not one.here.is_quoted(hit):
                yield _differs("P8", "negation-differs", pair, one, hit, said)


def _differs(rule: str, code: str, pair: _Pair, one: _Pair, hit: Hit, said: str) -> Finding:
    """Make a finding of what only one of two languages says, at the translation whichever it is."""
    number = hit.number if one is pair else one.numbers[hit.number]
    return _finding(
        rule, code, pair, number, said=said.strip(), in_language=one.here.language, other=one.there.language
    )


# ---- units

# How a unit is written behind a number, and what else may stand for it in a counterpart.
_UNITS: Mapping[str, tuple[ByLanguage, ByLanguage]] = {
    "percent": (
        {"en": "per cent|%", "ja": "%(?<!100%)", "zh": "%(?<!100%)"},
        {"en": "percent|half|third|quarter", "ja": "%|割|率|百分|半", "zh": "%|比例|率|百分|成|半"},
    ),
    "second": ({"en": "seconds?", "ja": "秒", "zh": "秒"}, {"en": "half.{0,9}minute", "ja": "半", "zh": "半"}),
    "minute": (
        {"en": "minutes?", "ja": "分(?!の|野|割|け|析|類|岐)", "zh": "分钟"},
        {"en": "half|hour|quarter", "ja": "分|半", "zh": "分|刻|半"},
    ),
    "hour": (
        {"en": "hours?", "ja": "時間", "zh": "(?:个)?小时"},
        {"en": "half|day", "ja": "時|分|半", "zh": "时|分|半|刻"},
    ),
    "week": (
        {"en": "weeks?", "ja": "週(?!続|連)", "zh": "周(?![一二三四五六日])"},
        {"en": "weekly", "ja": "週", "zh": "星期"},
    ),
    "month": ({"en": "months?", "ja": "か月", "zh": "个月"}, {"en": "year|quarter", "ja": "月|半年", "zh": "月|半年"}),
    "yen": ({"en": "yen", "ja": "円", "zh": "日元"}, {"en": "JPY", "ja": "円", "zh": "日元"}),
    "yuan": ({"en": "yuan", "ja": "元", "zh": "元"}, {"en": "CNY|RMB", "ja": "元", "zh": "块"}),
    "dollar": ({"en": "dollars?", "ja": "ドル", "zh": "美元"}, {"en": r"USD|\$", "ja": "ドル", "zh": "美元"}),
}
_NUMBER_BEFORE = re.compile(
    r"(?:[0-9]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|ninety))"
    r"[ -]?$",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 10


def _units(pair: _Pair) -> Iterator[Finding]:
    """Return texts with a unit behind a number that the other language has nowhere."""
    for one in (pair, pair.turned()) if pair.is_in(_UNITS["hour"][0]) else ():
        here, there = one.here.language, one.there.language
        for said, hit in one.hits("|".join(written[here] for written, _ in _UNITS.values())):
            before = one.here.scalars[hit.number][max(0, hit.start - _LONGEST_NUMBER) : hit.start]
            number = _NUMBER_BEFORE.search(before)
            unit = next(unit for unit, (written, _) in _UNITS.items() if re.match(written[here], said))
            written, other = _UNITS[unit]
            if number and not re.search(f"{written[there]}|{other[there]}", one.whole_counterpart(hit)):
                yield _differs("P9", "unit-differs", pair, one, hit, number[0] + said)


# ---- direction

# Words and their opposites.
_OPPOSITES: tuple[tuple[ByLanguage, ByLanguage], ...] = (
    (
        {"en": r"[Hh]igh(?<!\w....)(?:er|est)?\b", "ja": "高", "zh": "高"},
        {"en": r"[Ll]ow(?<!\w...)(?:er|est)?\b", "ja": "低", "zh": "低"},
    ),
    (
        {
            "en": r"[Ii]ncreas(?:e|ing)|[Rr](?<!\w.)(?:is(?:e|es|en|ing)|ose)\b",
            "ja": "増(?!員)|上昇|高ま|上が[るりっ]",
            "zh": "增(?!员)|升",
        },
        {
            "en": r"[Dd]ecreas(?:e|ing)|[Dd]eclin|[Ff](?<!\w.)(?:all(?:s|en|ing)?|ell)\b",
            "ja": "減[るりっ少]|低下|下が",
            "zh": "减少|降|下滑",
        },
    ),
    (
        {"en": r"[Ll]ong(?:er|est)\b", "ja": "長[いくめ引]", "zh": "长(?<![组队部社校店]长)"},
        {"en": r"[Ss]hort(?:er|est)\b", "ja": "短[いくめ縮]", "zh": "短"},
    ),
    (
        {"en": r"[Ff]ast(?:er|est)\b|[Qq]uick(?:er|est)\b", "ja": "速[いくめ]|早[いくめ]", "zh": "快|早"},
        {"en": r"[Ss]low(?:er|est)\b", "ja": "遅[いくめ]", "zh": "慢"},
    ),
    (
        {"en": r"[Bb]etter\b", "ja": "良[いくか]|よ[いく]|優|望まし|改善|向上", "zh": "好|优|佳|改善"},
        {"en": r"[Ww]orse\b", "ja": "悪[いくか化]|劣", "zh": "坏|更差|变差|较差|劣|糟|恶"},
    ),
    (
        {"en": r"[Aa]t least\b|no (?:fewer|less) than\b", "ja": "以上|少なくとも", "zh": "以上|至少|不少于"},
        {
            "en": r"[Aa]t most\b|no more than\b|up to\b",
            "ja": "以下|以内|多くても|最大",
            "zh": "以下|以内|最多|不超过|至多",
        },
    ),
)


def _opposites(pair: _Pair) -> Iterator[Finding]:
    """Return texts that say the opposite of their source: the other word of a pair, and not the one that is meant."""
    source, here, there = pair.turned(), pair.here.language, pair.there.language
    for one, other in _OPPOSITES if pair.is_in(_OPPOSITES[0][0]) else ():
        for meant, opposite in ((one, other), (other, one)):
            for said, hit in source.hits(meant[there]):
                found = re.search(opposite[here], translated := source.counterpart(hit))
                if (
                    found
                    and not re.search(meant[here], translated)
                    and not re.search(opposite[there], source.line(hit))
                ):
                    facts = {"said": said, "words": found[0]}
                    yield _finding("P8", "direction-differs", pair, source.numbers[hit.number], **facts)
