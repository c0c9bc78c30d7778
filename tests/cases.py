"""The cases of bad input: one YAML file each below `data/invalid`, or a recipe in `data/recipes.yml`.

A case says what stands in its data folder (`files:`, a text each; null for a file that is not there) and what is said
of it in each language (`expect:`). A text with signs that nobody sees (tabs, CRLF, spaces that end a line) stands in
double quotes, with escapes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import DATA

PLAYBOOK = "title:\n  en: Playbook\nlanguages: [en]\npillars: [leadership]\n"
LEADERSHIP = "pillars/leadership.yml"
VALID = "title:\n  en: Leadership\nsummary:\n  en: Leaders set the course.\n"
# The pages that show all kinds of content.
SHOWN_ON = ("home", "model", "map", "kpis", "symptoms", "glossary", "sources")


def pages(languages: Sequence[str] = ("en",)) -> str:
    """Return the words of the pages that a playbook needs, in some languages."""
    title = "".join(f"      {language}: Page\n" for language in dict.fromkeys(languages))
    return "pages:\n" + "".join(f"  - id: {id}\n    title:\n{title}" for id in SHOWN_ON)


# What stands in a folder that says nothing else.
DEFAULTS: Mapping[str, str] = {"playbook.yml": PLAYBOOK, "pages.yml": pages()}
INVALID = sorted(path.stem for path in (DATA / "invalid").iterdir())
RECIPES: dict[str, dict[str, Any]] = {
    recipe["name"]: recipe for recipe in yaml.safe_load((DATA / "recipes.yml").read_text("utf-8"))
}


@dataclass(frozen=True)
class Case:
    """What one case says."""

    files: Mapping[str, str]
    expect: Mapping[str, str]


def place(case: str) -> Path:
    return DATA / "invalid" / f"{case}.yml"


def read(case: str) -> Case:
    return parsed(place(case).read_text("utf-8"))


def parsed(text: str) -> Case:
    """Read a case; what is no text (`no`, `1.10`) is refused, so that nothing is written otherwise than it stands."""
    said = yaml.safe_load(text)
    files, expect = said.pop("files"), said.pop("expect", {})
    assert said == {}, f"a case has files and what to expect, and nothing else: {said}"
    files = {path: content for path, content in {**_defaults(files), **files}.items() if content is not None}
    for name, value in {**files, **expect}.items():
        assert isinstance(value, str), f"{name}: write a text, as a block (|)"
    return Case(files, expect)


def _defaults(files: Mapping[str, str | None]) -> Mapping[str, str]:
    """Return what stands in the folder of a case beside its files: the words of pages in its languages."""
    listed = re.search(r"^languages: \[(.+)\]$", files.get("playbook.yml") or PLAYBOOK, re.MULTILINE)
    return {**DEFAULTS, "pages.yml": pages(listed[1].split(", "))} if listed else DEFAULTS


def accept(case: str, said: Mapping[str, str]) -> None:
    """Write anew what is said of a case, in each language; its files stay as somebody wrote them."""
    file = place(case)
    files = file.read_text("utf-8").partition("\nexpect:\n")[0].rstrip("\n")
    blocks = (
        f"  {language}: |\n" + "".join(f"    {line}\n" for line in text.rstrip("\n").split("\n"))
        for language, text in said.items()
    )
    file.write_text(f"{files}\nexpect:\n{''.join(blocks)}", "utf-8")


def write(data: Path, files: Mapping[str, str | bytes]) -> Path:
    for path, content in files.items():
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return data


def unpacked(case: str, folder: Path) -> Path:
    """Write the files of a case into a data folder below a folder."""
    return write(folder / "data", read(case).files)


def written(recipe: Mapping[str, Any], folder: Path) -> Path:
    """Write what a recipe says, and beside it what its link may lead to."""
    write(folder, {"outside.yml": VALID, "outside/strategy.yml": VALID})
    data = write(folder / "data", {**DEFAULTS, LEADERSHIP: made(recipe)})
    if "link" in recipe:
        (data / LEADERSHIP).unlink()
        (data / LEADERSHIP).symlink_to(recipe["link"])
    return data


def made(recipe: Mapping[str, Any]) -> bytes:
    if "hex" in recipe:
        return bytes.fromhex(recipe["hex"])
    text: str = recipe.get("text", "") + recipe.get("before", "")
    text += recipe.get("repeat", "") * recipe.get("times", 0) + recipe.get("after", "")
    return text.encode(recipe.get("codec", "utf-8"))
