"""Workbooks as other programs and people leave them: nothing is dropped without a word, nothing is guessed."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.model import written_dates
from tests.conftest import DATA, run
from tests.test_workbook import LABEL, blank, imported, warnings_of
from tests.workbooks import CASES

__all__ = ["blank"]
DATES: list[dict[str, Any]] = yaml.safe_load((DATA / "dates.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", DATES, ids=lambda case: case["written"])
def test_dates_are_read_where_they_say_one_thing(case: dict[str, Any]) -> None:
    assert written_dates.date_in(case["written"], case.get("epoch", 1900)) == case.get("says")


def test_dates_in_a_workbook(blank: Path) -> None:
    state, said = imported(blank, "dates_of_many_kinds")
    (label,), (other,) = [*state["items"].values()], state["unmatched"]
    assert (label["due"], label["completed"], other["due"]) == ("2026-12-24", "2026-12-24", "12/24")
    expected = "'12/24' in cell H3 is no date, or could be two; write it as in 2026-12-24. It is kept as it is"
    assert expected in warnings_of(said)


def test_a_workbook_may_count_from_1904(blank: Path) -> None:
    item = imported(blank, "counted_from_1904")[0]["items"][LABEL]
    assert (item["due"], item["completed"], item["note"]) == ("2026-12-24", "2026-12-24", "2026-12-24T09:30:00")


def test_a_far_column_is_kept(blank: Path) -> None:
    assert imported(blank, "far_column")[0]["items"][LABEL]["other"] == {"KN": "far away"}


def test_a_cell_in_the_last_row_costs_no_steps(blank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are not there are not walked through: as many are looked at as have a cell."""
    seen = []
    from playbook.workbook import reading  # noqa: PLC0415 - what is counted

    original = reading._lines
    monkeypatch.setattr(reading, "_lines", lambda *pair: (seen.append(line) or line for line in original(*pair)))
    started = time.process_time()
    state, _ = imported(blank, "cell_in_the_last_row")
    assert len(seen) < 50, time.process_time() - started
    assert [row["note"] for row in state["unmatched"]] == ["last"]


def test_signs_that_stand_as_numbers_are_signs(blank: Path) -> None:
    assert imported(blank, "line_ends_of_windows")[0]["items"][LABEL]["note"] == "one\ntwo_x000D_  \U0001f600"


@pytest.mark.parametrize(
    "case", ["strict_open_xml", "book_of_another_name", "sheet_in_utf_16", "behind_something_else", "in_zip64"]
)
def test_unusual_packings_are_read(case: str, blank: Path) -> None:
    assert imported(blank, case)[0]["items"][LABEL]["note"] == "kept"


def test_what_is_seen_wins_over_what_is_hidden(blank: Path) -> None:
    state, said = imported(blank, "hidden_copy")
    assert state["items"][LABEL]["note"] == "seen"
    assert [row["note"] for row in state["unmatched"]] == ["an old copy"]
    assert any("a second time" in line for line in said)


@pytest.mark.parametrize("case", ["merged_above_the_table", "merged_beside_the_table", "merged_below_the_table"])
def test_merged_cells_outside_the_table_do_no_harm(case: str, blank: Path) -> None:
    assert imported(blank, case)[0]["items"][LABEL]["note"] == "kept"


def test_a_formula_in_place_of_words_is_named(blank: Path) -> None:
    state, said = imported(blank, "formula_in_place_of_words")
    assert state["items"][LABEL]["owner"] == '="Rin"'
    assert warnings_of(said) == ["the cell G2 has a formula; its last value was taken. Write the value itself"]


def test_what_cells_say(blank: Path) -> None:
    """What is read aloud is left out, and a formula that was never computed says what its own cell says."""
    state, said = imported(blank, "strings_of_many_kinds")
    item = state["items"][LABEL]
    assert (item["note"], item["other"]["read aloud"], item["other"]["of a formula"]) == ("川辺 一", "川辺", "Idx")
    assert [item["other"][name] for name in ("never computed", "array", "shared again")] == ["=1+1", "=SUM(B1:B2)", "="]
    assert not {"empty", "spaces"} & item["other"].keys()
    assert item["other"]["unseen"] == "ab"
    assert warnings_of(said)[0] == "the cell O4 had signs that cannot be seen; they were taken out"


def test_strings_that_cells_share_lose_no_sign(blank: Path) -> None:
    item = imported(blank, "strings_that_cells_share")[0]["items"][LABEL]
    assert (item["note"], item["other"]) == ("Part x005F_7, _x000D_, one\ntwo", {"s1": "川辺"})


def test_dates_of_east_asian_programs_are_dates(blank: Path) -> None:
    """Formats 27 to 36 and 50 to 58 stand in no file: a program of East Asia knows them by number."""
    other = imported(blank, "numbers_of_many_kinds")[0]["items"][LABEL]["other"]
    assert [other[f"d{style} 46380"] for style in (3, 4)] == ["2026-12-24", "2026-12-24"]


def test_remarks_of_the_library_stay_inside(blank: Path) -> None:
    """A date that is none makes the library warn, with a path of its own."""
    CASES["date_that_is_none"](blank)
    result = run("import", blank, "--data", DATA / "sample")
    assert result.exit_code == 0
    assert "openpyxl" not in result.output + result.stderr
    assert "site-packages" not in result.output + result.stderr
