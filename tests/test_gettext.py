"""What gettext's programs and the Translate Toolkit's converters make of an exchange file, and what comes back of it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.model.ledger import Key, Made
from tests.conftest import run
from tests.test_exchange import export
from tests.test_ledger import SHELVES, change, read
from tests.test_rename import contents
from tests.test_translations import LOST, command, data

__all__ = ["data"]

BIN = Path(sys.executable).parent
OLD = "人の名前ではなく、原因です。"


def gettext(*arguments: object) -> str:
    """Run one of gettext's programs, which must be content with what it reads."""
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def toolkit(program: str, *arguments: object) -> str:
    """Run one of the Translate Toolkit's programs, whose own tests of a text we do not share."""
    command_line = [str(BIN / program), "--progress=none", *(str(argument) for argument in arguments)]
    done = subprocess.run(command_line, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def edited(file: Path, *changes: tuple[str, str]) -> Path:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    return file


def finished(file: Path, pattern: str, *changes: tuple[str, str]) -> Path:
    """Take the part of a file whose keys fit a pattern, change its words, and call every text done."""
    part = file.with_name(f"{re.sub(r'[^a-z]', '', pattern)}.po")
    gettext("msggrep", "--msgctxt", "--regexp", pattern, file, "--output-file", part)
    edited(part, *changes)
    gettext("msgattrib", "--clear-fuzzy", part, "--output-file", part)
    return part


PASSED_ON = {
    "msgcat": (),
    "msgcat --no-wrap --sort-output": (),
    "msgcat --width=40 --no-location": (),
    "msgattrib": (),
    "msgconv --to-code=UTF-8": (),
    "msguniq": (),
    "msgfilter": ("cat",),
}


@pytest.mark.parametrize("program", PASSED_ON)
def test_what_programs_pass_on_changes_nothing(program: str, data: Path) -> None:
    file, back, before = export(data, "po"), data.parent / "back.po", contents(data)
    name, *options = program.split()
    gettext("msgfmt", "--check", "-o", "/dev/null", file)
    gettext(name, *options, "--input", file, "--output-file", back, *PASSED_ON[program]) if PASSED_ON[
        program
    ] else gettext(name, *options, file, "--output-file", back)
    assert command("import", data, back) == "Recorded: nothing.\n"
    assert contents(data) == before
