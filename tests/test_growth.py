"""What a build does grows with its content and no faster: counted at three sizes, without a clock."""

import gc
import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from bench.content import series
from bench.data_folder import write_data
from bench.measuring import page_ids
from tests.conftest import DATA, ROOT, built

SIZES = (4, 8, 16)
# Twice as much more for twice as much more content, and a little, as one chapter has more of something than another.
MOST = 2.5
# What is called this seldom may grow by steps: a series more has a menu more.
FEW = 600
OURS = str(ROOT / "playbook")
# What templates are filled with: the pages of one address.
FEW_CONTEXTS = 200
# What it makes, later builds of the same process have already.
KEPT = str(ROOT / "playbook/search/memo.py")


def test_no_function_is_called_more_often_than_its_content_grows(tmp_path: Path) -> None:
    calls_of_a_build(SIZES[0], tmp_path / "first")  # what is made once for all builds is made
    small, middle, large = (calls_of_a_build(size, tmp_path) for size in SIZES)
    growth = {code: (middle[code] - small[code], large[code] - middle[code]) for code in large}
    assert {
        f"{Path(code.co_filename).relative_to(ROOT)}:{code.co_firstlineno} {code.co_name}": (first, last)
        for code, (first, last) in growth.items()
        if last > FEW and last > MOST * first
    } == {}


def calls_of_a_build(size: int, folder: Path) -> Counter[CodeType]:
    """Build a playbook of so many chapters; return how often each function of ours ran, or went on as a generator."""
    data = folder / f"data-{size}"
    write_data(data, series(size), page_ids())
    calls: Counter[CodeType] = Counter()

    # A tracer is told of calls only, as this one asks for no lines; a profiler also of each return, and of calls of C.
    def count(frame: FrameType, _event: str, _argument: Any) -> None:
        name = frame.f_code.co_filename
        if name.startswith(OURS) and name != KEPT:
            calls[frame.f_code] += 1

    sys.settrace(count)
    try:
        built(data, folder / f"site-{size}")
    finally:
        sys.settrace(None)
    return calls


def test_what_pages_and_workbooks_leave_behind_is_let_go_before_the_build_ends(tmp_path: Path) -> None:
    gc.collect()
    gc.disable()  # as while a command runs
    try:
        before = _in_memory()
        built(DATA / "sample", tmp_path / "site")
        left = _in_memory() - before
    finally:
        gc.enable()
    assert left["Worksheet"] == 0
    assert left["Context"] < FEW_CONTEXTS


def _in_memory() -> Counter[str]:
    return Counter(type(one).__name__ for one in gc.get_objects())
