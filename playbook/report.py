"""Problems as words: one line each for people, or JSON for programs."""

import json
from collections.abc import Sequence

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
