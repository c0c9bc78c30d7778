"""Every colour is a row of one table: nothing else holds one, and a change of the row changes all that shows it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from playbook.languages import style_sheet
from playbook.model import colours
from playbook.model.playbook import Playbook
from playbook.model.sheets import sheets
from playbook.pdf.document import Documents
from playbook.pdf.typesetting import TEMPLATES, Typesetter
from playbook.preview.server import asset
from playbook.workbook import write
from tests.conftest import DATA, ROOT, built

TABLE = "playbook/model/colours.py"
KINDS = (".css", ".html", ".j2", ".js", ".py", ".svg", ".typ")
# A character reference such as &#123; is no colour, and neither is the address or the selector of an id (#code).
VALUE = re.compile(
    r"(?<![&\w])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![\w-])"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|luma|cmyk)\((?!\s*(?:var|colours)\b)",
    re.IGNORECASE,
)
# Words only where they can be meant: they are everyday words elsewhere.
NAMED = re.compile(
    r"(?<![\w.-])(?:black|silver|gray|grey|white|maroon|red|purple|fuchsia|green|lime|olive|yellow|navy|blue|teal|aqua"
    r"|orange|eastern|brown|pink|gold|cyan|magenta)(?![\w-])"
)
# A row that a template reads by a name it is given is named where the name comes from.
PRINTED = re.compile(r"\bcolours\.(?!at\()([a-z-]+)")
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)


def literals(path: str, text: str) -> Iterator[str]:
    """Return the colours that stand in a file, each with its line."""
    kind = Path(path).suffix
    if kind in (".css", ".typ", ".svg"):
        text = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for number, line in enumerate(text.split("\n"), 1):
        found = [*VALUE.finditer(line), *(NAMED.finditer(line) if kind in (".css", ".typ", ".svg") else ())]
        yield from (f"{path}:{number}: {one[0]}" for one in found)


def test_no_colour_stands_outside_the_table() -> None:
    paths = sorted(path for path in (ROOT / "playbook").rglob("*") if path.suffix in KINDS)
    names = [path.relative_to(ROOT).as_posix() for path in paths]
    assert TABLE in names
    found = [
        one
        for path, name in zip(paths, names, strict=True)
        if name != TABLE
        for one in literals(name, path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("a.css", "a { color: #1C2423; }", ["a.css:1: #1C2423"]),
        ("a.css", "/* not\n#fff */\na { color: #FFF8; }", ["a.css:3: #FFF8"]),
        ("a.css", "a { box-shadow: 0 0 1px rgb(0 0 0 / 30%); }", ["a.css:1: rgb("]),
        ("a.css", "a { border: 1px solid red; white-space: pre; color: currentcolor; }", ["a.css:1: red"]),
        ("a.css", "#code { color: var(--pb-ink); } /* red */ .red { background: none; }", []),
        ("a.typ", '#let ink = rgb("#1c2423")', ["a.typ:1: #1c2423", "a.typ:1: rgb("]),
        ("a.typ", "#let ink = rgb(colours.ink)\n#line(stroke: 1pt + luma(20%))", ["a.typ:2: luma("]),
        ("a.typ", "#text(fill: eastern)[1] // blue", ["a.typ:1: eastern"]),
        ("a.py", 'html.replace("{", "&#123;")  # a red one', []),
        ("a.py", 'book.add_format({"bg_color": "#E3E9E7"})', ["a.py:1: #E3E9E7"]),
        ("a.js", 'one.style.color = "hsl(0 0 0)"', ["a.js:1: hsl("]),
    ],
)
def test_what_counts_as_a_colour(path: str, text: str, found: list[str]) -> None:
    assert sorted(literals(path, text)) == sorted(found)


def test_every_name_is_a_row_and_every_row_is_used() -> None:
    names = [colour.name for colour in colours.COLOURS]
    assert len(set(names)) == len(names)
    styles = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "playbook").rglob("*.css"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "playbook/workbook").glob("*.py"))
    typst = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.typ"))
    declared = set(re.findall(r"--pb-([a-z-]+):", styles + style_sheet(("en",))))
    used = set(re.findall(r"var\(--pb-([a-z-]+)", styles)) - declared
    printed = set(PRINTED.findall(typst)) | set(re.findall(r'\bpaint\["([a-z-]+)"\]', code))
    assert not declared & set(names)
    assert used | printed == set(names)


def test_what_is_printed_can_be_read_by_typst_and_by_workbooks() -> None:
    on_paper = colours.values("paper")
    typst = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.typ"))
    for name in {*PRINTED.findall(typst), "rule", "paper", "head"}:
        assert re.fullmatch("#[0-9a-f]{6}", on_paper[name]), name


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another row for the lines that part."""
    rows = (
        replace(colour, light="#010203", dark="#040506", paper="#070809") if colour.name == "rule" else colour
        for colour in colours.COLOURS
    )
    monkeypatch.setattr(colours, "COLOURS", tuple(rows))


@pytest.mark.usefixtures("changed")
def test_one_row_changes_the_site(tmp_path: Path, page: Page) -> None:
    site = built(DATA / "sample", tmp_path / "site")
    page.goto(f"file://{site}/en/pillars/shelves.html")
    painted = "getComputedStyle(document.querySelector('.pb-question-list > li')).borderTopColor"
    assert page.evaluate(painted) == "rgb(1, 2, 3)"
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert page.evaluate(painted) == "rgb(4, 5, 6)"
    # Paper is never dark.
    page.emulate_media(media="print")
    assert page.evaluate(painted) == "rgb(7, 8, 9)"


@pytest.mark.usefixtures("changed")
def test_one_row_changes_the_preview(page: Page) -> None:
    # With a page that has a scheme, and alone, where the system's scheme holds.
    page.set_content('<div id="pb-preview"><ul><li>1</li></ul></div>')
    page.add_style_tag(content=asset("preview.css").decode())
    painted = "getComputedStyle(document.querySelector('li')).borderTopColor"
    assert page.evaluate(painted) == "rgb(1, 2, 3)"
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert page.evaluate(painted) == "rgb(4, 5, 6)"
    page.evaluate("delete document.body.dataset.mdColorScheme; document.body.className = 'pb-preview-alone'")
    assert page.evaluate(painted) == "rgb(1, 2, 3)"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(painted) == "rgb(4, 5, 6)"


@pytest.mark.usefixtures("changed")
def test_one_row_changes_a_sheet(sample: Playbook) -> None:
    sheet = next(sheet for sheet in sheets(sample) if sheet.kind == "checklist")
    document = Documents(sample).document(sheet, "a4")
    assert document["colours"]["rule"] == "#070809"
    typesetter = Typesetter()
    other = {**document, "colours": {**document["colours"], "rule": "#c9d1cf"}}
    assert typesetter.typeset(typesetter.source(document)).pdf != typesetter.typeset(typesetter.source(other)).pdf


@pytest.mark.usefixtures("changed")
def test_one_row_changes_a_workbook(sample: Playbook, tmp_path: Path) -> None:
    write(sample, "en", tmp_path)
    (path,) = tmp_path.glob("*.xlsx")
    cell = openpyxl.load_workbook(path).worksheets[0]["A2"]
    assert cell.border.top.color.rgb == "FF070809"
