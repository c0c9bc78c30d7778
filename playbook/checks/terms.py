"""Words that the glossary refuses: only those whose entry says that they are wrong everywhere (`lint: true`).

No linter fits: the prose linters keep lists of their own, and here the glossary is the list.
"""

import re
from collections.abc import Iterator, Mapping

from playbook.checks.file_texts import FileTexts, Finding
from playbook.model.catalogues import Glossary
from playbook.problems import Severity

RULE = "X22"
# The word to write, by the word not to write, by language.
Refused = Mapping[str, Mapping[str, str]]


def refused(glossary: Glossary) -> Refused:
    """Gather what the glossary refuses."""
    words: dict[str, dict[str, str]] = {}
    for term in glossary.terms:
        for avoid in term.avoid:
            if avoid.lint:
                written = term.title.plain(avoid.language) if avoid.language in term.title.versions else ""
                words.setdefault(avoid.language, {})[avoid.word] = written
    return words


def check(sheet: FileTexts, words: Mapping[str, str]) -> Iterator[Finding]:
    """Find refused words outside quotations."""
    if not words:
        return
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    for match in pattern.finditer(sheet.plain):
        hit = sheet.hit(match)
        if not sheet.is_quoted(hit):
            yield sheet.finding(RULE, "refused-word", Severity.ERROR, hit, words[match[0]] or None)
