"""Jobs in DynamoDB. Every change of status is one transaction, with its event."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from novapulse.adapters.aws.dynamodb import (
    admission,
    job_erasure,
    job_fetch,
    job_listing,
    job_metadata,
    job_moves,
    keys,
)
from novapulse.adapters.aws.dynamodb.attributes import Item, utc_text
from novapulse.adapters.aws.dynamodb.job_items import OPEN, job_of
from novapulse.adapters.aws.dynamodb.job_moves import End
from novapulse.adapters.aws.dynamodb.query import Index, Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import ConditionFailed, settled
from novapulse.adapters.aws.dynamodb.writes import PRESENT, Update, When
from novapulse.domain.admission import Admission, AdmissionRules, Remembered
from novapulse.domain.events import EventType
from novapulse.domain.job import FileInfo, Job, JobError, JobStatus, Progress, job_not_found
from novapulse.domain.listing import Cursor, JobFilter
from novapulse.domain.media import Notice


class DynamoJobStore:
    """Fulfils ``JobStore``. ``event_days`` is how long events are kept.

    Lists over all tenants' jobs (``unfinished``, ``backlog``, ``records``), ``page``, and counts
    of other statuses than queued and processing together, are read from an index that follows the
    table within a moment; everything else from the table itself.
    """

    def __init__(self, table: Table, *, event_days: float) -> None:
        self._table = table
        self._events_kept = timedelta(days=event_days)

    def admit(self, job: Job, rules: AdmissionRules) -> Admission:
        """2 requests."""
        return admission.admit(self._table, job, rules, events_kept=self._events_kept)

    def remembered(self, tenant: str, key: str, since: datetime) -> Remembered | None:
        """1 request."""
        return admission.find_remembered(self._table, tenant, key, since)

    def get(self, tenant: str, job_id: str) -> Job:
        """1 request."""
        item = self._table.get(keys.job(tenant, job_id))
        if item is None:
            raise job_not_found()
        return job_of(item, timings=True)

    def page(
        self, tenant: str, where: JobFilter, *, limit: int, after: Cursor | None = None
    ) -> tuple[Job, ...]:
        """1 request; 3 by metadata, 2 by agent or contact."""
        return job_listing.page(self._table, tenant, where, limit=limit, after=after)

    def start(self, tenant: str, job_id: str, at: datetime) -> bool:
        """1 request."""
        move = Update(
            keys.job(tenant, job_id),
            set={"status": JobStatus.PROCESSING, "started_at": utc_text(at)},
            when=When("#status = :queued", queued=JobStatus.QUEUED),
        )
        try:
            self._table.write(move)
        except ConditionFailed as failed:
            if failed.found is None:
                raise job_not_found() from None
            return bool(failed.found["status"] == JobStatus.PROCESSING)
        return True

    def complete(
        self, tenant: str, job_id: str, at: datetime, warnings: tuple[Notice, ...]
    ) -> bool:
        """2 requests."""
        values = {"warnings": [each.model_dump() for each in warnings], "progress_percent": 100}
        from_ = (JobStatus.PROCESSING,)
        end = End(from_, JobStatus.COMPLETED, EventType.COMPLETED, at, values)
        return self._end(tenant, job_id, end)

    def fail(self, tenant: str, job_id: str, at: datetime, error: JobError) -> bool:
        """2 requests."""
        values = {"error": error.model_dump()}
        return self._end(tenant, job_id, End(OPEN, JobStatus.FAILED, EventType.FAILED, at, values))

    def progress(self, tenant: str, job_id: str, progress: Progress, at: datetime) -> None:
        """2 requests; 1 for a figure that is no higher. Never goes back."""
        settled(
            partial(
                job_moves.try_progress,
                *(self._table, tenant, job_id, progress, at),
                events_kept=self._events_kept,
            )
        )

    def fetched(self, tenant: str, job_id: str, file: FileInfo, sha256: str) -> None:
        """3 requests."""
        settled(partial(job_fetch.try_fetched, self._table, tenant, job_id, file, sha256))

    def set_metadata(self, tenant: str, job_id: str, metadata: Mapping[str, Any]) -> None:
        """3 requests."""
        settled(partial(job_metadata.try_set_metadata, self._table, tenant, job_id, metadata))

    def set_warnings(self, tenant: str, job_id: str, warnings: tuple[Notice, ...]) -> None:
        """1 request."""
        values = {"warnings": [each.model_dump() for each in warnings]}
        completed = When("#status = :status", status=JobStatus.COMPLETED)
        self._table.holds(Update(keys.job(tenant, job_id), set=values, when=completed))

    def measured(self, tenant: str, job_id: str, audio_seconds: float) -> None:
        """1 request."""
        self._set(tenant, job_id, ("file", "duration_seconds"), audio_seconds)

    def timing(self, tenant: str, job_id: str, stage: str, seconds: float) -> None:
        """1 request."""
        self._set(tenant, job_id, ("timings", stage), seconds)

    def unfinished(self) -> tuple[Job, ...]:
        """1 request for each MB of open jobs."""
        return tuple(map(job_of, self._open_items()))

    def untold(self, ended_before: datetime) -> tuple[Job, ...]:
        """2 requests."""
        ended = When("#completed_at < :before", before=utc_text(ended_before))
        pointers = self._table.query(Query(keys.UNTOLD, where=ended))
        return self._jobs(pointers)

    def count(self, tenant: str, statuses: tuple[JobStatus, ...]) -> int:
        """1 request, whatever the number, for queued and processing together; else the tenant's
        jobs are read."""
        if set(statuses) == set(OPEN):
            count = self._table.get(keys.open_count(tenant))
            return 0 if count is None else int(count["n"])
        return sum(self._count(tenant, status) for status in set(statuses))

    def first_to_end(self, tenant: str) -> Job | None:
        """2 requests."""
        return admission.first_to_end(self._table, tenant)

    def backlog(self, *, unfetched_seconds: float) -> dict[str, float]:
        """1 request for each MB of open jobs."""
        waiting: dict[str, float] = {}
        for job in map(job_of, self._open_items()):
            whole = job.file.duration_seconds if job.file.fetched else unfetched_seconds
            left = 1.0 - (job.progress.percent if job.progress else 0) / 100.0
            waiting[job.tenant] = waiting.get(job.tenant, 0.0) + whole * left
        return waiting

    def erase(self, tenant: str, job_id: str) -> bool:
        """3 requests; one transaction of up to 100 items."""
        return settled(partial(job_erasure.try_erase, self._table, tenant, job_id))

    def forget_keys(self, before: datetime) -> int:  # noqa: ARG002
        """No request, and 0: what idempotency keys remember has a ``ttl``, by which DynamoDB
        deletes it; until then ``remembered`` and ``admit`` pass over what is too old."""
        return 0

    def with_data(self, tenant: str, created_before: datetime, limit: int) -> tuple[Job, ...]:
        """2 requests."""
        query = Query(keys.jobs_with_data(tenant), high=utc_text(created_before), page=limit)
        return self._jobs(islice(self._table.query(query), limit))

    def data_expired(self, tenant: str, job_id: str, at: datetime) -> None:
        """2 requests; 3 if something of it is still indexed."""
        settled(partial(job_erasure.try_expire, self._table, tenant, job_id, at))

    def records(self, created_before: datetime, limit: int) -> tuple[Job, ...]:
        """1 request."""
        before = utc_text(created_before)
        query = Query(keys.ENDED_JOBS, index=Index.GSI2, high=before, page=limit)
        return tuple(map(job_of, islice(self._table.query(query), limit)))

    def _end(self, tenant: str, job_id: str, end: End) -> bool:
        kept = self._events_kept
        return settled(
            partial(job_moves.try_end, self._table, tenant, job_id, end, events_kept=kept)
        )

    def _set(self, tenant: str, job_id: str, path: tuple[str, str], value: float) -> None:
        """Nothing, where there is no such job."""
        self._table.holds(Update(keys.job(tenant, job_id), set_within={path: value}, when=PRESENT))

    def _open_items(self) -> Iterator[Item]:
        return self._table.query(Query(keys.OPEN_JOBS, index=Index.GSI2))

    def _count(self, tenant: str, status: JobStatus) -> int:
        where = When("#status = :status", status=status)
        return self._table.count(Query(keys.jobs(tenant), index=Index.GSI1, where=where))

    def _jobs(self, pointers: Iterator[Item]) -> tuple[Job, ...]:
        """In the order of the pointers."""
        wanted = [keys.job(item["tenant"], item["job_id"]) for item in pointers]
        found = self._table.get_many(wanted)
        return tuple(job_of(found[key]) for key in wanted if key in found)
