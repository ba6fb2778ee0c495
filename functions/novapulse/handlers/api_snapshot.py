"""Lambda ``api`` with SnapStart: everything is built before the snapshot is taken, and each new
function begins where the snapshot ends. What must differ among them (connections, random numbers)
is made by libraries that notice, or by the operating system."""

from typing import Any

from novapulse.bootstrap.aws.ports import ports
from novapulse.handlers.function import Event
from novapulse.handlers.http import http_function
from novapulse.handlers.http_errors import answered
from novapulse.handlers.observed import observed

_function = http_function(ports())


def handle(event: Event, context: object) -> Any:
    return answered(lambda: _function(event, context))


handler = observed("api", handle, cold_starts=True)
