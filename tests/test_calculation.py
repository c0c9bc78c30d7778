"""The named functions: queues against an independent library, and what they do where they have no value."""

import json
from typing import Any

import pytest

from playbook.calculation import CALCULATIONS, FUNCTIONS, Undefined, queueing, rounded
from tests.conftest import DATA

QUEUES: list[dict[str, Any]] = json.loads((DATA / "shared" / "queues.json").read_text(encoding="utf-8"))
CALCULATORS: list[dict[str, Any]] = json.loads((DATA / "shared" / "calculators.json").read_text(encoding="utf-8"))


def load_of(case: dict[str, Any]) -> float:
    return queueing.load(case["arrivals"], case["interval"], case["service"])


@pytest.mark.parametrize("case", QUEUES, ids=lambda case: f"{case['of']}-{case['arrivals']}-{case['servers']}")
def test_queues_are_as_an_independent_program_computes_them(case: dict[str, Any]) -> None:
    load, service, within = load_of(case), case["service"], case["within"]
    if case["of"] == "servers-for":
        assert queueing.servers_for(load, service, case["target"], within) == case["servers"]
        return
    found = queueing.queue(load, case["servers"], service, within, case.get("patience"))
    for name in ("level", "occupancy", "wait", "abandoned"):
        if name in case:
            assert getattr(found, name) == pytest.approx(case[name], abs=1e-9, rel=1e-7), name
    if "waiting" in case:
        assert queueing.waiting(load, case["servers"]) == pytest.approx(case["waiting"], rel=1e-9)


def test_the_usual_example_of_a_queue() -> None:
    load = queueing.load(100, 1800, 240)
    seventeen = queueing.queue(load, 17, 240, 20)
    assert queueing.servers_for(load, 240, 0.8, 20) == 17
    said = [(100 * seventeen.level, 1), (seventeen.wait, 1), (100 * seventeen.occupancy, 1)]
    assert [str(rounded(*one)) for one in said] == ["81.0", "16.8", "78.4"]
    assert str(rounded(100 * queueing.queue(load, 16, 240, 20).level, 1)) == "69.0"
    assert queueing.servers_for(load / 2, 240, 0.8, 20) == 10
    assert str(rounded(queueing.scheduled(17, 0.3), 1)) == "24.3"


def test_blocking_is_as_in_the_printed_tables() -> None:
    # Ten erlangs on ten lines: every table of Erlang B.
    assert str(rounded(queueing.blocking(10, 10), 4)) == "0.2146"
    assert queueing.blocking(3, 0) == 1


def test_people_who_never_leave_make_the_one_queue_of_the_other() -> None:
    load = queueing.load(100, 1800, 240)
    patient, impatient = queueing.queue(load, 17, 240, 20), queueing.queue(load, 17, 240, 20, 1e9)
    assert impatient.level == pytest.approx(patient.level, abs=1e-6)
    assert impatient.wait == pytest.approx(patient.wait, abs=1e-4)


def test_a_queue_of_nobody_and_a_large_one_have_values() -> None:
    assert queueing.queue(0, 3, 240, 20) == queueing.queue(0, 3, 240, 20, 60) == (1, 0, 0, 0)
    assert queueing.servers_for(4000, 240, 0.8, 20) == 4016
    assert queueing.servers_for(4000, 240, 0.8, 20, 120) < 4000


@pytest.mark.parametrize(
    ("function", "inputs", "reason"),
    [
        ("ratio", {"numerator": 1.0, "denominator": 0.0}, "divided-by-nothing"),
        ("mean", {"values": []}, "divided-by-nothing"),
        ("median", {"values": []}, "divided-by-nothing"),
        ("greatest", {"values": []}, "divided-by-nothing"),
        ("mean-gap", {"values": [1.0], "bases": [1.0, 2.0]}, "lists-differ"),
        ("scheduled", {"needed": 17.0, "away": 1.0}, "all-away"),
    ],
)
def test_where_there_is_no_value_the_reason_is_said(function: str, inputs: dict[str, Any], reason: str) -> None:
    with pytest.raises(Undefined) as caught:
        FUNCTIONS[function].value(inputs)
    assert caught.value.reason == reason


def test_a_queue_that_grows_and_a_promise_to_everybody_have_no_value() -> None:
    reasons = []
    for call in (
        lambda: queueing.patient_queue(5, 5, 240, 20),
        lambda: queueing.servers_for(5, 240, 1.0, 20),
        lambda: queueing.load(1e9, 60, 240),
        lambda: queueing.load(1, 0, 240),
    ):
        with pytest.raises(Undefined) as caught:
            call()
        reasons.append(caught.value.reason)
    assert reasons == ["queue-grows", "level-too-high", "load-too-large", "divided-by-nothing"]


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(2.5, 0, "3"), (0.125, 2, "0.13"), (1.005, 2, "1.00"), (-2.5, 0, "-3"), (-0.04, 1, "0.0"), (24.2857, 1, "24.3")],
)
def test_figures_are_rounded_as_in_a_browser(value: float, decimals: int, said: str) -> None:
    assert str(rounded(value, decimals)) == said


@pytest.mark.parametrize("case", CALCULATORS, ids=lambda case: f"{case['function']}-{case.get('reason', '')}")
def test_calculators_compute_what_the_browser_does(case: dict[str, Any]) -> None:
    call = CALCULATIONS[case["function"]].call
    if reason := case.get("reason"):
        with pytest.raises(Undefined) as caught:
            call(**case["inputs"])
        assert caught.value.reason == reason
        return
    found = call(**case["inputs"])
    for name, said in case["shown"].items():
        decimals = [len(one.partition(".")[2]) for one in said]
        assert [str(rounded(*one)) for one in zip(found[name], decimals, strict=True)] == said, name
