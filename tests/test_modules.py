"""The tests can be read: no module of them is longer than somebody reads in one go."""

from pathlib import Path

MOST_LINES = 400


def test_no_module_of_tests_is_longer_than_somebody_reads() -> None:
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in Path(__file__).parent.rglob("*.py")}
    assert len(lengths) > 30
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
