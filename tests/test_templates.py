"""Templates: evidence that many actions ask for has a sheet to fill in, found from the action, printed on one page."""

import subprocess
from pathlib import Path

import openpyxl

from playbook.html import Renderer, templates
from playbook.model.playbook import Playbook
from playbook.model.sheets import sheets
from playbook.model.templates import book_name
from playbook.workbook import books
from tests.conftest import DATA, run


def test_the_twelve_that_are_named_most_serve_actions_with_evidence(real: Playbook) -> None:
    assert len(real.templates.templates) == 12
    for template in real.templates.templates:
        assert len(template.evidence) >= 2, template.id
        assert all(real.action_by_whole_id[id].deliverable for id in template.evidence), template.id


def test_evidence_leads_to_its_template(real: Playbook) -> None:
    html = Renderer(real, "zh", "pillars/process.html", environment=templates()).part("actions", "process")
    assert 'href="../templates.html#calibration-record"' in html
    assert 'href="../templates.html#complaint-register"' in html


def test_each_is_printed_in_each_language_and_pair(real: Playbook) -> None:
    names = {sheet.name for sheet in sheets(real)}
    for id in real.template_by_id:
        assert {f"{id}.template.{one}.pdf" for one in ("en", "ja", "zh", "ja-en", "zh-en", "ja-zh")} <= names


def test_sheet_has_all_that_is_to_be_filled_in(tmp_path: Path) -> None:
    done = run("pdf", "loss-list", "--languages", "ja-en", "--data", DATA / "sample", "--output", tmp_path)
    assert done.exit_code == 0, done.output
    said = subprocess.check_output(["pdftotext", tmp_path / "loss-list.template.ja-en.pdf", "-"], text=True)
    for words in (
        "紛失本の一覧",
        "List of lost books",
        "請求記号",
        "As on the spine",
        "Cause",
        "月",
        "The shelf keeper",
    ):
        assert words in said


def test_workbook_has_a_sheet_for_each_template_with_all_its_fields(real: Playbook, tmp_path: Path) -> None:
    path = tmp_path / "templates.xlsx"
    path.write_bytes(books(real, "ja")[f"print/{book_name('ja')}"]())
    pages = openpyxl.load_workbook(path).worksheets
    assert len(pages) == len(real.templates.templates)
    for page, template in zip(pages, real.templates.templates, strict=True):
        said = {cell.value for row in page.iter_rows() for cell in row if cell.value}
        wanted = [template.title, *(field.title for field in (*template.fields, *template.columns))]
        assert {text.plain("ja") for text in wanted} <= said
        assert page["C1"].value == f"templates.{template.id}"
        assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_page_of_templates_leads_to_their_workbook(real: Playbook) -> None:
    html = Renderer(real, "zh", "templates.html", environment=templates()).templates()
    assert 'href="../print/playbook.templates.zh.xlsx"' in html
