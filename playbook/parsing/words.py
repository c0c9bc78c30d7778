"""The words of the command line, on their own: it speaks before anybody knows what a playbook is."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from playbook.parsing.tree import read_tree
from playbook.problems import Problem

WORDS = Path(__file__).parent.parent / "words"


@cache
def said_by(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return what commands say in a language: their `help` and their `sentences`, each by its key."""
    problems: list[Problem] = []
    tree = read_tree(WORDS / language / "commands.yml", "commands.yml", problems)
    assert isinstance(tree, dict), problems
    return tree
