"""How many jobs a tenant may have open: queued or processing."""

from math import ceil

from novapulse.domain.errors import NotFound, TooManyRequests
from novapulse.domain.job import Job, JobStatus
from novapulse.domain.tenant import Tenant
from novapulse.services.home import Home

OPEN = (JobStatus.QUEUED, JobStatus.PROCESSING)


def max_open(home: Home, tenant: str) -> int | None:
    """None is without a limit."""
    found = _tenant(home, tenant)
    return None if found is None else _limit(home, found)


def too_many_open(home: Home, tenant: str, first: Job) -> TooManyRequests:
    """``first`` is the open job that is expected to end before the others."""
    found = _tenant(home, tenant)
    limit, tier = (None, "") if found is None else (_limit(home, found), found.tier)
    remaining = (first.estimated_completion - home.clock.now()).total_seconds()
    return TooManyRequests(
        "concurrent_jobs_exceeded",
        f"{limit} jobs are queued or processing, as many as the tier '{tier}' has at once; send "
        "the recording again when one has ended",
        retry_after=max(1, ceil(remaining)),
    )


def refuse_when_full(home: Home, tenant: str) -> None:
    """Before a body is read: the decisive look is taken when the job is stored. Raises
    TooManyRequests(``concurrent_jobs_exceeded``)."""
    limit = max_open(home, tenant)
    if limit is None or home.jobs.count(tenant, OPEN) < limit:
        return
    first = home.jobs.first_to_end(tenant)
    if first is not None:
        raise too_many_open(home, tenant, first)


def _limit(home: Home, tenant: Tenant) -> int | None:
    if tenant.concurrent_jobs is not None:
        return tenant.concurrent_jobs
    return home.settings.concurrent_jobs[tenant.tier]


def _tenant(home: Home, name: str) -> Tenant | None:
    """None for one that was never made: it has no key, so the API's limits are not for it."""
    try:
        return home.tenants.get(name)
    except NotFound:
        return None
