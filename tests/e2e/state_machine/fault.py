"""What a fault is, and what is expected after it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, TypeVar

from novapulse.domain.job import JobStatus
from novapulse.domain.webhook import DeliveryStatus
from tests.e2e.state_machine.endpoint import Behaviour
from tests.e2e.state_machine.functions import Meets
from tests.e2e.state_machine.world import World

T = TypeVar("T")
Injection = Callable[[World], object]

COMPLETED, FAILED, GONE = JobStatus.COMPLETED, JobStatus.FAILED, None
WELL = ("SUCCEEDED",)
BRIEF = {"pipeline": "transcription"}
GARBAGE = b"RIFF" + bytes(200)


@dataclass(frozen=True)
class Fault:
    """``injected`` reads after ``where``. Expected are ``status`` of the job (None: it was erased),
    ``code`` of its error, the ``warnings`` that it carries, ``attempts`` of the functions that the
    fault is about, how each execution ended, and ``aside``: how many messages nobody took."""

    where: str
    injected: str
    inject: Injection
    status: JobStatus | None = COMPLETED
    code: str | None = None
    attempts: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    executions: tuple[str, ...] = WELL
    aside: int = 0
    delivery: DeliveryStatus = DeliveryStatus.DELIVERED
    content: bytes | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.where}: {self.injected}"


def nothing(world: World) -> None:
    """The fault is in the recording."""


def meets(function: str, *what: Meets) -> Injection:
    """Its next invocations come to that, one after another."""
    return lambda world: world.functions.script(function, what)


def meets_always(function: str, what: Meets) -> Injection:
    return lambda world: world.functions.script(function, always(what))


def does(endpoint: str, *what: Behaviour) -> Injection:
    return lambda world: world.endpoints.script(endpoint, what)


def does_always(endpoint: str, what: Behaviour) -> Injection:
    return lambda world: world.endpoints.script(endpoint, always(what))


def both(*injections: Injection) -> Injection:
    def inject(world: World) -> None:
        for injection in injections:
            injection(world)

    return inject


def always(what: T) -> Iterable[T]:
    return repeat(what)
