"""What a tenant's server is told of a job, in the words of the API that the job came by."""

from collections.abc import Iterator
from datetime import datetime

from novapulse.domain.job import Dialect, Job
from novapulse.domain.webhook import IN_PROGRESS, SCHEDULED, Delivery, event_id
from novapulse.domain.webhook_payloads import ended_payload
from novapulse.ports import BlobStore


def build_deliveries(
    job: Job, *, created_at: datetime, blobs: BlobStore | None = None
) -> tuple[Delivery, ...]:
    """All that there is to tell of the job by now, in the order in which it happened: its end, and
    of one that came by the Symbl API each status before. Nothing for a job without a
    ``webhook_url``. ``created_at`` and ``blobs`` as in ``build_delivery``."""
    if job.options.webhook_url is None:
        return ()
    before = _before_end(job) if job.options.dialect is Dialect.SYMBL else ()
    if not job.status.ended:
        return tuple(before)
    return (*before, build_delivery(job, created_at=created_at, blobs=blobs))


def build_delivery(job: Job, *, created_at: datetime, blobs: BlobStore | None = None) -> Delivery:
    """That of the end of a job which names a ``webhook_url``; ``blobs`` have the results, for an
    API that sends them along. Building it again gives the same id and the same body. Raises
    ValueError for a job that has no end to tell."""
    if job.options.webhook_url is None or not job.status.ended:
        raise ValueError(f"job {job.id} ({job.status}) has no event to deliver")
    return _delivery(job, ended_payload(job).event, _end_body(job, blobs), created_at)


def _end_body(job: Job, blobs: BlobStore | None) -> str:
    """Most functions tell of no job of a dialect: what writes its words is imported then."""
    if job.options.dialect is Dialect.NATIVE:
        return ended_payload(job).model_dump_json()
    if job.options.dialect is Dialect.SYMBL:
        return _status_body(job, job.status.value)
    if blobs is None:
        raise ValueError(f"job {job.id} is told with its results: where are they?")
    from novapulse.services.callcov.event import event_body

    return event_body(job, blobs)


def _before_end(job: Job) -> Iterator[Delivery]:
    """Also of a job that has ended. One may fail without having begun."""
    yield _delivery(job, SCHEDULED, _status_body(job, "scheduled"), job.created_at)
    if job.started_at is not None:
        yield _delivery(job, IN_PROGRESS, _status_body(job, "in_progress"), job.started_at)


def _status_body(job: Job, status: str) -> str:
    from novapulse.services.symbl.event import status_body

    return status_body(job.id, status)


def _delivery(job: Job, event: str, body: str, created_at: datetime) -> Delivery:
    assert job.options.webhook_url is not None
    return Delivery(
        id=event_id(job.id, event),
        tenant=job.tenant,
        job_id=job.id,
        event=event,
        url=job.options.webhook_url,
        body=body,
        created_at=created_at,
    )
