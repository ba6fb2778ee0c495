"""Lambda ``api``: the HTTP API behind API Gateway."""

from functools import cache
from typing import Any

from novapulse.handlers.uncollected import uncollected

with uncollected():
    from novapulse.bootstrap.aws.ports import ports
    from novapulse.handlers.function import Event
    from novapulse.handlers.http import http_function
    from novapulse.handlers.http_errors import answered
    from novapulse.handlers.observed import observed


def handle(event: Event, context: object) -> Any:
    return answered(lambda: function()(event, context))


@cache
def function() -> Any:
    """Built at the first call."""
    return http_function(ports())


handler = observed("api", handle, cold_starts=True)
