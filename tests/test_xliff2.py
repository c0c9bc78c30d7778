"""XLIFF 2.1 as other programs write it: its states, segments and notes, and what says that a machine was at work."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from playbook.model.ledger import Key, Made
from playbook.model.playbook import Playbook
from tests.conftest import DATA, ROOT, run
from tests.test_exchange import export, opened, translated
from tests.test_ledger import read
from tests.test_rename import contents
from tests.test_translations import command, data

__all__ = ["data"]

CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "xliff2.yml").read_text("utf-8"))
TAKEN = [case for case in CASES if "refused" not in case]
REFUSED = [case for case in CASES if "refused" in case]
SPACES = "urn:oasis:names:tc:xliff"
HEAD = (
    f'<xliff xmlns="{SPACES}:document:2.0" xmlns:mda="{SPACES}:metadata:2.0" xmlns:mtc="{SPACES}:matches:2.0" '
    'xmlns:its="http://www.w3.org/2005/11/its" version="2.1" srcLang="en-GB" trgLang="ja">\n<file id="f1">{about}\n'
    "{units}\n</file></xliff>\n"
)
DEEP = 20_000


def written(case: dict[str, Any], folder: Path) -> Path:
    file = folder / "back.xlf"
    filled = HEAD.replace("{about}", case.get("about", "")).replace("{units}", case.get("units", ""))
    file.write_text(case.get("file", filled), "utf-8")
    return file


def without(data: Path, words: str) -> None:
    """Take the Japanese of a text away."""
    chapter = data / "pillars" / "shelves.yml"
    text = chapter.read_text("utf-8")
    assert text.count(words) == 1
    chapter.write_text(text.replace(words, ""), "utf-8")


@pytest.mark.parametrize("case", TAKEN, ids=lambda case: case["name"])
def test_what_is_taken(case: dict[str, Any], data: Path, tmp_path: Path) -> None:
    if "without" in case:
        without(data, "      ja: 二種類の記号\n")
    said = command("import", data, written(case, tmp_path)).splitlines()[:-1]
    assert said == [f"back.xlf:{line}" for line in case.get("said", "").splitlines()]
    playbook = read(data)
    texts = {key: playbook.texts[key].text for key in case["texts"]}
    assert {key: one.plain("ja") if "ja" in one.versions else None for key, one in texts.items()} == case["texts"]
    assert {key: str(playbook.states[Key("ja", key)].made) for key in case.get("made", {})} == case.get("made", {})


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["name"])
def test_what_is_refused_changes_nothing(case: dict[str, Any], data: Path, tmp_path: Path) -> None:
    before = contents(data)
    result = run("translations", "import", "--data", data, written(case, tmp_path))
    assert result.output.splitlines() == [f"back.xlf:{line}" for line in case["refused"].splitlines()]
    assert result.exit_code == 1
    assert contents(data) == before


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_elements_without_end_stop_nothing(version: str, data: Path, tmp_path: Path) -> None:
    inner = "<mrk>" * DEEP + "</mrk>" * DEEP
    unit = ("trans-unit", "") if version == "1.2" else ("unit", "segment")
    opened = f"<{unit[0]} id='shelves:title'>" + (f"<{unit[1]}>" if unit[1] else "")
    closed = (f"</{unit[1]}>" if unit[1] else "") + f"</{unit[0]}>"
    body = f"{opened}<source>Shelves &amp; order</source><target>{inner}</target>{closed}"
    about = 'target-language="ja"' if version == "1.2" else 'id="f"'
    head = f'<xliff xmlns="{SPACES}:document:{version}" version="{version}" trgLang="ja">'
    back = tmp_path / "back.xlf"
    back.write_text(f"{head}<file {about}>{body}</file></xliff>")
    result = run("translations", "import", "--data", data, back)
    assert result.exit_code == 1
    assert "no whole file of a translator's program" in result.output


def exported(data: Path) -> etree._Element:
    return etree.parse(export(data, "xliff2")).getroot()


def test_what_the_standard_asks_of_a_file_is_so(data: Path) -> None:
    root = exported(data)
    inside = {"d": f"{SPACES}:document:2.0"}
    assert dict(root.attrib) == {"version": "2.1", "srcLang": "en-GB", "trgLang": "ja"}
    for tag in ("file", "unit"):
        ids = root.xpath(f"//d:{tag}/@id", namespaces=inside)
        assert len(set(ids)) == len(ids)
    assert root.xpath("//d:segment[not(d:target)]/@state[. != 'initial']", namespaces=inside) == []
    assert root.xpath("//d:source[@xml:lang] | //d:unit[not(d:segment)]", namespaces=inside) == []


def test_states_tell_what_a_person_stands_by(data: Path) -> None:
    review = ("--languages", "ja", "--role", "librarian", "--date", "2026-11-20")
    command("review", data, "shelves.label-all:text", *review)
    without(data, "      ja: 二種類の記号\n")
    path = "//*[local-name()='segment']"
    found = {
        segment.getparent().get("id"): (segment.get("state"), len(segment)) for segment in exported(data).xpath(path)
    }
    assert found["shelves.label-all:text"] == ("translated", 2)
    assert found["shelves.lost-books:text"] == ("initial", 2)
    assert found["shelves.two-systems:text"] == ("initial", 1)
    assert read(data).states[Key("ja", "shelves.lost-books:text")].made is Made.MACHINE


def test_one_file_has_one_source_language(real: Playbook, tmp_path: Path) -> None:
    command_line = ("translations", "export", "--data", ROOT / "data", "--languages", "ja", "--format", "xliff2")
    result = run(*command_line)
    assert result.exit_code == 2
    assert "written in several (en, zh). Export each with --source-language." in result.output
    found = []
    for source in ("en", "zh"):
        result = run(*command_line, "--source-language", source, "--output", tmp_path / f"{source}.xlf")
        assert result.exit_code == 0, result.output
        found += opened(tmp_path / f"{source}.xlf").units
    assert sorted(unit.getid() for unit in found) == sorted(real.texts)
    assert all(unit.target and unit.isfuzzy() for unit in found)
    assert run(*command_line, "--source-language", "fr").exit_code == 2


def test_what_another_program_translates_is_taken(data: Path) -> None:
    without(data, "      ja: 二種類の記号\n")
    back = translated(export(data, "xliff2", "shelves"), lambda target: f"{target or '二種類の印'}改")
    texts = [key for key in read(data).texts if key.startswith("shelves")]
    assert command("import", data, back) == f"Recorded: {len(texts)} in ja.\n"
    playbook = read(data)
    assert {playbook.states[Key("ja", key)].made for key in texts} == {Made.WRITTEN}
    assert playbook.texts["shelves.two-systems:text"].text.plain("ja") == "二種類の印改"
    assert playbook.texts["shelves.lost-books:listen_for"].text.plain("ja") == "人の名前ではなく、原因です。改"
