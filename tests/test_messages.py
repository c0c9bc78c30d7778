"""Every message is tested word for word in three languages: by a case of bad input, or with facts as they are given."""

import functools
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from playbook import checks, report
from playbook.loading import load
from playbook.problems import Problem
from tests.test_check import DATA, INVALID, RECIPES, WORDS, written

MESSAGES = DATA / "messages.yml"
CASES: dict[str, dict[str, Any]] = yaml.safe_load(MESSAGES.read_text("utf-8"))
QUOTED = str.maketrans({"\\": r"\\", '"': r"\""})


@functools.cache
def codes_of_cases() -> frozenset[str]:
    """Return the codes that the cases of `test_check.py` bring about, which say them word for word."""
    with TemporaryDirectory() as folder:
        made = [written(recipe, Path(folder) / name) for name, recipe in RECIPES.items()]
        folders = [*(DATA / "invalid" / case / "data" for case in INVALID), *made]
        return frozenset(problem.code for data in folders for problem in checks.check(load(data)))


def said(code: str, language: str) -> str:
    return report.message(Problem(code, "file.yml", facts=CASES[code]["facts"]), WORDS[language])


def accept() -> None:
    """Write messages.yml anew: what is said of the facts that stand there, in the order of the words."""
    head = "".join(f"{line}\n" for line in MESSAGES.read_text("utf-8").split("\n") if line.startswith("#"))
    entries = [(code, CASES[code]["facts"]) for code in WORDS["en"].messages if code in CASES]
    with MESSAGES.open("w", encoding="utf-8") as file:
        file.write(head)
        for code, facts in entries:
            given = ", ".join(f'{key}: "{str(fact).translate(QUOTED)}"' for key, fact in facts.items())
            file.write(f"{code}:\n  facts: {{{given}}}\n")
            file.writelines(f'  {id}: "{said(code, id).translate(QUOTED)}"\n' for id in WORDS)


@pytest.fixture(scope="module", autouse=True)
def _accepted(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("accept"):
        accept()
        CASES.update(yaml.safe_load(MESSAGES.read_text("utf-8")))


@pytest.mark.parametrize("code", list(CASES))
def test_words(code: str) -> None:
    expected = {key: text for key, text in CASES[code].items() if key != "facts"}
    assert {language: said(code, language) for language in WORDS} == expected
    assert not re.search(r"\{[a-z_]+\}", "".join(expected.values()))


def test_every_message_is_said_word_for_word() -> None:
    untested = [code for code in WORDS["en"].messages if code not in CASES and code not in codes_of_cases()]
    assert untested == [], (
        "add a folder tests/data/invalid/<case>/data, or `code: {facts: {...}}` to tests/data/messages.yml, "
        "and run pytest --accept tests/test_check.py tests/test_messages.py"
    )


def test_no_words_are_tested_that_nobody_says() -> None:
    assert set(CASES) - set(WORDS["en"].messages) == set()
