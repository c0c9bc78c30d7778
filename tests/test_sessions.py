"""Sessions that can be run: what stands in a chapter, and what a facilitator has on paper, adds up to the minute."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from playbook import pdf
from playbook.editions import Register
from playbook.model.playbook import Playbook
from playbook.model.sheets import sheets_of
from tests.test_pdf import text_of

LENGTHS = (30, 60, 90)
# What no session of 90 minutes is made of: four questions are no discussion of 65 minutes.
SHORT = {"operating-model-origins"}
# What stands in front of each part of an agenda, and at its end, such as `90 10 Agreeing actions` and `105 Total`.
ROW = re.compile(r"^(\d+) (\d+) (.+)$|^(\d+) (?:Total|合計|合计)\b", re.MULTILINE)


class Part(NamedTuple):
    """A part of a printed agenda."""

    begins: int
    minutes: int
    said: str


@pytest.fixture(scope="module")
def guides(real: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guides of a pillar, of an article whose questions differ in length, and of the shortest chapter."""
    folder = tmp_path_factory.mktemp("guides")
    ids = ("leadership", "mission-and-strategy", "operating-model-origins")
    sheets = [sheet for id in ids for sheet in sheets_of(real.chapter_by_id[id], real) if sheet.kind == "guide"]
    pdf.make(real, sheets, folder, pdf.Cache(folder / "cache"))
    return folder


def test_every_chapter_with_questions_has_a_session_for_half_an_hour_an_hour_and_more(real: Playbook) -> None:
    lengths = {chapter.id: tuple(session.minutes for session in chapter.sessions) for chapter in real.chapters}
    asked = {chapter.id: LENGTHS[: 2 if chapter.id in SHORT else 3] for chapter in real.chapters if chapter.questions}
    assert lengths == {chapter.id: asked.get(chapter.id, ()) for chapter in real.chapters}


def agendas(path: Path) -> Iterator[tuple[list[Part], int]]:
    """Return the parts of each agenda of a guide, with the total that it says."""
    parts: list[Part] = []
    for begins, minutes, said, total in ROW.findall(text_of(path, "-raw")):
        if total:
            yield parts, int(total)
            parts = []
        else:
            parts.append(Part(int(begins), int(minutes), said))
    assert parts == []


@pytest.mark.parametrize("languages", ["en", "ja", "zh", "ja-en", "zh-en", "ja-zh"])
@pytest.mark.parametrize("id", ["leadership", "mission-and-strategy", "operating-model-origins"])
def test_guide_adds_up(id: str, languages: str, guides: Path, real: Playbook) -> None:
    chapter = real.chapter_by_id[id]
    whole, *ready = agendas(guides / f"{id}.guide.{languages}.pdf")
    asked = [question.minutes for question in chapter.questions]
    assert [part.minutes for part in whole[0]] == [5, *asked, 10, 5]
    assert whole[1] == chapter.minutes + 20
    assert [total for _, total in ready] == [session.minutes for session in chapter.sessions]
    for parts, total in (whole, *ready):
        ends = [part.begins + part.minutes for part in parts]
        assert [part.begins for part in parts] + [total] == [0, *ends]
    for session, (parts, _) in zip(chapter.sessions, ready, strict=True):
        assert [part.minutes for part in parts[1:-2]] == [one.minutes for one in session.questions]
        numbers = [re.findall(r"\d+", part.said)[0] for part in parts[1:-2]]
        ids = [question.id for question in chapter.questions]
        assert [ids[int(number) - 1] for number in numbers] == [one.question for one in session.questions]


def test_other_minutes_of_a_session_give_the_guide_another_code_and_no_other_sheet(real: Playbook) -> None:
    pillar = real.pillars[0]
    first, *others = pillar.sessions
    changed = pillar.model_copy(update={"sessions": (first.model_copy(update={"opening": 4, "closing": 1}), *others)})
    before = Register(real).codes
    after = Register(replace(real, pillars=(changed, *real.pillars[1:]))).codes
    differ = {name for name in before if before[name] != after[name]}
    assert differ == {sheet.name for sheet in sheets_of(pillar, real) if sheet.kind == "guide"}
