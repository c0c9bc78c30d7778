"""The scripts of the site: how parts are joined, and their tests in node, on what the generator has to say."""

import json
import re
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest
import yaml

from playbook import export, workbook
from playbook.editions.codes import guard
from playbook.export.reading import folded
from playbook.model.playbook import Playbook
from playbook.model.working_sheets import as_json, workbook_name
from playbook.plugin import scripts
from playbook.search import files
from playbook.search.documents import documents
from playbook.search.folding import DROPPED, SPELLINGS, UNSPACED, fold, variants
from playbook.search.index import pack, pack_pairs
from playbook.workbook.reading import read
from tests.conftest import DATA, ROOT
from tests.language_server import NODE

TESTS = sorted((ROOT / "tests" / "browser").glob("*.test.js"))
WITH_TABLES = ROOT / "tests" / "browser" / "with-tables.js"
# Far apart, so that some steps take two digits and some three.
# The number of a document, the strength of a key in it, and in which ways people ask with the key.
PLACES = (
    *((0, 15, (0,)), (1, 0, ()), (64, 7, (2, 30)), (65, 8, (1,))),
    *((129, 1, ()), (4_226, 9, (0, 1, 2)), (250_000, 12, (5,))),
)


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DATA / "shared" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def node(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, *map(str, arguments)], capture_output=True, text=True, check=False, cwd=ROOT, env=environment
    )


# ---- tests without a browser


@pytest.fixture(scope="session")
def given(sample: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the generator has to say, for the tests in node: its tables, an index, a state, how it folds and packs."""
    site = tmp_path_factory.mktemp("scripts")
    for address, content in files(sample):
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_text(content, encoding="utf-8")
    characters = (
        chr(code) for code in range(0x20, 0x30000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    )
    head = {
        "dropped": DROPPED,
        "unspaced": UNSPACED,
        "spellings": SPELLINGS,
        "variants": pack_pairs(sorted(variants().items())),
        "asking": ["what is", "what", "is"],
        "how": ["how"],
    }
    said = {
        "tables": scripts.tables(),
        "site": f"{site.as_uri()}/",
        "head": head,
        "characters": [(sign, fold(sign), folded(sign)) for sign in characters],
        "ids": [document.whole_id for document in documents(sample, "en")],
        "packed": pack([(number * 16 + held << 32) + sum(1 << way for way in ways) for number, held, ways in PLACES]),
        "places": PLACES,
        "state": filled_state(sample, site),
        "stateFile": as_json(filled_state(sample, site) | {"id": "0123456789abcdef", "created": "2026-12-01"}),
        "dates": yaml.safe_load((DATA / "dates.yml").read_text(encoding="utf-8")),
        "work": known_work(sample),
        "texts": json.loads(export.texts_script(sample, "en").partition("] = ")[2].rstrip(";\n")),
    }
    path = site / "said.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def known_work(sample: Playbook) -> dict[str, Any]:
    """Return what the page of all chapters knows of a playbook."""
    known: dict[str, Any] = json.loads(
        export.data_script(sample, "en").removeprefix("window.playbookWork = ").rstrip(";\n")
    )
    known["words"] |= json.loads(export.words_script(sample, "en").partition(", ")[2].rstrip(");\n"))
    return known


def filled_state(sample: Playbook, folder: Path) -> dict[str, Any]:
    """Fill the first row of a workbook, and read it back."""
    workbook.write(sample, "en", folder)
    path = folder / workbook_name("en")
    book = openpyxl.load_workbook(path)
    first = next(cell.column for cell in book.worksheets[0][1] if cell.value == "Status")
    for at, value in enumerate(("Open", "Rin", "2026-12-01", None, "<b>0</b>")):
        book.worksheets[0].cell(2, first + at, value)
    book.save(path)
    state, _ = read(path, sample)
    assert len(state["items"]) == 1
    return state


@pytest.mark.parametrize("tests", TESTS, ids=lambda path: path.name.partition(".")[0])
def test_parts_do_what_they_say(tests: Path, given: Path) -> None:
    # A file has the process to itself in any case.
    done = node("--test", "--test-isolation=none", "--import", WITH_TABLES, tests, PLAYBOOK_TABLES=str(given))
    assert done.returncode == 0, done.stdout + done.stderr


def test_calendars_are_read_by_a_program(given: Path) -> None:
    done = node("--import", WITH_TABLES, ROOT / "tests" / "browser" / "calendar.js", PLAYBOOK_TABLES=str(given))
    calendar = icalendar.Calendar.from_ical(done.stdout)
    (event,) = calendar.walk("VEVENT")
    assert (event.start, event.end) == (date(2026, 12, 31), date(2027, 1, 1))
    assert calendar["X-WR-CALNAME"] == "川辺 センター"
    assert event["SUMMARY"].startswith("責任者" * 40)
    assert "a, b; c\\d\ne" in event["DESCRIPTION"]
    assert event.errors == []


# ---- the same cases for both


@pytest.mark.parametrize("case", cases("folding"), ids=lambda case: case["text"])
def test_generator_folds_as_the_browser_does(case: dict[str, str]) -> None:
    assert fold(case["text"]) == case["folded"]


@pytest.mark.parametrize("case", cases("codes"), ids=lambda case: case["typed"])
def test_generator_guards_codes_as_the_browser_does(case: dict[str, Any]) -> None:
    letters = case["code"].replace("-", "")
    known = len(letters) == 8 and all(letter in scripts.tables()["LETTERS"] for letter in letters)  # type: ignore[operator]
    assert (known and guard(letters[:7]) == letters[7]) == case["valid"]


def test_parts_are_told_of_every_table() -> None:
    declared = (scripts.SOURCES / "tables.d.ts").read_text(encoding="utf-8")
    names = [line.split()[2].rstrip(":") for line in declared.splitlines() if line.startswith("export const")]
    assert sorted(names) == sorted(scripts.tables())


# ---- what others wrote


def test_database_library_is_the_one_that_is_locked() -> None:
    """After `make lock`, the committed copy follows."""
    package = Path(sys.prefix) / "frontend" / "node_modules" / "idb"
    assets = scripts.SOURCES.parent / "assets" / "playbook"
    assert (assets / "idb.js").read_bytes() == (package / "build" / "umd.js").read_bytes()
    assert (assets / "idb.LICENSE.txt").read_bytes() == (package / "LICENSE").read_bytes()


# ---- joining


def test_every_script_is_a_classic_one(tmp_path: Path) -> None:
    for name, content in scripts.script_files():
        path = tmp_path / name.replace(".js", ".cjs")
        path.write_text(content, encoding="utf-8")
        assert node("--check", path).returncode == 0, name
        assert not re.search(r"^\s*//|/\*\*", content, re.MULTILINE), f"{name} brings comments along"


def test_every_part_says_what_it_does() -> None:
    for path in scripts.SOURCES.rglob("*.js"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first.startswith("// "), path


def test_site_has_scripts_and_not_their_parts(sample_site: Path) -> None:
    built = {path.name for path in (sample_site / "assets" / "playbook").glob("*.js")}
    assert built == {"idb.js"} | {name for name, _ in scripts.script_files()}
    assert not (sample_site / "scripts").exists()
    assert not list(sample_site.rglob("*.d.ts"))


def written(folder: Path, **parts: str) -> Path:
    for name, content in parts.items():
        (folder / f"{name}.js").write_text(content, encoding="utf-8")
    return folder / "main.js"


def test_parts_stand_in_the_order_in_which_they_need_each_other(tmp_path: Path) -> None:
    main = written(
        tmp_path,
        main='import { b } from "./b.js";\nimport { a } from "./a.js";\nglobalThis.found = [a, b];\n',
        a="export const a = 1;\n",
        b='import { a } from "./a.js";\n/** @type {number} */\nexport const b = /** @type {number} */ (a) + 1;\n',
    )
    assert scripts.joined(main) == (
        '(() => {\n"use strict";\n\nconst a = 1;\n\nconst b = (a) + 1;\n\nglobalThis.found = [a, b];\n})();\n'
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            {"main": 'import { a } from "./a.js";\n', "a": 'import { b } from "./main.js";\n'},
            "main.js: parts import each",
        ),
        ({"main": 'import { a as b } from "./a.js";\n', "a": ""}, "main.js: cannot be joined: import { a as b }"),
        (
            {"main": 'import { a } from "./a.js";\nfunction a() {}\n', "a": "export function a() {}\n"},
            ".*two parts declare a",
        ),
        ({"main": "export default 1;\n"}, "main.js: cannot be joined: export default 1"),
        ({"main": 'await import("./a.js");\nimport("./a.js");\n'}, "main.js: cannot be joined: import("),
        ({"main": "globalThis.found = `a\n  b`;\n"}, "main.js: a text in backticks goes over several lines"),
    ],
    ids=["circle", "twice", "renamed", "default", "on demand", "several lines"],
)
def test_what_cannot_be_joined_is_refused(parts: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="^" + said.replace("(", r"\(")):
        scripts.joined(written(tmp_path, **parts))


def test_tables_end_no_script_and_no_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hostile = '</script>\u2028<!--\u0300"\\'
    monkeypatch.setattr(scripts, "tables", lambda: {"LETTERS": hostile})
    monkeypatch.setattr(scripts, "_TABLES", tmp_path / "tables.js")
    main = written(tmp_path, main='import { LETTERS } from "./tables.js";\nconsole.log(JSON.stringify(LETTERS));\n')
    text = scripts.joined(main)
    assert text.isascii()
    assert "<" not in text
    (tmp_path / "joined.cjs").write_text(text)
    assert json.loads(node(tmp_path / "joined.cjs").stdout) == hostile
