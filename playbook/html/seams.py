"""Where a Japanese title may break where it must: at its signs and the seams of its scripts, never inside a word."""

import re

from markupsafe import Markup

from playbook.html.inline import as_html
from playbook.languages.scripts import HAN, HAN_SIGNS, HIRAGANA, KATAKANA, LONG_MARK

# A word in katakana or Han, by its first two signs: a single one may be a suffix, as in `見える化`.
_WORD = rf"(?:[{HAN}{HAN_SIGNS}]{{2}}|[{KATAKANA}][{KATAKANA}{LONG_MARK}])"
# `お` and `ご` stand in front of the word that they honour.
_SEAM = re.compile(
    rf"(?:(?<=[{HAN}{HAN_SIGNS}]{{2}})(?=[{KATAKANA}])"
    rf"|(?<=[{KATAKANA}{LONG_MARK}]{{2}})(?=[{HAN}])"
    rf"|(?<=[{HIRAGANA}])(?<![おご]))(?={_WORD})"
    r"|(?<=\w)(?=（)|(?<=・)(?=\w)"
)


def with_seams(html: Markup) -> Markup:
    """Return a run of HTML with a place to break (`<wbr>`) at each seam."""
    return as_html(_SEAM.sub("<wbr>", html))
