"""Dates as people write them into a cell: what is unambiguous is read, the rest stays as it is."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

# Day 0 of a spreadsheet that counts from 1900, which it takes for a leap year, and of one that counts from 1904
# (ECMA-376-1, 18.17.4.1).
_DAY_0 = {1900: datetime.date(1899, 12, 30), 1904: datetime.date(1904, 1, 1)}
# A number that stands for a day outside these years is no date.
_FIRST, _LAST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
# The Japanese eras of people at work, by the year before their first.
ERAS = {"r": 2018, "令和": 2018, "h": 1988, "平成": 1988}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Patterns that mean the same to Python and to a browser, and in which order what they find stands.
DATE_FORMS = (
    (r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?: ?\([^()]\))?", "year first"),
    (r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号](?: ?\([^()]\))?", "year first"),
    (r"(20\d\d)(\d\d)(\d\d)", "year first"),
    (r"(r|h|令和|平成) ?(\d{1,2}|元)[./-](\d{1,2})[./-](\d{1,2})", "era"),
    (r"(r|h|令和|平成) ?(\d{1,2}|元) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日", "era"),
    (r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", "year last"),
    (r"(\d{1,2})\.? ([a-z]{3})[a-z]*\.?,? (\d{4})", "day, name of month"),
    (r"([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})", "name of month, day"),
)


def date_in(written: str, epoch: int = 1900) -> str | None:
    """Return the date that a cell says, in ISO 8601, or nothing where it says none, or could say two.

    `epoch` is the year from which the workbook counts its days: 1900 or 1904.
    """
    words = " ".join(unicodedata.normalize("NFKC", written).lower().split())
    if re.fullmatch(r"\d{5}", words, re.ASCII):
        day = _DAY_0[epoch] + datetime.timedelta(days=int(words))
        return day.isoformat() if _FIRST <= day <= _LAST else None
    for form, order in DATE_FORMS:
        if found := re.fullmatch(form, words, re.ASCII):
            try:
                return datetime.date(*_ORDERS[order](found.groups())).isoformat()
            except ValueError:
                return None
    return None


def _year_first(parts: Sequence[str]) -> tuple[int, int, int]:
    year, month, day = map(int, parts)
    return year, month, day


def _of_era(parts: Sequence[str]) -> tuple[int, int, int]:
    era, year, month, day = parts
    return ERAS[era] + (1 if year == "元" else int(year)), int(month), int(day)


def _year_last(parts: Sequence[str]) -> tuple[int, int, int]:
    """Which of two numbers is the month can be told only where the other cannot be one."""
    one, other, year = map(int, parts)
    if one > 12 or one == other:
        return year, other, one
    if other > 12:
        return year, one, other
    raise ValueError


def _day_month(parts: Sequence[str]) -> tuple[int, int, int]:
    day, month, year = parts
    return int(year), MONTHS.index(month) + 1, int(day)


def _month_day(parts: Sequence[str]) -> tuple[int, int, int]:
    month, day, year = parts
    return _day_month((day, month, year))


_ORDERS: Mapping[str, Callable[[Sequence[str]], tuple[int, int, int]]] = {
    "year first": _year_first,
    "era": _of_era,
    "year last": _year_last,
    "day, name of month": _day_month,
    "name of month, day": _month_day,
}
