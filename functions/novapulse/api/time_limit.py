"""How long the body of one request may take to arrive."""

from collections.abc import Iterator
from contextlib import contextmanager

import anyio

from novapulse.domain.errors import RequestTimeout


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Around the reading of a body, however slowly it comes. Raises RequestTimeout
    (``request_timeout``)."""
    with anyio.move_on_after(seconds) as scope:
        yield
    if scope.cancelled_caught:
        raise RequestTimeout(
            "request_timeout",
            f"the body did not arrive within {seconds:g} seconds; send it again, "
            "in smaller parts where the connection is slow (POST /v1/audio/uploads)",
        )
