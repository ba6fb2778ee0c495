from infra.definition import LAUNCHED as LAUNCHED_BY_THE_MACHINE
from infra.definition import MACHINE_SECONDS, definition, functions_needed
from novapulse import plan
from novapulse.adapters.aws.pipeline.stage_times import LAUNCHED, longest, timeouts

SIX_HOURS = 6 * 3600


def test_the_state_machine_finds_every_time_that_it_reads() -> None:
    machine = str(definition({name: f"arn:{name}" for name in functions_needed()}))
    for name in timeouts(60.0, queue_seconds=SIX_HOURS):
        assert ("$.timeouts." + name in machine) or name in ("fetch",)


def test_functions_and_state_machine_agree_on_what_is_launched() -> None:
    assert LAUNCHED == LAUNCHED_BY_THE_MACHINE


def test_a_function_is_never_given_more_than_lambda_gives() -> None:
    times = timeouts(10 * 3600.0, queue_seconds=SIX_HOURS)
    assert {times[name] for name in ("prepare", "redact", "sentiment")} == {900}


def test_a_short_call_has_the_time_of_the_plan() -> None:
    assert timeouts(100.0, queue_seconds=SIX_HOURS)["prepare"] == plan.PREPARE.timeout.seconds(100)


def test_a_launched_stage_may_wait_for_its_endpoint_first() -> None:
    times = timeouts(10.0, queue_seconds=SIX_HOURS)
    assert times["transcribe"] == SIX_HOURS + 180 + 300
    assert timeouts(1e6, queue_seconds=SIX_HOURS)["transcribe"] == SIX_HOURS + 3600 + 300


def test_the_longest_execution_ends_before_the_state_machine_ends_it() -> None:
    assert longest(10 * 3600.0, queue_seconds=SIX_HOURS) < MACHINE_SECONDS
