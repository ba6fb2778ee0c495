"""Lambda ``api``: the HTTP API behind API Gateway."""

from functools import cache
from typing import Any

from novapulse.bootstrap.aws.ports import ports
from novapulse.handlers.function import Event
from novapulse.handlers.http import http_function
from novapulse.handlers.http_errors import answered


def handler(event: Event, context: object) -> Any:
    return answered(lambda: _function()(event, context))


@cache
def _function() -> Any:
    """Built at the first call."""
    return http_function(ports())
