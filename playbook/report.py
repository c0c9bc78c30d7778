"""Problems as words: one line each for people, or JSON for programs."""

import json
import unicodedata
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import click

from playbook.model.settings import Words
from playbook.problems import Problem, Severity, fill

MOST_SHOWN = 500


def message(problem: Problem, words: Words) -> str:
    """Word a problem in the language of `words`: what is wrong and what to write."""
    said = words.messages
    pattern = said[problem.code]
    facts = {key: said.get(fact, fact) if key in _WORDED else fact for key, fact in problem.facts.items()}
    if pattern != "{found}":
        facts |= {key: _short(fact) for key, fact in facts.items() if key == "found"}
    text = fill(pattern, facts)
    if problem.suggestion:
        text += "; " + fill(said["did-you-mean"], {"suggestion": _short(problem.suggestion)})
    return text


# Facts whose value is itself a key of the words.
_WORDED = ("kind", "shape")
MOST_QUOTED = 80
MOST_FIELD = 200


def _short(fact: str) -> str:
    """Quote no more than the reader needs to find the place, on one line."""
    line = _one_line(" ".join(fact.split()))
    return line if len(line) <= MOST_QUOTED else line[:MOST_QUOTED] + "…"


def _one_line(name: str) -> str:
    """Show what has no glyph by its number: a file may have any name."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in name)


def as_text(problems: Sequence[Problem], words: Words) -> str:
    """Give one line a problem: `path:line:column: field: message`; warnings say so."""
    lines = [_line(problem, words) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(fill(words.messages["more"], {"count": str(len(problems) - MOST_SHOWN)}))
    return "\n".join(lines)


def _line(problem: Problem, words: Words) -> str:
    prefix = f"{words.messages['warning']}: " if problem.severity is Severity.WARNING else ""
    field = _short(problem.field) if len(problem.field) > MOST_FIELD else _one_line(problem.field)
    place = f"{_one_line(problem.path)}:{problem.mark.line}:{problem.mark.column}: {field}"
    return f"{place}: {prefix}{message(problem, words)}"


def as_rich(problems: Sequence[Problem], words: Words, data: Path) -> str:
    """Give each problem as in `as_text`, and below it the line of the file with the place underlined."""
    texts = as_text(problems, words).split("\n")
    shown = [_source(problem, data) for problem in problems[:MOST_SHOWN]]
    colours = [_COLOURS[problem.severity] for problem in problems[:MOST_SHOWN]]
    pairs = zip_longest(texts, shown, colours, fillvalue="")
    return "\n".join(click.style(text, fg=colour or None) + source for text, source, colour in pairs)


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def _source(problem: Problem, data: Path) -> str:
    """Give the line of a problem with a mark below its place; wide letters take two columns of a terminal."""
    try:
        lines = (data / problem.path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return ""
    line = lines[problem.mark.line - 1] if problem.mark.line <= len(lines) else ""
    if not line.strip():
        return ""
    before = line[: problem.mark.column - 1]
    gap = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in before)
    number = f"{problem.mark.line} | "
    return f"\n{number}{_one_line(line)}\n{' ' * (len(number) + gap)}^"


def as_json(problems: Sequence[Problem], words: Words) -> str:
    """Give all problems as a JSON list of objects."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "path": _one_line(problem.path),
            "line": problem.mark.line,
            "column": problem.mark.column,
            "field": _one_line(problem.field),
            "message": message(problem, words),
            "suggestion": problem.suggestion,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
