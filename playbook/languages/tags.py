"""What a BCP 47 tag tells by itself, and what CLDR (in Babel) knows of the language that it names.

Babel is imported where it is asked: what knows only languages of the table, such as a comment of a pipeline, needs
Python alone.
"""

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel import Locale


class NumberSigns(NamedTuple):
    """What stands in a number between the units and the tenths, and between groups of digits."""

    decimal: str = "."
    group: str = ","


_SCRIPT_LENGTH, _REGION_LENGTH = 4, 2
# CLDR has a hyphen, which stands low and short before a digit.
MINUS = "\N{MINUS SIGN}"


def canonical(tag: str) -> str:
    """Return a tag as BCP 47 wants it written: `zh-Hant`, `pt-BR`."""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *map(_cased, rest)])


def _cased(part: str) -> str:
    if len(part) == _SCRIPT_LENGTH and part.isalpha():
        return part.title()
    return part.upper() if len(part) == _REGION_LENGTH else part.lower()


def script_of(tag: str) -> str:
    """Return the ISO 15924 code of the script: the one that a tag names, or the likely one of its language."""
    first, *rest = canonical(tag).split("-")
    named = next((part for part in rest if len(part) == _SCRIPT_LENGTH and part.isalpha()), "")
    if named:
        return named
    from babel.core import get_global  # noqa: PLC0415 - see above

    likely = get_global("likely_subtags")
    regions = [f"{first}_{part}" for part in rest if len(part) == _REGION_LENGTH]
    found = next((str(likely[key]) for key in (*regions, first) if key in likely), "")
    return next((part for part in found.split("_") if len(part) == _SCRIPT_LENGTH), "Latn")


def own_name(tag: str) -> str:
    """Return how a language names itself, with a capital as in a list of languages; its tag where CLDR has no name."""
    name = _name(tag)
    if name:
        return name[:1].upper() + name[1:]
    language, _, rest = tag.partition("-")
    general = own_name(language) if rest else ""
    return f"{general} ({tag})" if general != language and general else tag


def _name(tag: str) -> str:
    locale = _locale(tag)
    return (locale.get_display_name(locale) if locale else "") or ""


def _locale(tag: str) -> "Locale | None":
    """Return what CLDR knows of a language; nothing where it does not know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - see above

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def number(figure: Decimal, tag: str) -> str:
    """Return a figure with the signs of a language by CLDR, those of the root where it has none; minus is U+2212."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - see above

    locale = _locale(tag)
    if locale is None:
        return f"{figure:,}".replace("-", MINUS)
    decimals = -int(figure.as_tuple().exponent)
    shown = format_decimal(figure, format="#,##0" + "." * bool(decimals) + "0" * decimals, locale=locale)
    return shown.replace("-", MINUS)


@cache
def number_signs(tag: str) -> NumberSigns:
    """Return the signs that CLDR tells for the numbers of a language; those of the root where it does not know it."""
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415 - see above

    locale = _locale(tag)
    return NumberSigns(get_decimal_symbol(locale), get_group_symbol(locale)) if locale else NumberSigns()
