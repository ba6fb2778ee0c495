"""What every dialect puts round its routes: callers recognised and counted, and no error bare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.responses import Response

from novapulse.api.callers import Credential, authorization
from novapulse.api.key_use_log import KeyUseLog
from novapulse.api.rate_limits import Limit, RateLimits
from novapulse.api.safe_responses import UnforeseenErrors
from novapulse.domain.errors import TooManyRequests
from novapulse.services.home import Home


@dataclass(frozen=True)
class Refusals:
    """A dialect's own words for what no route of it answers."""

    internal_error: Callable[[], Response]
    unavailable: Callable[[], Response]
    too_many: Callable[[TooManyRequests], Response]


def add_limits(
    app: FastAPI,
    home: Home,
    uses: KeyUseLog,
    *,
    limits: Sequence[Limit],
    refusals: Refusals,
    credential: Credential = authorization,
) -> None:
    """What counts requests may fail too: its errors are none of the application's, and yet are
    answered alike."""
    safe = {
        "internal_error": refusals.internal_error,
        "unavailable": refusals.unavailable,
    }
    app.add_middleware(UnforeseenErrors, **safe)
    app.add_middleware(
        RateLimits,
        home=home,
        limits=limits,
        uses=uses,
        refuse=refusals.too_many,
        credential=credential,
    )
    app.add_middleware(UnforeseenErrors, **safe)
