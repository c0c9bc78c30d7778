"""Kills and full disks at moments of what writes: the old is there or the new, whole, and nothing else."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from playbook.loading import load_words
from playbook.problems import fill
from tests.conftest import DATA, ROOT, built
from tests.faults import Forks, Outcome, Place
from tests.test_strictness import digest

SEED = 15
# Moments of a build; `make soak` tries hundreds.
KILLS, STEPWISE = 10, 4
FULL = 9
LANGUAGES = ("en", "ja", "zh")
COMMANDS: list[dict[str, Any]] = yaml.safe_load((DATA / "full-disk.yml").read_text("utf-8"))
CASES = [(command, where) for command in COMMANDS for where in ("own", "temporary") if where in command["disks"]]
MOST = 5


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    with Forks() as forks:
        yield forks


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, sample_site: Path) -> Path:
    """A site that stands while another one is built."""
    site = Path(shutil.copytree(sample_site, tmp_path_factory.mktemp("old") / "site"))
    (site / "index.html").write_text("The old one.")
    return site


def moments(number: int, end: int, first: int = 0) -> Sequence[int]:
    """Return some of all moments, the last one among them; the same in every run."""
    chosen = random.Random(SEED).sample(range(first, end), min(number, end - first))  # noqa: S311 - no secret
    return sorted({*chosen[1:], end - 1})


def full(code: str, disk: Path, language: str) -> str:
    words = load_words(language)
    return fill(words.messages[code], {"reason": fill(words.sentences["disk-full"], {"disk": str(disk)})})


@pytest.fixture
def place(forks: Forks, old: Path, tmp_path: Path) -> Place:
    return Place(forks, DATA / "tiny", old, tmp_path / "disk")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content that is built where a kill has left something, no larger than it has to be."""
    other = Path(shutil.copytree(DATA / "tiny", tmp_path_factory.mktemp("other") / "data"))
    words = (other / "pages.yml").read_text("utf-8")
    (other / "pages.yml").write_text(words.replace("Garden", "Orchard"), "utf-8")
    return other


@pytest.fixture(scope="module")
def other_site(other: Path) -> Path:
    return built(other, other.parent / "site")


@pytest.mark.parametrize(("stepwise", "kills"), [(False, KILLS), (True, STEPWISE)], ids=["exchange", "two renames"])
def test_a_kill_leaves_one_whole_site_and_the_next_build_mends(
    stepwise: bool, kills: int, place: Place, old: Path, tiny_site: Path, other: Path, other_site: Path
) -> None:
    before, after, mended = digest(old), digest(tiny_site), digest(other_site)
    steps = place.build(fault="kill", stepwise=stepwise).steps
    swap = [at for at, step in enumerate(steps) if place.is_of_the_swap(step)]
    ends = set()
    for moment in sorted({*moments(kills, len(steps)), *swap}):
        assert place.build(fault="kill", moment=moment, stepwise=stepwise).code == -9
        there = digest(place.kept if stepwise and not place.site.exists() else place.site)
        assert there in (before, after), f"killed at {moment}: {steps[moment]}"
        ends.add(there == after)
        done = place.again(other)
        assert done.code == 0, done.said
        assert digest(place.site) == mended, f"killed at {moment}: {steps[moment]}"
        assert place.left_behind() == []
    assert ends == {True, False}, "kills on both sides of the swap"


def test_a_full_disk_leaves_the_old_site_and_nothing_else(place: Place, old: Path) -> None:
    before = digest(old)
    steps = place.build(fault="full").steps
    for at, moment in enumerate(moments(FULL, len(steps))):
        language = LANGUAGES[at % len(LANGUAGES)]
        done = place.build(fault="full", moment=moment, language=language)
        told = f"full at {moment}, {steps[moment]}: {done.said}"
        assert done.code == 1, told
        assert full("cannot-write", place.folder, language) in done.said, told
        assert "Traceback" not in done.said, told
        assert "Exception ignored" not in done.said, told
        assert digest(place.site) == before, told
        assert place.left_behind() == [], told


def test_a_build_needs_no_room_for_temporary_files(forks: Forks, old: Path, tmp_path: Path, sample_site: Path) -> None:
    place = Place(forks, DATA / "sample", old, tmp_path / "disk")
    done = place.build()
    assert [step for step in done.steps if str(place.temporary) in step] == []
    assert digest(place.site) == digest(sample_site)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with something to format."""
    content = Path(shutil.copytree(DATA / "sample", tmp_path_factory.mktemp("content") / "data"))
    with (content / "glossary.yml").open("a", encoding="utf-8") as glossary:
        glossary.write("\n\n# A remark that stands too far down.\n\n\n")
    return content


@pytest.mark.parametrize(("command", "full_one"), CASES, ids=[f"{one['name']}-{where}" for one, where in CASES])
def test_a_command_on_a_full_disk_changes_nothing_and_names_the_disk(
    command: dict[str, Any], full_one: str, forks: Forks, content: Path, sample_site: Path, tmp_path: Path
) -> None:
    disk, temporary = tmp_path / "own", tmp_path / "temporary"
    named = {"data": disk / "data", "output": disk / "out", "workbook": sample_site / "print/playbook.workbook.en.xlsx"}
    arguments = [word.format(**named) for word in command["arguments"]]

    def run(language: str, moment: int = -1) -> Outcome:
        shutil.rmtree(disk, ignore_errors=True)
        shutil.copytree(content, named["data"])
        temporary.mkdir(exist_ok=True)
        environment = {"PLAYBOOK_LANG": language, "TMPDIR": str(temporary)}
        more = {"disk": str(tmp_path / full_one), "cache": str(disk / "cache"), "environment": environment}
        return forks.run(*arguments, fault="full", moment=moment, **more)

    counted = run("en")
    assert counted.code == 0, counted.said
    # Python itself tries to write where temporary files may go, and goes elsewhere where it cannot.
    first = next(at for at, step in enumerate(counted.steps) if full_one == "own" or step.startswith("os.mkdir"))
    for at, moment in enumerate(moments(MOST, len(counted.steps), first)):
        language = LANGUAGES[at % len(LANGUAGES)]
        done = run(language, moment)
        told = f"full at {moment}, {counted.steps[moment]}: {done.said}"
        assert full(command["code" if done.code else "warning"], tmp_path / full_one, language) in done.said, told
        assert "Traceback" not in done.said, told
        assert digest(named["data"]) == digest(content), told
        assert [*temporary.iterdir()] == [], told
        assert [path for path in disk.rglob(".*") if path.is_file()] == [], told
        written = [path for path in (named["output"], *disk.glob("out/*")) if path.is_file()]
        assert bool(written) == (done.code == 0), told
        for path in written:
            pikepdf.open(path).close()


def test_a_real_disk_that_is_full_is_named(tmp_path: Path) -> None:
    """With a file system of 600 kB, where this system lets somebody mount one."""
    script = 'mount -t tmpfs -o size=600k tmpfs "$1" && shift && exec "$@"'
    inside = ("unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", str(tmp_path))
    if (
        shutil.which("unshare") is None
        or subprocess.run([*inside, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("nothing can be mounted here")
    command = (
        sys.executable,
        "-m",
        "playbook",
        "build",
        "--no-pdf",
        "--data",
        DATA / "sample",
        "--output",
        tmp_path / "site",
    )
    done = subprocess.run([*inside, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert full("cannot-write", tmp_path, "en") in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_command_says_may_find_a_full_disk(language: str) -> None:
    with Path("/dev/full").open("w") as nowhere:
        command = (sys.executable, "-m", "playbook", "check", "--lang", language, "--data", DATA / "sample")
        done = subprocess.run(command, cwd=ROOT, stdout=nowhere, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"{load_words(language).sentences['output-full']}\n")
