"""Deleting what has been kept for as long as was agreed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from novapulse.domain.job import Job
from novapulse.domain.tenant import Tenant
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.uploads import discard_expired
from novapulse.stages.erase import erase_data

log = logging.getLogger(__name__)

TOKENS_KEPT = timedelta(days=1)
"""Beyond their end: a caller with an old token is told that it has expired."""
BATCH = 100
"""Jobs read at a time."""


@dataclass(frozen=True)
class RetentionReport:
    """``expired`` jobs lost recording, results and passages and keep their record; ``erased`` ones
    lost that too; ``failed`` stay until the next run."""

    expired: int
    erased: int
    failed: int


@dataclass(frozen=True)
class _Done:
    jobs: int = 0
    failed: int = 0


def expire(home: Home) -> RetentionReport:
    """Delete, of each tenant, recordings, results and what is indexed of them past its
    ``retention_days`` (else the settings'), counted from the submission; then old job records,
    uploads, events, ended workflows, uses of keys, idempotency keys and words that were deleted
    from the index. What fails is logged by its type and left for the next run."""
    now = home.clock.now()
    kept = [_expire_data(home, tenant, now) for tenant in home.tenants.list()]
    erased = _erase_records(home, now)
    failed = sum(done.failed for done in (*kept, erased)) + _forget(home, now)
    return RetentionReport(sum(done.jobs for done in kept), erased.jobs, failed)


def _expire_data(home: Home, tenant: Tenant, now: datetime) -> _Done:
    before = now - timedelta(days=tenant.retention_days or home.settings.retention_days)

    def expire_one(job: Job) -> None:
        # Marked last: what a crash leaves undone is found again.
        erase_data(job.tenant, job.id, blobs=home.blobs, vault=home.vault, search=home.search)
        home.jobs.data_expired(job.tenant, job.id, now)

    return _for_each(
        lambda limit: home.jobs.with_data(tenant.name, before, limit), expire_one, "its data"
    )


def _erase_records(home: Home, now: datetime) -> _Done:
    before = now - timedelta(days=home.settings.job_record_days)
    return _for_each(
        lambda limit: home.jobs.records(before, limit),
        lambda job: erase_job(home, tenant=job.tenant, job_id=job.id),
        "its record",
    )


def _for_each(
    read: Callable[[int], tuple[Job, ...]], action: Callable[[Job], object], what: str
) -> _Done:
    """``read`` gives the first so many that are left; those that failed come again and are
    passed over."""
    done = 0
    failed: set[str] = set()
    while batch := [job for job in read(BATCH + len(failed)) if job.id not in failed]:
        for job in batch:
            if _succeeds(partial(action, job), f"job {job.id} keeps {what}"):
                done += 1
            else:
                failed.add(job.id)
    return _Done(done, len(failed))


def _forget(home: Home, now: datetime) -> int:
    """Returns how many of these failed."""
    settings = home.settings
    steps: dict[str, Callable[[], object]] = {
        "uploads": lambda: discard_expired(home),
        "events": lambda: home.events.delete_before(now - timedelta(days=settings.event_days)),
        "workflows": lambda: home.runner.forget(now - timedelta(days=settings.event_days)),
        "key uses": lambda: home.keys.delete_uses(now - timedelta(days=settings.key_use_days)),
        "tokens": lambda: home.keys.delete_tokens(now - TOKENS_KEPT),
        "idempotency keys": lambda: home.jobs.forget_keys(
            now - timedelta(hours=settings.idempotency_hours)
        ),
        "words of the index": home.search.settle,
    }
    return sum(not _succeeds(step, f"old {name} stay") for name, step in steps.items())


def _succeeds(action: Callable[[], object], otherwise: str) -> bool:
    try:
        action()
    except Exception as error:
        log.error("%s: %s", otherwise, type(error).__name__)
        return False
    return True
