"""Words of another language inside a text: each run with the language that it is in, as far as its letters tell.

Kana is Japanese, Hangul Korean, and so on for every script that one language of the playbook is written in. Chinese
characters of which a language's character set lacks one are not of that language; where both sets have all of them,
that language has it whose texts use the run more often. A single Latin word in a text of another script is a name or
an abbreviation and stays; several are a phrase.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from playbook.languages import Language, language
from playbook.languages.scripts import (
    HAN,
    HAN_COMPATIBILITY,
    HAN_SIGNS,
    HIRAGANA,
    HIRAGANA_MARKS,
    KATAKANA,
    KATAKANA_MARKS,
    LATIN,
    LATIN_ACCENTED,
    script,
)

_HAN = HAN_SIGNS + HAN + HAN_COMPATIBILITY
# Without the middle dot, which stands between words.
_KANA = HIRAGANA + HIRAGANA_MARKS + KATAKANA + KATAKANA_MARKS
_kana = re.compile(f"[{_KANA}]").search
_LATIN_WORD = rf"[{LATIN}{LATIN_ACCENTED}][{LATIN}{LATIN_ACCENTED}0-9'’.&/-]*"
_LATIN_PHRASE = rf"{_LATIN_WORD}(?:[ ,:]+{_LATIN_WORD})+"
_CJK_WORD = rf"[{_HAN}{_KANA}]+(?:[・·][{_HAN}{_KANA}]+)*"
_cjk = re.compile(_CJK_WORD).search
# What may be foreign in a text, by the script of the text: where words of several languages look alike, what stands in
# quotation marks as well, and what is left of runs of such letters.
_DOUBTFUL = {
    "Latn": (_CJK_WORD,),
    "Jpan": (_LATIN_PHRASE, "(?<=[「『“])[^「『“」』”]+(?=[」』”])", f"[{_HAN}]+"),
    "Hans": (_LATIN_PHRASE, "(?<=[「『“《])[^「『“《」』”》]+(?=[」』”》])", f"[{_KANA}]+"),
}
_DOUBTFUL["Hant"] = _DOUBTFUL["Hans"]
_ELSEWHERE = (_LATIN_PHRASE, _CJK_WORD)
# Scripts whose letters tell no more than what is asked above.
_ASKED_ABOVE = frozenset({"Latn", "Jpan", "Hans", "Hant"})


@dataclass(frozen=True)
class Foreign:
    """Tells foreign runs by the languages of a playbook.

    `said_most` has for a run and the ids of some languages the one whose texts say it most often.
    """

    languages: tuple[Language, ...]
    said_most: Mapping[tuple[str, ...], str]

    def runs(self, text: str, own: Language) -> Iterator[tuple[str, Language]]:
        """Return a text in runs, each with its language."""
        if own.script == "Latn" and text.isascii():
            yield text, own
            return
        at = 0
        for match in _pattern(own.script, _told_apart(self._ids)).finditer(text):
            found = self._language_of(match[0], own)
            if found and found is not own:
                yield from [(text[at : match.start()], own)] if match.start() > at else []
                yield match[0], found
                at = match.end()
        if at < len(text):
            yield text[at:], own

    def _language_of(self, run: str, own: Language) -> Language | None:
        able = _able(run, self._ids)
        if len(able) < 2:
            return able[0] if able else None
        return own if own in able else language(self.said_most[run, *(one.id for one in able)])

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.languages)


@cache
def _able(run: str, ids: tuple[str, ...]) -> tuple[Language, ...]:
    """Return those of some languages that a run may be in, as far as its letters tell."""
    languages = [language(id) for id in ids]
    if re.match(_LATIN_WORD, run):
        return _of_script("Latn", languages) if " " in run and not _cjk(run) else ()
    if _kana(run):
        return _of_script("Jpan", languages)
    for code in _told_apart(ids):
        if _letters(code).match(run):
            return _of_script(code, languages)
    return tuple(one for one in languages if one.charset != "ascii" and _has(one.charset, run))


def _of_script(script: str, languages: Iterable[Language]) -> tuple[Language, ...]:
    """Return the first language of a script, if there is one."""
    return tuple(one for one in languages if one.script == script)[:1]


@cache
def _told_apart(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the scripts of languages whose letters tell them apart from all others."""
    told = {one.script: one.letters for one in map(language, ids) if one.script not in _ASKED_ABOVE}
    return tuple(code for code, letters in told.items() if letters)


@cache
def _pattern(own: str, others: tuple[str, ...]) -> re.Pattern[str]:
    """Return what may be foreign in a text of a script: doubtful runs, and words in the letters of other scripts."""
    letters = [_letters(code).pattern for code in others if code != own]
    return re.compile("|".join([*_DOUBTFUL.get(own, _ELSEWHERE), *(f"{one}(?: {one})*" for one in letters)]))


@cache
def _letters(code: str) -> re.Pattern[str]:
    """Return a word in the letters of a script; Han characters alone tell no language."""
    return re.compile(f"[{script(code).letters.replace(HAN, '')}]+")


def _has(charset: str, run: str) -> bool:
    """Tell whether a character set has every Chinese character of a run."""
    try:
        "".join(re.findall(f"[{_HAN}]", run)).encode(charset)
    except UnicodeEncodeError:
        return False
    return True
