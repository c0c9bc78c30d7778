"""Any text in any field is refused by its name or stands on the page; YAML of any shape ends in no traceback."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from playbook import checks
from playbook.loading import load
from tests.conftest import DATA, built, run
from tests.shapes import Written, bare, damaged, documents, shown, texts

# The same in every run: no example depends on a clock, on what failed before, or on chance.
STEADY: dict[str, Any] = {
    "derandomize": True,
    "database": None,
    "deadline": None,
    "phases": (Phase.explicit, Phase.generate),
    "suppress_health_check": list(HealthCheck),
}
# `make soak` tries thousands.
EXAMPLES = 60
FILES = sorted(path.relative_to(DATA / "sample").as_posix() for path in (DATA / "sample").rglob("*.yml"))
LINE = re.compile(r"\S+:\d+:\d+: ")
MARKS = re.compile(r"\*\*|\[|^\s*- ", re.MULTILINE)


def accepted(written: Written, words: list[str], data: Path) -> set[int]:
    """Put texts into all fields, take out those that are refused by their name, and return where the others stand."""
    for slot in written.original:
        word = words[slot % len(words)]
        written.now[slot] = f"{word} {slot}" if slot % 2 else f"{slot} {word}"
    kept = set(written.original)
    for _ in written.original:
        lines = written.write(data)
        faults = checks.errors(checks.check(load(data)))
        if not faults:
            return kept
        for fault in faults:
            slot = lines.get((fault.path, fault.mark.line), -1)
            assert slot in kept, f"refused, but not by its name: {fault}"
            written.now[slot] = written.original[slot]
        kept = {slot for slot in kept if written.now[slot] != written.original[slot]}
    raise AssertionError("refused without an end")


@settings(max_examples=5, **STEADY)
@given(words=st.lists(texts(), min_size=24, max_size=24))
def test_any_text_in_any_field_is_refused_by_name_or_stands_on_the_page(
    words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    data = Path(shutil.copytree(DATA / "sample", folder / "data"))
    written = Written.of(data)
    written.trees["playbook.yml"]["house_rules"] = False
    kept = accepted(written, words, data)
    assert len(kept) > len(written.original) / 5, "most of what is tried is refused"
    site = built(data, folder / "site")
    playbook = load(data).playbook
    assert playbook is not None
    pages = {language: shown(site, language) for language in playbook.settings.languages}
    lines = written.write(data)
    for located in playbook.texts.values():
        for language, place in located.places.items():
            text = written.now[lines[place.path, place.mark.line]]
            said = located.text.plain(language) if MARKS.search(text) else text
            for part in said.split("{}"):  # where a unit's number stands
                assert bare(part) in pages[language], f"{place}: {text!r}"


def reads(data: Path, *command: str) -> int:
    """Let a command read a folder, and return its exit code; it names each problem by its line, without a traceback."""
    result = run(*command, "--data", data)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code in (0, 1)
    assert [line for line in result.output.splitlines() if result.exit_code and not LINE.match(line)] == []
    return result.exit_code


@settings(max_examples=EXAMPLES, **STEADY)
@given(content=documents(), file=st.sampled_from(FILES))
def test_yaml_of_any_shape_is_refused_by_its_lines(
    content: bytes, file: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = Path(shutil.copytree(DATA / "sample", tmp_path_factory.mktemp("shapes") / "data"))
    (data / file).write_bytes(content)
    reads(data, "check")


@settings(max_examples=EXAMPLES, **STEADY)
@given(data=st.data(), file=st.sampled_from(FILES))
def test_a_damaged_file_is_refused_by_its_lines(
    data: st.DataObject, file: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = data.draw(damaged((DATA / "sample" / file).read_bytes()))
    folder = Path(shutil.copytree(DATA / "sample", tmp_path_factory.mktemp("damaged") / "data"))
    (folder / file).write_bytes(content)
    reads(folder, "check")
