"""Problems as words: one line each for people, or JSON for programs."""

import json
from collections.abc import Sequence

from playbook.model.settings import Words
from playbook.problems import Problem, Severity, fill

MOST_SHOWN = 500


def message(problem: Problem, words: Words) -> str:
    """Word a problem in the language of `words`: what is wrong and what to write."""
    said = words.messages
    facts = {key: said.get(fact, fact) for key, fact in problem.facts.items()}
    text = fill(said[problem.code], facts)
    if problem.suggestion:
        text += "; " + fill(said["did-you-mean"], {"suggestion": problem.suggestion})
    return text


def as_text(problems: Sequence[Problem], words: Words) -> str:
    """Give one line a problem: `path:line:column: field: message`; warnings say so."""
    lines = [_line(problem, words) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(fill(words.messages["more"], {"count": str(len(problems) - MOST_SHOWN)}))
    return "\n".join(lines)


def _line(problem: Problem, words: Words) -> str:
    prefix = f"{words.messages['warning']}: " if problem.severity is Severity.WARNING else ""
    place = f"{problem.path}:{problem.mark.line}:{problem.mark.column}: {problem.field}"
    return f"{place}: {prefix}{message(problem, words)}"


def as_json(problems: Sequence[Problem], words: Words) -> str:
    """Give all problems as a JSON list of objects."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "path": problem.path,
            "line": problem.mark.line,
            "column": problem.mark.column,
            "field": problem.field,
            "message": message(problem, words),
            "suggestion": problem.suggestion,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
