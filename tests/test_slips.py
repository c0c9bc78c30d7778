"""A slip is named in the line that it was made in: each kind is made in every line of a file in turn."""

import re
from pathlib import Path

import pytest
import yaml

from playbook.loading import File, load, reread
from tests.conftest import DATA

SLIPS = {row["slip"]: row for row in yaml.safe_load((DATA / "slips.yml").read_text("utf-8"))}
SAMPLE = DATA / "sample"


@pytest.fixture(scope="module")
def files() -> tuple[File, ...]:
    return tuple(file for file in load(SAMPLE).files if file.path.startswith(("pillars/", "kpis", "glossary")))


def named(file: File, changed: str) -> set[int]:
    """Return the lines that the problems of a file with other content are named in."""
    return {problem.mark.line for problem in reread(file, changed.encode()).reading.problems}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_where_it_was_made(slip: str, files: tuple[File, ...]) -> None:
    row = SLIPS[slip]
    found = []
    for file in files:
        lines = Path(SAMPLE / file.path).read_text("utf-8").rstrip("\n").split("\n")
        for number, line in enumerate(lines, 1):
            changed = re.sub(row["find"], row["write"], line, count=1)
            if changed != line and (at := named(file, "\n".join([*lines[: number - 1], changed, *lines[number:]]))):
                found.append((f"{file.path}:{number}", bool(at & {number, number + changed.count("\n")})))
    elsewhere = [place for place, is_there in found if not is_there]
    assert found
    assert len(elsewhere) == row.get("elsewhere", 0), elsewhere
