"""Lambda in the emulator: AWS's runtime client, and queues before functions."""

import json
from typing import Any

import pytest

from tests.e2e.aws.cloud import until
from tests.e2e.aws.contract.conftest import Machines

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_a_function_knows_itself_and_its_time(machines: Machines) -> None:
    answer = _invoke(machines, {})
    assert answer["arn"].endswith(f":function:{machines.stack.resources['Function']}")
    assert 10_000 < answer["left"] <= 20_000


def test_an_exception_leaves_under_its_own_name(machines: Machines) -> None:
    failed = _invoke(machines, {"do": "fail"})
    assert (failed["errorType"], failed["errorMessage"]) == ("Passing", "not now")


def test_a_message_that_a_function_names_as_failed_comes_again(machines: Machines) -> None:
    queue, sqs = machines.stack.resources["Queue"], machines.stack.cloud.client("sqs")
    sqs.send_message(QueueUrl=queue, MessageBody="poison")
    wanted = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]

    def log() -> str:
        name = machines.stack.resources["Rejecting"]
        return str(sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=wanted)) + name

    def received_twice() -> bool:
        found = sqs.receive_message(
            QueueUrl=queue, AttributeNames=["ApproximateReceiveCount"], VisibilityTimeout=0
        ).get("Messages", [])
        return any(int(m["Attributes"]["ApproximateReceiveCount"]) > 2 for m in found)

    until(received_twice, 30, "the message to come again", report=log)
    sqs.purge_queue(QueueUrl=queue)


def _invoke(machines: Machines, event: dict[str, Any]) -> Any:
    answer = machines.stack.cloud.client("lambda").invoke(
        FunctionName=machines.stack.resources["Function"], Payload=json.dumps(event)
    )
    return json.loads(answer["Payload"].read())
