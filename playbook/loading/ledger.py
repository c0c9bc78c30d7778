"""Reads and words `translations.lock`: one line for each text and language, sorted, the language first.

A line is `ja leadership.coaching-time:text machine 5b41fc9a02de 93c0aa71b2f4 reviewed trainer 2026-11-23`: language,
key, how it was made, the hash of the source text that it was made from, the hash of what it says, and the review. The
language stands first so that two translators change two parts of the file.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playbook.model.ids import ID
from playbook.model.ledger import Key, Ledger, Line, Made, TextReview
from playbook.parsing.tree import MAX_PROBLEMS, Unreadable, read_source
from playbook.problems import Mark, Problem
from playbook.text import FINGERPRINT

PATH = "translations.lock"
MAX_BYTES = 20_000_000
_HEAD = """\
# Where each text stands in each language. Made by `playbook translations`: do not edit, delete lines at most.
# language text made hash-of-source hash-of-text [reviewed role date]
"""


def read_ledger(file: Path) -> tuple[Ledger, list[Problem]]:
    """Read a ledger; a line with a fault is named and left out."""
    try:
        source = read_source(file, PATH, MAX_BYTES)
    except Unreadable as unreadable:
        return {}, [unreadable.problem]
    ledger: dict[Key, Line] = {}
    problems: list[Problem] = []
    for number, written in enumerate(source.split("\n"), 1):
        if written and not written.startswith("#") and len(problems) <= MAX_PROBLEMS:
            _add(written, Mark(number), ledger, problems)
    if len(problems) > MAX_PROBLEMS:
        problems[-1] = Problem("too-many-problems", PATH, problems[-1].mark)
    return ledger, problems


def _add(written: str, mark: Mark, ledger: dict[Key, Line], problems: list[Problem]) -> None:
    words = written.split(" ")
    if fault := _fault(words):
        code, at = fault
        column = len(" ".join([*words[:at], ""])) + 1
        problems.append(_problem(code, Mark(mark.line, column), found=words[at] if at else written))
        return
    key = Key(words[0], words[1])
    if key in ledger:
        problems.append(_problem("ledger-repeated", mark, found=" ".join(key), line=str(ledger[key].mark.line)))
        return
    review = TextReview(words[6], date.fromisoformat(words[7])) if len(words) == len(_COLUMNS) else None
    ledger[key] = Line(Made(words[2]), words[3], words[4], review, mark)


def _problem(code: str, mark: Mark, **facts: str) -> Problem:
    return Problem(code, PATH, mark, "line", facts)


def _is_date(word: str) -> bool:
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


_is_hash = re.compile(f"[0-9a-f]{{{FINGERPRINT}}}").fullmatch
# What each word of a line must be, and the code of the message where it is not; the last three may be left out.
_COLUMNS: tuple[tuple[Callable[[str], object], str], ...] = (
    (re.compile("[a-z]{2,3}(-[a-z0-9]{2,8})*").fullmatch, "ledger-line"),
    (re.compile(rf"{ID.pattern}(\.{ID.pattern})?:[a-z0-9_.-]+").fullmatch, "ledger-key"),
    (("written", "machine").__contains__, "ledger-made"),
    (_is_hash, "ledger-hash"),
    (_is_hash, "ledger-hash"),
    ("reviewed".__eq__, "ledger-line"),
    (ID.fullmatch, "ledger-key"),
    (_is_date, "ledger-date"),
)
_WITHOUT_REVIEW = 5


def _fault(words: list[str]) -> tuple[str, int] | None:
    """Return the code of what is wrong with a line and the number of the word, or nothing."""
    wrong = (n for n, (word, (fits, _)) in enumerate(zip(words, _COLUMNS, strict=False)) if not fits(word))
    at = next(wrong, None)
    if at is not None:
        return _COLUMNS[at][1], at
    return None if len(words) in (_WITHOUT_REVIEW, len(_COLUMNS)) else ("ledger-line", 0)


def as_text(ledger: Ledger) -> str:
    """Write the ledger, sorted: the same ledger is always the same file."""
    return _HEAD + "".join(f"{_line(key, ledger[key])}\n" for key in sorted(ledger))


def _line(key: Key, line: Line) -> str:
    review = ("reviewed", line.review.role, line.review.date.isoformat()) if line.review else ()
    return " ".join((*key, line.made, line.source, line.text, *review))
