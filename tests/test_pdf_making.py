"""Printed sheets being made: by the command and with the site, of whatever a text says, and not twice."""

import json
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import yaml

from playbook import pdf
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.model.sheets import FACING_KINDS, Sheet
from playbook.pdf.typesetting import Typeset, Typesetter
from tests.conftest import DATA, run
from tests.test_pdf import KINDS, TAGS, made, text_of

HOSTILE = yaml.safe_load((DATA / "hostile-sheets.yml").read_text(encoding="utf-8"))


def test_unchanged_sheets_are_not_made_again(sample: Playbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = pdf.Cache(tmp_path / "cache")
    wanted = [Sheet("shelves", "card", (id,)) for id in TAGS]
    pdf.make(sample, wanted, tmp_path / "first", cache)
    rotten, gone, _ = sorted((tmp_path / "cache").iterdir())
    rotten.write_bytes(rotten.read_bytes()[:-7])
    gone.unlink()
    count = 0
    set_in_type = Typesetter.typeset

    def counted(self: Typesetter, source: str) -> Typeset:
        nonlocal count
        count += 1
        return set_in_type(self, source)

    monkeypatch.setattr(Typesetter, "typeset", counted)
    pdf.make(sample, wanted, tmp_path / "second", cache)
    assert count == 2, "one was cut off, one had vanished, one is taken from the cache"
    for sheet in wanted:
        assert (tmp_path / "first" / sheet.name).read_bytes() == (tmp_path / "second" / sheet.name).read_bytes()


@pytest.fixture
def hostile(copy_of: Callable[[str], Path]) -> Callable[[dict[str, str]], Path]:
    """Give a function that writes a case into a chapter of the small playbook."""
    long = {"long": " ".join(f"word{number}" for number in range(400)), "unbroken": "長い話" * 700}

    def write(case: dict[str, str]) -> Path:
        data = copy_of("sample")
        title = dict.fromkeys(TAGS, case.get("title", "Shelves"))
        said = case.get("text", "Plain.")
        text = dict.fromkeys(case.get("only", TAGS), long.get(said, said))
        chapter = {
            "title": title,
            "summary": text,
            "themes": [{"id": "marks", "title": title, "text": text}],
            "groups": [{"id": "order", "questions": [{"id": "lost", "text": text}, {"id": "moved", "text": text}]}],
            "actions": [{"id": "label-all", "text": text, "deliverable": text}],
        }
        chapter = json.loads(json.dumps(chapter))  # each text is written out, with no alias
        written = yaml.dump(chapter, default_style='"', allow_unicode=True, sort_keys=False, width=100_000)
        (data / "pillars" / "shelves.yml").write_text(written, encoding="utf-8")
        # What leads to the items that are gone goes, too.
        (data / "symptoms.yml").unlink()
        kpis = data / "kpis.yml"
        kpis.write_text(re.sub(r"(?m)^    if_off:\n(?: {6}.*\n)+", "", kpis.read_text("utf-8")), encoding="utf-8")
        settings = data / "playbook.yml"
        settings.write_text(settings.read_text(encoding="utf-8") + "house_rules: false\n", encoding="utf-8")
        return data

    return write


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["name"])
def test_whatever_a_text_says_the_sheet_says_it_too(
    case: dict[str, list[str]], hostile: Callable[[object], Path], tmp_path: Path
) -> None:
    playbook = load(hostile(case)).playbook
    assert playbook is not None
    wanted = [Sheet("shelves", kind, ("ja",)) for kind in KINDS]
    wanted += [Sheet("shelves", kind, ("zh", "en")) for kind in FACING_KINDS if kind in KINDS]
    made(playbook, wanted, tmp_path)
    for sheet in wanted:
        said = " ".join(text_of(tmp_path / sheet.name, "-raw").split())
        assert sheet.kind == "card" or [words for words in case["shown"] if words not in said] == [], sheet.name


def test_long_cell_loses_nothing(hostile: Callable[[object], Path], tmp_path: Path) -> None:
    options = ("--kind", "checklist", "--lang", "ja")
    run("pdf", "shelves", *options, "--data", hostile({"text": "unbroken"}), "--to", tmp_path / "print")
    said = re.sub(r"\s", "", text_of(tmp_path / "print" / "shelves.checklist.ja.pdf", "-raw"))
    assert said.count("長い話") >= 3 * 700, "two questions and an action"


def test_character_without_glyph_is_named_with_its_place(hostile: Callable[[object], Path], tmp_path: Path) -> None:
    data = hostile({"text": "Ask for ꙮ."})
    result = run("pdf", "shelves", "--kind", "card", "--lang", "en", "--data", data, "--to", tmp_path)
    found = "pillars/shelves.yml:6:9: summary.en: warning: 'ꙮ' (U+A66E) is in no font of the project; "
    assert found + "printed sheets show 〓 for it. Write it otherwise" in result.stderr
    checked = run("check", "--data", data)
    assert checked.exit_code == 0
    assert found in checked.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["../../etc/passwd"], "../../etc/passwd"),
        (["shelve"], "did you mean 'shelves'?"),
        (["--lang", "en-en"], "'en-en' is none of these: en, ja, zh, en-ja"),
        (["--lang", "../x"], "'../x' is none of these"),
        (["shelves", "--kind", "card", "--lang", "ja-en"], "there is no such sheet"),
        (["counting", "--kind", "guide"], "there is no such sheet"),
    ],
)
def test_wrong_usage_is_named_and_nothing_is_written(arguments: list[str], says: str, tmp_path: Path) -> None:
    result = run("pdf", *arguments, "--data", DATA / "sample", "--to", tmp_path / "print")
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())
    assert not (tmp_path / "print").exists()


def test_two_languages_need_no_pair_in_the_settings(tmp_path: Path) -> None:
    result = run(
        "pdf", "shelves", "--kind", "checklist", "--lang", "en-zh", "--data", DATA / "sample", "--to", tmp_path
    )
    assert result.output.strip().endswith("shelves.checklist.en-zh.pdf")
    assert (tmp_path / "shelves.checklist.en-zh.pdf").is_file()


def test_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    command = [
        sys.executable,
        "-m",
        "playbook",
        "pdf",
        "shelves",
        "--data",
        DATA / "sample",
        "--to",
        tmp_path / "print",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=allow_little)
    assert done.returncode == 1
    assert "cannot write here (File too large); sheets that were finished before are whole" in done.stdout
    assert "Traceback" not in done.stderr
    for path in (tmp_path / "print").iterdir():
        with pikepdf.open(path):
            assert not path.name.startswith(".")


def test_site_has_its_sheets_and_leads_to_them(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert run("build", "--data", DATA / "tiny", "--site", site).exit_code == 0
    assert (site / "print" / "soil.chapter.fr.pdf").is_file()
    assert 'href="../../print/soil.chapter.fr.pdf"' in (site / "fr" / "pillars" / "soil.html").read_text(
        encoding="utf-8"
    )
    assert run("build", "--no-pdf", "--data", DATA / "tiny", "--site", site).exit_code == 0
    assert not (site / "print").exists()
    assert ".pdf" not in (site / "fr" / "pillars" / "soil.html").read_text(encoding="utf-8")
