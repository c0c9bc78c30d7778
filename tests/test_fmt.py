"""`playbook fmt` gives content one form: its meaning and its comments stay, and a second run changes nothing."""

import errno
import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path

import pytest

from playbook.authoring.formatting import formatted
from playbook.authoring.sentences import sentences
from playbook.files import disk_of
from playbook.loading import File, load, reread
from playbook.model.nodes import MappingNode, Scalar, SequenceNode
from playbook.parsing.tree import Tree
from tests.cases import INVALID, unpacked
from tests.conftest import DATA, ROOT, run
from tests.test_rename import contents

FORMS = DATA / "forms"
CASES = sorted(path.name.removesuffix(".yml") for path in FORMS.glob("*.yml") if ".expected" not in path.name)


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    return copy_of("sample")


@pytest.fixture(scope="module")
def files() -> tuple[File, ...]:
    return load(DATA / "sample").files


@pytest.mark.parametrize("case", CASES)
def test_form(case: str, files: tuple[File, ...], pytestconfig: pytest.Config) -> None:
    content, expected = (FORMS / f"{case}.yml").read_bytes(), FORMS / f"{case}.expected.yml"
    file = reread(next(file for file in files if file.path == "pillars/helpers.yml"), content)
    assert file.reading.problems == []
    new = formatted(file, content)
    if pytestconfig.getoption("accept"):
        expected.write_bytes(new)
    assert new.decode() == expected.read_text("utf-8")
    assert formatted(reread(file, new), new) == new


def test_meaning_stays_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    folders = [DATA / "sample", DATA / "tiny", *(unpacked(case, tmp_path / case) for case in INVALID)]
    whole = [(folder / file.path, file) for folder in folders for file in load(folder).files if file.record]
    for path, file in whole:
        new = formatted(file, path.read_bytes())
        again = reread(file, new)
        assert again.record == file.record
        assert [text.text.fingerprints for text in again.texts] == [text.text.fingerprints for text in file.texts]
        assert formatted(again, new) == new
    assert len(whole) > 100


@pytest.mark.parametrize("folder", ["data", "tests/data/sample"])
def test_content_is_in_its_form(folder: str) -> None:
    result = run("fmt", "--check", "--data", ROOT / folder)
    assert (result.exit_code, result.output) == (0, "")


def scribbled(tree: Tree, chance: random.Random, remarks: Iterator[int], indent: int = 0) -> Iterator[str]:
    """Write a tree as somebody may who knows no rules: it says the same, and every line has another style."""
    step = chance.randint(1, 4)
    for part in chance.sample([*tree], len(tree)) if isinstance(tree, MappingNode) else tree:
        value = tree[part] if isinstance(tree, MappingNode) else part
        head = " " * indent + (f"{quoted(part, chance)}:" if isinstance(tree, MappingNode) else "-")
        yield from (" " * chance.randint(0, indent) + f"# {number}" for number in islice(remarks, chance.randint(0, 2)))
        if isinstance(value, Scalar):
            yield from line_of(head, value, chance, indent + step)
        elif (
            isinstance(value, SequenceNode) and chance.random() < 0.5 and all(isinstance(one, Scalar) for one in value)
        ):
            # A figure has one spelling, without quotation marks.
            items = (one if one.flaw == "ambiguous" else quoted(one, chance) for one in value)
            yield f"{head} [{', '.join(items)} ]"
        else:
            yield head + "".join(f"   # {number}" for number in islice(remarks, chance.randint(0, 1)))
            may_stay = isinstance(value, SequenceNode) and isinstance(tree, MappingNode)
            yield from scribbled(value, chance, remarks, indent + (chance.choice([0, step]) if may_stay else step))


def quoted(value: str, chance: random.Random) -> str:
    plain = [value] if value.replace("-", "").replace("_", "").isalnum() and value[0].isalpha() else []
    return chance.choice([*plain, "'" + value.replace("'", "''") + "'"])


def line_of(head: str, value: Scalar, chance: random.Random, indent: int) -> Iterator[str]:
    if "\n" in value or (value.flaw == "" and chance.random() < 0.3):
        yield head + chance.choice([" |", " |-", " |+"])
        yield from (" " * indent + line if line else "" for line in value.split("\n"))
    else:
        yield f"{head} {value if value.plain else quoted(value, chance)}{' ' * chance.randint(0, 2)}"


@pytest.mark.parametrize("seed", range(10))
def test_many_spellings_have_one_form(seed: int, files: tuple[File, ...]) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    for file in files:
        assert file.tree is not None
        content = "".join(f"{line}\n" for line in scribbled(file.tree, chance, iter(()))).encode()
        other = reread(file, content)
        assert other.reading.problems == []
        assert formatted(other, content) == (DATA / "sample" / file.path).read_bytes()


@pytest.mark.parametrize("seed", range(10))
def test_no_comment_is_lost(seed: int, files: tuple[File, ...]) -> None:
    chance, remarks = random.Random(seed), count(1)  # noqa: S311 - the same in every run
    for file in files:
        assert file.tree is not None
        content = "".join(f"{line}\n" for line in scribbled(file.tree, chance, remarks)).encode()
        other = reread(file, content)
        assert other.reading.problems == []
        new = formatted(other, content)
        assert sorted(re.findall(rb"# \d+$", new, re.MULTILINE)) == sorted(
            re.findall(rb"# \d+$", content, re.MULTILINE)
        )
        assert formatted(reread(file, new), new) == new


def test_writes_what_is_not_in_its_form_and_says_so(data: Path) -> None:
    file = data / "pillars" / "helpers.yml"
    before = contents(data)
    file.write_bytes((FORMS / "line-ends.yml").read_bytes())
    odd = contents(data)
    result = run("fmt", "--check", "--data", data)
    assert (result.exit_code, contents(data)) == (1, odd)
    assert result.output.startswith("pillars/helpers.yml:1:1: file: not in the form that all files have")
    result = run("fmt", "--data", data)
    assert (result.exit_code, result.output) == (0, "pillars/helpers.yml\nFiles put into one form: 1\n")
    assert {path for path, content in contents(data).items() if content != before[path]} == {"pillars/helpers.yml"}
    assert run("fmt", "--check", "--data", data).exit_code == 0


@pytest.mark.parametrize("given", [["pillars/helpers.yml"], ["pillars"], ["{data}/pillars/helpers.yml"], ["kpis.yml"]])
def test_only_what_is_named(given: Sequence[str], data: Path) -> None:
    for path in ("pillars/helpers.yml", "kpis.yml"):
        (data / path).write_bytes((data / path).read_bytes() + b"\n\n")
    run("fmt", "--data", data, *(path.format(data=data) for path in given))
    left = run("fmt", "--check", "--data", data).output
    assert left.startswith("pillars/helpers.yml" if given == ["kpis.yml"] else "kpis.yml")
    assert left.count("\n") == 1


def test_nothing_of_that_name(data: Path) -> None:
    result = run("fmt", "--data", data, "pillars/helpers.yaml")
    assert result.exit_code == 2
    assert "this is no file or folder of the content" in result.output


def test_files_with_errors_are_named_as_check_does_and_left(data: Path) -> None:
    odd = {"kpis.yml": b"kpis: [\n", "glossary.yml": b"terms:\n  - {id: x}\n"}
    for path, content in odd.items():
        (data / path).write_bytes(content)
    (data / "pillars" / "helpers.yml").write_bytes((FORMS / "comments.yml").read_bytes())
    result = run("fmt", "--data", data)
    named = [
        line for line in run("check", "--data", data, "--format", "text").output.splitlines() if line[:4] in "kpis glos"
    ]
    assert result.exit_code == 1
    assert set(named) <= set(result.output.splitlines())
    assert {path: (data / path).read_bytes() for path in odd} == odd
    assert (data / "pillars" / "helpers.yml").read_bytes() == (FORMS / "comments.expected.yml").read_bytes()


def test_full_disk_loses_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("pillars/helpers.yml", "kpis.yml"):
        (data / path).write_bytes((data / path).read_bytes() + b"\n\n")
    before = contents(data)
    written = iter([None])

    def full(*_: object) -> None:
        if next(written, "full") == "full":
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run("fmt", "--data", data)
    assert (result.exit_code, contents(data)) == (1, before)
    assert f"the disk at {disk_of(data)} is full" in result.output


@pytest.mark.parametrize("seed", range(20))
def test_sentences_lose_no_sign(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    for joiner, signs in ((" ", "a B. ! ? ' \" ( ) ** [ ] … e.g. 3"), ("", "文 字 。 ！ ？ 「 」 （ ） “ ” ** - A")):
        lines = [joiner.join(chance.choices(signs.split(" "), k=12)) for _ in range(3)]
        laid = [*sentences(lines, joiner)]
        assert joiner.join(laid) == joiner.join(lines)
        assert [*sentences(laid, joiner)] == laid
