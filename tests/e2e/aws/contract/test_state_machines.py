"""Step Functions in the emulator: each was wrong, or missing, in what it is made of."""

import time
from typing import Any

import pytest

from tests.e2e.aws.cloud import until
from tests.e2e.aws.contract.conftest import Machines

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_a_task_is_retried_by_the_name_of_its_exception(machines: Machines) -> None:
    ended = machines.run("RetriedByName")
    assert ended["status"] == "SUCCEEDED", ended
    assert ended["output"]["Payload"]["tries"] == 2


def test_another_exception_is_not_retried_and_is_caught_by_its_own_name(machines: Machines) -> None:
    ended = machines.run("NotRetriedByOtherName")
    assert ended["output"]["error"]["Error"] == "Passing"
    assert '"errorMessage": "not now"' in ended["output"]["error"]["Cause"]


def test_a_launcher_that_fails_fails_its_task(machines: Machines) -> None:
    assert machines.run("LauncherFails")["output"]["error"]["Error"] == "Passing"


def test_a_heartbeat_that_does_not_come_is_a_timeout_with_a_name_of_its_own(
    machines: Machines,
) -> None:
    lost = machines.run("HeartbeatLost")["output"]["error"]
    assert lost["Error"] == "States.HeartbeatTimeout"


@pytest.mark.parametrize("machine", ["TaskTimesOut", "WaitTimesOut"])
def test_the_timeout_of_a_task_may_come_from_its_input(machines: Machines, machine: str) -> None:
    assert machines.run(machine, seconds=1)["output"]["error"]["Error"] == "States.Timeout"


def test_a_machine_that_takes_too_long_times_out_for_good(machines: Machines) -> None:
    execution = machines.start("MachineTimesOut")
    assert machines.end(execution)["status"] == "TIMED_OUT"
    time.sleep(0.5)  # its task ends after it, by an error that nobody catches
    assert machines.end(execution)["status"] == "TIMED_OUT"


def test_a_failure_that_is_told_is_caught_by_its_name(machines: Machines) -> None:
    execution = machines.start("Waits")
    (token,) = machines.tokens(1).values()
    _states(machines).send_task_failure(taskToken=token, error="Mine", cause="because")
    told = machines.end(execution)["output"]["error"]
    assert told == {"Error": "Mine", "Cause": "because"}


def test_a_success_ends_the_task_once(machines: Machines) -> None:
    execution = machines.start("Waits")
    (token,) = machines.tokens(1).values()
    states = _states(machines)
    states.send_task_success(taskToken=token, output='{"heard": true}')
    assert machines.end(execution)["output"] == {"heard": True}
    with pytest.raises(states.exceptions.TaskDoesNotExist):
        states.send_task_success(taskToken=token, output="{}")


def test_branches_that_wait_have_tokens_of_their_own(machines: Machines) -> None:
    execution = machines.start("WaitsTwice")
    tokens = machines.tokens(2)
    assert tokens["left"] != tokens["right"]
    for branch in ("right", "left"):
        _states(machines).send_task_success(taskToken=tokens[branch], output=f'"{branch}"')
    assert machines.end(execution)["output"] == ["left", "right"]


def test_a_branch_that_is_retried_knows_its_own_state(machines: Machines) -> None:
    left, _ = machines.run("RetriesInABranch")["output"]
    assert left["Payload"] == {"tries": 2, "branch": "left"}


def test_an_execution_that_was_stopped_stays_so_and_nobody_waits_any_more(
    machines: Machines,
) -> None:
    execution = machines.start("Waits")
    (token,) = machines.tokens(1).values()
    states = _states(machines)
    states.stop_execution(executionArn=execution, error="Enough", cause="")

    def is_gone() -> bool:
        try:
            states.send_task_heartbeat(taskToken=token)
        except states.exceptions.TaskDoesNotExist:
            return True
        return False

    until(is_gone, 10, "the token to be gone")
    assert machines.end(execution)["status"] == "ABORTED"


def _states(machines: Machines) -> Any:
    return machines.stack.cloud.client("stepfunctions")
