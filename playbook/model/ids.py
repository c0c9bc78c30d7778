"""Ids: their form, and what somebody meant who wrote something else."""

import re
import unicodedata

from playbook.model.nodes import Reading, Scalar

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# An id is part of the names of files, which some systems cut or refuse where a whole path has more than 260 characters.
MAX_ID = 64
WHOLE_ID = re.compile(rf"{ID.pattern}\.{ID.pattern}")


def check_id(value: Scalar, reading: Reading, *, whole: bool = False) -> bool:
    """Tell whether `value` is an id, noting a problem where it is not; letters that only look Latin are named.

    A whole id names the chapter too, as in `leadership.coaching-time`.
    """
    if foreign := foreign_letter(value):
        reading.refuse("id-foreign-letter", value.mark, **foreign)
    elif not value:
        reading.refuse("value-empty", value.mark)
    elif value.flaw and value.flaw != "ambiguous":
        reading.refuse(value.flaw, value.mark, found=value)
    elif whole and not WHOLE_ID.fullmatch(value):
        reading.refuse("not-a-whole-id", value.mark, found=value)
    elif not whole and not ID.fullmatch(value):
        reading.refuse("not-an-id", value.mark, meant_id(value), found=value)
    elif value.flaw or value in _READ_OTHERWISE:
        reading.refuse("id-ambiguous", value.mark, found=value)
    elif max(map(len, value.split("."))) > MAX_ID:
        reading.refuse("id-too-long", value.mark, most=str(MAX_ID))
    else:
        return True
    return False


# What some programs read as something else than a word as soon as its quotes are lost.
_READ_OTHERWISE = frozenset({"y", "yes", "n", "no", "on", "off", "true", "false", "null"})


def fault_of_id(id: str) -> str:
    """Return the code of what is wrong with an id that was given by itself, or nothing."""
    if not ID.fullmatch(id):
        return "not-an-id"
    if id in _READ_OTHERWISE:
        return "id-ambiguous"
    return "id-too-long" if len(id) > MAX_ID else ""


def meant_id(value: str) -> str | None:
    """Return the id that somebody meant who wrote capitals, spaces, wide letters or the chapter with it."""
    item = unicodedata.normalize("NFKC", value).lower().rpartition(".")[2]
    meant = "-".join(re.findall("[a-z0-9]+", item))
    return meant if ID.fullmatch(meant) else None


_LOOK_LATIN = ("LATIN ", "CYRILLIC ", "GREEK ")


def foreign_letter(value: str) -> dict[str, str]:
    """Name the first letter that only looks Latin; nothing where there is none."""
    foreign = (letter for letter in unicodedata.normalize("NFKC", value) if ord(letter) > 127)
    letter = next((letter for letter in foreign if unicodedata.name(letter, "").startswith(_LOOK_LATIN)), "")
    return {"found": value, "letter": letter, "name": unicodedata.name(letter).lower()} if letter else {}
