"""Following what happens to a tenant's jobs."""

from novapulse.domain.errors import Unauthorized
from novapulse.domain.events import JobEvent
from novapulse.services.home import Home
from novapulse.services.jobs import find_job
from novapulse.services.keys import authenticate

BATCH = 100
"""Events read at once."""


def begin_after(
    home: Home, *, tenant: str, last_number: int | None = None, job_id: str | None = None
) -> int:
    """The number after which a follower begins: the last that it has seen, or the last there is. A
    number that was never given counts as the last there is. Raises NotFound(``job_not_found``)."""
    if job_id is not None:
        find_job(tenant, job_id, jobs=home.jobs)
    newest = home.events.last_number(tenant)
    return newest if last_number is None else min(last_number, newest)


def next_events(
    home: Home, *, tenant: str, number: int, job_id: str | None = None
) -> tuple[JobEvent, ...]:
    """Events beyond ``number``, in order; at most ``BATCH``."""
    return home.events.after(tenant, number, limit=BATCH, job_id=job_id)


def may_follow(home: Home, authorization: str | None) -> bool:
    """Whether the key that opened a stream is still in force."""
    try:
        authenticate(authorization, keys=home.keys, clock=home.clock)
    except Unauthorized:
        return False
    return True
