"""Jobs, and the log of what happens to them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from novapulse.domain.admission import Admission, AdmissionRules, Remembered
from novapulse.domain.events import JobEvent
from novapulse.domain.job import FileInfo, Job, JobError, JobStatus, Progress
from novapulse.domain.listing import Cursor, JobFilter
from novapulse.domain.media import Notice


class JobStore(Protocol):
    """Jobs. Every change of status also writes the job's event, in the same atomic step."""

    def admit(self, job: Job, rules: AdmissionRules) -> Admission:
        """Stores the job if the rules let it in. One atomic step: of two equal submissions at once,
        one wins."""
        ...

    def remembered(self, tenant: str, key: str, since: datetime) -> Remembered | None:
        """What the idempotency key was first used for, at or after ``since``."""
        ...

    def get(self, tenant: str, job_id: str) -> Job:
        """Raises NotFound(``job_not_found``) for unknown ids and for another tenant's alike."""
        ...

    def page(
        self, tenant: str, where: JobFilter, *, limit: int, after: Cursor | None = None
    ) -> tuple[Job, ...]:
        """Newest first, without ``timings``."""
        ...

    def start(self, tenant: str, job_id: str, at: datetime) -> bool:
        """queued -> processing. True if this call moved it or it is processing already."""
        ...

    def complete(
        self, tenant: str, job_id: str, at: datetime, warnings: tuple[Notice, ...]
    ) -> bool:
        """processing -> completed, once. False if the job had ended before."""
        ...

    def fail(self, tenant: str, job_id: str, at: datetime, error: JobError) -> bool:
        """queued | processing -> failed, once. False if the job had ended before."""
        ...

    def progress(self, tenant: str, job_id: str, progress: Progress, at: datetime) -> None: ...
    def fetched(self, tenant: str, job_id: str, file: FileInfo, sha256: str) -> None:
        """A recording named by a URL is here: what it is takes the place of what was unknown."""
        ...

    def set_metadata(self, tenant: str, job_id: str, metadata: Mapping[str, Any]) -> None:
        """They take the place of those that it has. Raises NotFound(``job_not_found``)."""
        ...

    def set_warnings(self, tenant: str, job_id: str, warnings: tuple[Notice, ...]) -> None:
        """They take the place of those that a completed job has."""
        ...

    def measured(self, tenant: str, job_id: str, audio_seconds: float) -> None:
        """The decoded length takes the place of what the header said."""
        ...

    def timing(self, tenant: str, job_id: str, stage: str, seconds: float) -> None: ...
    def unfinished(self) -> tuple[Job, ...]:
        """Every tenant's queued and processing jobs, oldest first: for the reconciler only."""
        ...

    def untold(self, ended_before: datetime) -> tuple[Job, ...]:
        """Every tenant's ended jobs that name a ``webhook_url`` and have no delivery of their end:
        for the reconciler only."""
        ...

    def count(self, tenant: str, statuses: tuple[JobStatus, ...]) -> int: ...
    def first_to_end(self, tenant: str) -> Job | None:
        """Of its queued and processing jobs the one that is expected to end before the others."""
        ...

    def backlog(self, *, unfetched_seconds: float) -> Mapping[str, float]:
        """Seconds of sound that each tenant's queued and processing jobs still have before them, by
        their progress; ``unfetched_seconds`` for a recording that is not there yet."""
        ...

    def erase(self, tenant: str, job_id: str) -> bool:
        """The job's record, its events, its deliveries and what idempotency keys remember of it, in
        one atomic step. False if there is no such job."""
        ...

    def forget_keys(self, before: datetime) -> int:
        """What idempotency keys remember from before then; returns how many."""
        ...

    def with_data(self, tenant: str, created_before: datetime, limit: int) -> tuple[Job, ...]:
        """Ended jobs whose recording and results are still kept, oldest first: for retention."""
        ...

    def data_expired(self, tenant: str, job_id: str, at: datetime) -> None:
        """Notes it and deletes the job's deliveries, in one atomic step."""
        ...

    def records(self, created_before: datetime, limit: int) -> tuple[Job, ...]:
        """Every tenant's ended jobs, oldest first: for retention."""
        ...


class EventStore(Protocol):
    """The log of job events. ``JobStore`` writes it."""

    def after(
        self, tenant: str, number: int, *, limit: int, job_id: str | None = None
    ) -> tuple[JobEvent, ...]:
        """Events beyond ``number``, in order."""
        ...

    def last_number(self, tenant: str) -> int:
        """Of the tenant's newest event that is kept; 0 if there is none. A number that was given
        is never given again."""
        ...

    def delete_before(self, at: datetime) -> int: ...
