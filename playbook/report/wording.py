"""What a problem says in the reader's language, on one line and safe to show anywhere."""

import re

from playbook.model.settings import Words
from playbook.problems import Problem, fill

# Facts whose value is itself a key of the words.
_WORDED = ("kind", "other_kind", "shape", "reason")
MOST_QUOTED = 80
MOST_FIELD = 200


def message(problem: Problem, words: Words) -> str:
    """Word a problem in the language of `words`: what is wrong and what to write."""
    said = words.messages
    pattern = said[problem.code]
    facts = {key: said.get(fact, fact) if key in _WORDED else fact for key, fact in problem.facts.items()}
    if pattern == "{found}":
        return fill(pattern, facts)
    facts |= {key: _short(fact) for key, fact in facts.items() if key == "found"}
    text = one_line(fill(pattern, facts))
    if problem.suggestion:
        text += fill(said["did-you-mean"], {"suggestion": _short(problem.suggestion)})
    return text


def field_of(problem: Problem) -> str:
    """Return the way to the value, on one line."""
    return _short(problem.field) if len(problem.field) > MOST_FIELD else one_line(problem.field)


def _short(fact: str) -> str:
    """Quote no more than the reader needs to find the place, on one line."""
    line = one_line(" ".join(fact.split()))
    return line if len(line) <= MOST_QUOTED else line[:MOST_QUOTED] + "…"


def one_line(name: str) -> str:
    """Show what has no glyph by its number: a file may have any name."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in name)


def no_command(text: str) -> str:
    """Keep plain output from commanding a runner of GitHub: `::` does at the start of a line, `##[` anywhere."""
    return re.sub(r"^(\s*):(?=:)", r"\1\\u003a", text, flags=re.MULTILINE).replace("##[", r"#\u0023[")
