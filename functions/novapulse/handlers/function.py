"""A Lambda function's outermost layer: its ports, and nothing of a call in what leaves it."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from novapulse.adapters.aws.pipeline.reported_error import cause_of
from novapulse.bootstrap.aws.ports import Ports, ports
from novapulse.domain.errors import NovaPulseError

log = logging.getLogger(__name__)

T = TypeVar("T")

Event = Mapping[str, Any]
Handler = Callable[[Event, object], Any]


class FunctionFailed(Exception):
    """Leaves a function under the name of the error that it stands for, by which the state machine
    retries and catches; its text is ``{"code", "message"}`` as JSON."""


def lambda_handler(run: Callable[[Event, Ports], T]) -> Handler:
    """The ports are opened at the first call."""

    def handler(event: Event, context: object) -> T:  # noqa: ARG001
        return run(event, ports())

    return handler


def reported(name: str, action: Callable[[], T]) -> T:
    """What ``action`` returns. Raises a FunctionFailed for whatever it raises: an error that nobody
    foresaw may name a text or a secret, so only its kind is kept, and nothing is chained."""
    try:
        return action()
    except NovaPulseError as error:
        failure = failed(type(error).__name__, error.code, error.message)
    except Exception as error:
        kind = type(error).__name__
        log.error("%s failed: %s", name, kind)
        failure = failed(kind, "internal_error", f"{name} failed ({kind})")
    raise failure


def failed(kind: str, code: str, message: str) -> FunctionFailed:
    """An instance of a class that is called ``kind``: Lambda tells no more of an exception than
    its class's name and its text."""
    named: type[FunctionFailed] = type(kind, (FunctionFailed,), {})
    return named(cause_of(code, message))
