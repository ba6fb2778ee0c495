"""The client of Lambda: the project's own functions in this process, and what may befall a call."""

import io
import json
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from botocore.exceptions import ClientError

from infra.definition import LAUNCHED
from tests.adapters.aws.pipeline.services import refusal
from tests.e2e.state_machine.hand_time import HandTime
from tests.handlers.house import House

Answer = dict[str, Any]
Meets = Callable[["Call"], Answer]
"""What an invocation comes to."""

STORAGE = ("dynamodb", "s3")
LARGEST_PAYLOAD = 256 * 1024
"""https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"""


class ProcessDied(BaseException):
    """What no function catches."""


@dataclass
class Functions:
    """``meets[name]`` is what the next invocations of a function come to; then they just work.
    ``attempts`` counts the invocations that the interpreter asked for; ``running`` is the one at
    work, of which there is one at a time."""

    house: House
    time: HandTime
    meets: dict[str, Iterator[Meets]] = field(default_factory=dict)
    attempts: Counter[str] = field(default_factory=Counter)
    running: str | None = None
    lock: Any = field(default_factory=threading.RLock)

    def invoke(self, *, FunctionName: str, Payload: bytes) -> Answer:
        assert len(Payload) <= LARGEST_PAYLOAD
        name = FunctionName.rpartition(":")[2]
        self.attempts[name] += 1
        meets = next(self.meets.get(name, iter(())), works)
        return meets(Call(name, Payload, self))

    def script(self, name: str, meets: Iterable[Meets]) -> None:
        self.meets[name] = iter(meets)

    def run(self, name: str, payload: bytes) -> Answer:
        module = import_module(f"novapulse.handlers.{_module(name)}")
        with self.lock:
            self.running = name
            try:
                answer = module.handler(json.loads(payload), None)
            except ProcessDied:
                return failed(DIED)
            except Exception as error:
                said = {
                    "errorMessage": str(error),
                    "errorType": type(error).__name__,
                    "requestId": "5a1d6c6e-0000-4000-8000-000000000000",
                    "stackTrace": traceback.format_tb(error.__traceback__),
                }
                return failed(said)
            finally:
                self.running = None
        return {"StatusCode": 200, "Payload": io.BytesIO(json.dumps(answer).encode())}


@dataclass(frozen=True)
class Call:
    name: str
    payload: bytes
    functions: Functions

    def run(self) -> Answer:
        return self.functions.run(self.name, self.payload)


DIED = {"errorType": "Runtime.ExitError", "errorMessage": "signal: killed"}


def failed(said: dict[str, Any]) -> Answer:
    content = io.BytesIO(json.dumps(said).encode())
    return {"StatusCode": 200, "FunctionError": "Unhandled", "Payload": content}


def works(call: Call) -> Answer:
    return call.run()


def throttled(call: Call) -> Answer:
    """Lambda has no room for the function."""
    raise ClientError(
        {
            "Error": {"Code": "TooManyRequestsException", "Message": "Rate Exceeded."},
            "ResponseMetadata": {"HTTPStatusCode": 429, "RequestId": "0", "HTTPHeaders": {}},
        },
        "Invoke",
    )


def dies(call: Call) -> Answer:
    """Its process ends before it has done anything."""
    return failed(DIED)


def dies_after_its_work(call: Call) -> Answer:
    """Nobody learns that it was done."""
    call.run()
    return failed({"errorType": "Lambda.Unknown", "errorMessage": "the service is out of order"})


def hangs(call: Call) -> Answer:
    """Neither an answer nor an error, ever."""
    call.functions.time.event().wait()
    raise AssertionError


def runs_out_of_its_own_time(call: Call) -> Answer:
    """Lambda ends it at the function's timeout."""
    message = "RequestId: 0 Error: Task timed out after 60.00 seconds"
    return failed({"errorType": "Sandbox.Timedout", "errorMessage": message})


def without_storage(call: Call) -> Answer:
    """DynamoDB and S3 throttle every request of it."""
    with call.functions.lock, storage_down(call.functions.house):
        return call.run()


@contextmanager
def storage_down(house: House) -> Iterator[None]:
    clients = house.ports.clients
    for service in STORAGE:
        getattr(clients, service).before = _refuse
    try:
        yield
    finally:
        for service in STORAGE:
            getattr(clients, service).before = _allow


def says_at_length(call: Call) -> Answer:
    """It fails with the longest cause that Step Functions carries."""
    return failed({"errorType": "ValueError", "errorMessage": "x" * 32_000})


def after(action: Callable[[Call], None]) -> Meets:
    """``action``, then the function."""

    def meets(call: Call) -> Answer:
        with call.functions.lock:
            action(call)
        return call.run()

    return meets


def following(action: Callable[[Call], None]) -> Meets:
    """The function, then ``action``."""

    def meets(call: Call) -> Answer:
        answer = call.run()
        with call.functions.lock:
            action(call)
        return answer

    return meets


def _refuse(name: str, request: dict[str, Any]) -> None:
    raise refusal("ThrottlingException")


def _allow(name: str, request: dict[str, Any]) -> None:
    pass


def _module(name: str) -> str:
    return f"launch_{name}" if name in LAUNCHED else name
