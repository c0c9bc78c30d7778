"""Words of another language inside a text: each run with the language that it is in, as far as its letters tell.

Kana is Japanese. Chinese characters of which a language's character set lacks one are not of that language; where both
sets have all of them, that language has it whose texts use the run more often. A single Latin word in a Japanese or
Chinese text is a name or an abbreviation and stays; several are a phrase.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from playbook.languages import Language

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
_kana = re.compile(f"[{_KANA}]").search
_LATIN_WORD = r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9'’.&/-]*"
# What may be foreign in a text: in Latin script every run of Chinese characters and kana; in the others a phrase in
# Latin letters, what stands in quotation marks, and what is left of such runs.
_CJK_RUN = re.compile(f"[{_HAN}{_KANA}]+(?:[・·][{_HAN}{_KANA}]+)*")
_OTHERS = {
    "Jpan": re.compile(rf"{_LATIN_WORD}(?:[ ,:]+{_LATIN_WORD})+|(?<=[「『“])[^「『“」』”]+(?=[」』”])|[{_HAN}]+"),
    "Hans": re.compile(
        rf"{_LATIN_WORD}(?:[ ,:]+{_LATIN_WORD})+|(?<=[「『“《])[^「『“《」』”》]+(?=[」』”》])|[{_KANA}]+"
    ),
}


@dataclass(frozen=True)
class Foreign:
    """Tells foreign runs by the languages of a playbook and by all that its texts say in each."""

    languages: tuple[Language, ...]
    said: Callable[[str], str]

    def runs(self, text: str, own: Language) -> Iterator[tuple[str, Language]]:
        """Return a text in runs, each with its language."""
        if own.script == "Latn" and text.isascii():
            yield text, own
            return
        at = 0
        for match in (_CJK_RUN if own.script == "Latn" else _OTHERS[own.script]).finditer(text):
            found = self._language_of(match[0], own)
            if found and found is not own:
                yield from [(text[at : match.start()], own)] if match.start() > at else []
                yield match[0], found
                at = match.end()
        if at < len(text):
            yield text[at:], own

    def _language_of(self, run: str, own: Language) -> Language | None:
        if re.match(_LATIN_WORD, run):
            return self._of_script("Latn") if " " in run and not _CJK_RUN.search(run) else None
        if _kana(run):
            return self._of_script("Jpan")
        able = [one for one in self.languages if one.script != "Latn" and _has(one.charset, run)]
        if any(one is own for one in able):
            return own
        return max(able, key=lambda one: self.said(one.id).count(run)) if len(able) > 1 else next(iter(able), None)

    def _of_script(self, script: str) -> Language | None:
        return next((one for one in self.languages if one.script == script), None)


@cache
def _has(charset: str, run: str) -> bool:
    """Tell whether a character set has every Chinese character of a run."""
    try:
        "".join(re.findall(f"[{_HAN}]", run)).encode(charset)
    except UnicodeEncodeError:
        return False
    return True
