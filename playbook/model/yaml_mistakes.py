"""What beginners write in place of the signs of YAML: tables, for lines that YAML reads as something else."""

import re
from collections.abc import Mapping
from typing import NamedTuple


class Slip(NamedTuple):
    """A slip in a line: the code of its message, where it begins, and what is written there."""

    code: str
    at: int
    found: str


Slips = Mapping[str, re.Pattern[str]]

_NAME = r"[ -]*[A-Za-z][\w-]*"
DASHES: Slips = {
    "wrong-dash": re.compile(r" *(?P<at>[－—–―−‐ーｰ・･•·●○■]|[*＊](?= )|[0-9]{1,2}[.)．、](?= ))"),
    "dash-without-space": re.compile(r" *(?P<at>-)(?=[^\W\d_]|[\u00a0\u3000])"),
}
COLONS: Slips = {
    "wide-colon": re.compile(rf"{_NAME} *(?P<at>：)"),
    "wide-space": re.compile(rf"{_NAME}:(?P<at>[\u00a0\u3000])"),
    "colon-without-space": re.compile(rf"{_NAME}(?P<at>:)(?=[^\s:/])"),
}
_REMARKS: Slips = {"comment-sign": re.compile(r" *(?P<at>//|<!--)")}
SLIPS: Slips = {**DASHES, **_REMARKS, **COLONS}


def slip_in(line: str, slips: Slips = SLIPS) -> Slip | None:
    """Return the slip at the beginning of a line that cannot be read as it was meant, if it is one that people make."""
    matches = ((code, pattern.match(line)) for code, pattern in slips.items())
    return next((Slip(code, match.start("at"), match["at"]) for code, match in matches if match), None)
