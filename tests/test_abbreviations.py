"""Readers meet the abbreviations of their own language: on pages, in the search, on sheets and in their codes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.editions import Register
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet
from playbook.pdf.document import Documents
from playbook.search.documents import documents

SHORT = {"en": ("LPR", "SM"), "ja": ("LPR", ""), "zh": ("RJJY", "")}


@pytest.mark.parametrize("language", SHORT)
def test_pages_show_it(language: str, sample_site: Path) -> None:
    for name, short in zip(("kpis", "glossary"), SHORT[language], strict=True):
        page = (sample_site / language / f"{name}.html").read_text("utf-8")
        shown = {one for pair in SHORT.values() for one in pair if f'pb-abbreviation">{one}<' in page and one}
        assert shown == {short} - {""}


@pytest.mark.parametrize("language", SHORT)
def test_search_knows_it(language: str, sample: Playbook) -> None:
    found = {one.whole_id: one.abbreviation for one in documents(sample, language)}
    assert (found["kpis.loans"], found["glossary.shelf-mark"]) == SHORT[language]


@pytest.mark.parametrize("language", SHORT)
def test_sheets_show_it(language: str, sample: Playbook) -> None:
    catalogue = Documents(sample).document(Sheet("shelves", "chapter", (language,)), "a4")["catalogue"]
    shown = catalogue["kpis"]["loans"]["abbreviation"], catalogue["terms"]["shelf-mark"]["abbreviation"]
    assert shown == tuple(short or None for short in SHORT[language])


def test_code_follows_the_abbreviation_of_its_language_alone(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    before = _codes(data)
    path = data / "kpis.yml"
    path.write_text(path.read_text("utf-8").replace("zh: RJJY", "zh: RJL"), "utf-8")
    changed = {name for name, code in _codes(data).items() if before[name] != code}
    assert "shelves.chapter.zh-en.pdf" in changed
    assert all("zh" in name for name in changed)


def _codes(data: Path) -> dict[str, str]:
    playbook = load(data).playbook
    assert playbook
    return dict(Register(playbook).codes)
