"""A month's bill: what it is made of, and what it follows."""

from dataclasses import replace
from typing import Any

import pytest

from infra.definition import definition, functions_needed
from novapulse.domain.errors import InvalidRequest
from novapulse.services.cost.estimate import SERVICES, estimate
from novapulse.services.cost.prices import price_list
from novapulse.services.cost.usage import TRANSITIONS, Workload, gpu_hours, usage

MONTH = Workload(hours=1000, duty=0.4)


def test_every_price_says_where_it_is_from_and_of_when() -> None:
    for name, price in price_list().items():
        assert price.usd > 0, name
        assert price.unit, name
        assert price.source.startswith("https://"), name
        assert price.as_of.year >= 2024, name


def test_everything_that_is_used_is_billed_once() -> None:
    billed = [unit for units in SERVICES.values() for unit in units]
    assert sorted(billed) == sorted(usage(MONTH))
    assert set(price_list()) == {"gpu_hour", *billed}


def test_the_bill_by_hand() -> None:
    paid = 1000 / 40 / 0.4 + 1000 / 30 / 0.4
    gpus = [line for line in estimate(MONTH, price_list()).lines if line.name.startswith("GPU")]
    assert sum(line.usd for line in gpus) == pytest.approx(paid * price_list()["gpu_hour"].usd)
    writes = usage(MONTH)["table_write"] * 0.625 / 1e6
    assert writes == pytest.approx(10_000 * 150 * 0.625e-6)


def test_the_sum_is_that_of_its_lines() -> None:
    result = estimate(MONTH, price_list())
    assert result.usd == pytest.approx(sum(line.usd for line in result.lines))
    assert result.usd_per_audio_hour == pytest.approx(result.usd / 1000)


def test_idle_gpus_are_paid() -> None:
    busy, idle = (gpu_hours(replace(MONTH, duty=duty))["transcriber"] for duty in (1.0, 0.25))
    assert idle == pytest.approx(4 * busy)


def test_no_audio_costs_what_stands_idle_and_no_gpu() -> None:
    result = estimate(Workload(hours=0), price_list())
    assert result.usd_per_audio_hour is None
    assert 0 < result.usd < 25
    assert all(line.usd == 0 for line in result.lines if line.name.startswith("GPU"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": -1},
        {"hours": float("nan")},
        {"duty": 0},
        {"duty": 1.01},
        {"call_minutes": 0},
        {"retention_days": 0},
        {"transcriber_speed": 0},
    ],
)
def test_a_workload_that_cannot_be_is_refused_by_its_field(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidRequest, match=next(iter(wrong))):
        Workload(**{"hours": 1.0, **wrong})


def test_the_transitions_of_a_call_are_those_of_the_state_machine() -> None:
    """An upload with every analysis, nothing retried."""
    machine = definition({name: f"arn:{name}" for name in functions_needed()})
    assert _transitions(machine) == TRANSITIONS


def _transitions(machine: dict[str, Any]) -> int:
    states, name, count = machine["States"], machine["StartAt"], 0
    while name is not None:
        state = states[name]
        count += 1 + sum(_transitions(branch) for branch in state.get("Branches", ()))
        name = state.get("Next")
        if state["Type"] == "Choice":
            rule = str(state["Choices"][0])
            usual = "by_url" not in rule and "correction" not in rule
            name = state["Choices"][0]["Next"] if usual else state["Default"]
    return count
