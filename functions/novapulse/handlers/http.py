"""The HTTP API as a function that takes the events of API Gateway's HTTP APIs (payload 2.0)."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.uncollected import uncollected

if TYPE_CHECKING:
    from novapulse.handlers.gateway import HttpFunction


def http_function(home: Ports) -> "HttpFunction":
    return imported()(home)


def imported() -> "Callable[[Ports], HttpFunction]":
    """The modules of the application are most of a cold start: ``tests/handlers/test_budget.py``
    measures this."""
    # FastAPI imports it to recognise models made with it, of which there are none.
    sys.modules.setdefault("pydantic.v1", None)  # type: ignore[arg-type]
    with uncollected():
        from novapulse.bootstrap.aws.home import aws_home, behind_gateway
        from novapulse.handlers.gateway import HttpFunction

    return lambda home: HttpFunction(behind_gateway(aws_home(home)))
