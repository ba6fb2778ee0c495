"""Everything that the core needs from outside, as small protocols.

Adapters in ``adapters/local`` and ``adapters/aws`` fulfil them; ``bootstrap`` chooses.
Every tenant-owned thing takes the tenant: nothing can be read without naming whose it is.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from novapulse.domain.admission import Admission, AdmissionRules, Remembered
from novapulse.domain.allowance import Allowance
from novapulse.domain.dropped_file import DroppedFile
from novapulse.domain.events import JobEvent
from novapulse.domain.fetched import FetchedRecording
from novapulse.domain.job import FileInfo, Job, JobError, JobStatus, Progress
from novapulse.domain.keys import ApiKey, KeyUse
from novapulse.domain.listing import Cursor, JobFilter
from novapulse.domain.media import Notice
from novapulse.domain.tenant import Tenant
from novapulse.domain.upload import PartLink, StagedFile, Upload, UploadStatus
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus


class Clock(Protocol):
    def now(self) -> datetime: ...


class BlobStore(Protocol):
    """Bytes under a key such as ``acme/job_1/audio/original``. Writes are atomic and durable."""

    def put(self, key: str, data: bytes) -> None: ...
    def writer(self, key: str) -> AbstractContextManager[BinaryIO]:
        """Stream into ``key``; it appears when the block ends without an error."""
        ...

    def adopt(self, key: str, source: Path) -> None:
        """Move a finished local file into ``key``; cheap where both share a file system."""
        ...

    def get(self, key: str) -> bytes:
        """Raises NotFound."""
        ...

    def local_path(self, key: str) -> AbstractContextManager[Path]:
        """The blob as a readable local file for the length of the block. Raises NotFound."""
        ...

    def exists(self, key: str) -> bool: ...
    def delete(self, prefix: str) -> int:
        """Delete every blob under the prefix; returns how many."""
        ...

    def keys(self, prefix: str) -> Iterator[str]: ...


class Vault(Protocol):
    """Encrypted objects: the only place where unredacted text may rest. ``key`` names the
    object and is bound to its ciphertext, so one object cannot stand in for another."""

    def put(self, key: str, data: bytes) -> None: ...
    def get(self, key: str) -> bytes: ...
    def delete(self, prefix: str) -> int: ...
    def keys(self, prefix: str) -> Iterator[str]: ...


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

    def measured(self, tenant: str, job_id: str, audio_seconds: float) -> None:
        """The decoded length takes the place of what the header said."""
        ...

    def timing(self, tenant: str, job_id: str, stage: str, seconds: float) -> None: ...
    def unfinished(self) -> tuple[Job, ...]:
        """Every tenant's queued and processing jobs, oldest first: for the reconciler only."""
        ...

    def untold(self, ended_before: datetime) -> tuple[Job, ...]:
        """Every tenant's ended jobs that name a ``webhook_url`` and have no delivery: for the
        reconciler only."""
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

    def last_number(self) -> int:
        """0 before the first event."""
        ...

    def delete_before(self, at: datetime) -> int: ...


class TenantStore(Protocol):
    def add(self, tenant: Tenant) -> None:
        """Keeps what is there if the tenant exists."""
        ...

    def get(self, name: str) -> Tenant:
        """Raises NotFound(``tenant_not_found``)."""
        ...

    def list(self) -> tuple[Tenant, ...]: ...
    def update(self, tenant: Tenant) -> None:
        """Raises NotFound."""
        ...


class KeyStore(Protocol):
    """API keys by the SHA-256 of their secret."""

    def add(self, key: ApiKey, secret_sha256: str) -> None: ...
    def by_secret(self, secret_sha256: str) -> ApiKey | None:
        """Asked by every request: never more than the read of one row. Knows at once of a key that
        was revoked, by whatever process."""
        ...

    def list(self) -> tuple[ApiKey, ...]: ...
    def revoke(self, key_id: str, at: datetime) -> bool: ...
    def log_uses(self, uses: tuple[KeyUse, ...]) -> None:
        """One write for all of them; also moves each key's ``last_used_at``."""
        ...

    def delete_uses(self, before: datetime) -> int: ...


class DeliveryStore(Protocol):
    """Webhook deliveries and each attempt at them, and the URLs that want no more of them."""

    def add(self, delivery: Delivery) -> None:
        """Keeps what is there if the id exists: one event, one delivery."""
        ...

    def get(self, tenant: str, delivery_id: str) -> Delivery:
        """Raises NotFound(``delivery_not_found``)."""
        ...

    def record(
        self,
        tenant: str,
        delivery_id: str,
        attempt: Attempt | None,
        status: DeliveryStatus,
        next_attempt_at: datetime | None,
    ) -> None:
        """One attempt, and how the delivery stands now if it was pending; None: no attempt was
        made, and the delivery stands so whatever it was before."""
        ...

    def for_job(self, tenant: str, job_id: str) -> tuple[Delivery, ...]: ...
    def page(
        self,
        tenant: str,
        *,
        limit: int,
        after: Cursor | None = None,
        status: DeliveryStatus | None = None,
        job_id: str | None = None,
    ) -> tuple[Delivery, ...]:
        """Newest first."""
        ...

    def overdue(self, before: datetime) -> tuple[Delivery, ...]:
        """Every tenant's pending deliveries whose next attempt was due before then, oldest first:
        for the reconciler only."""
        ...

    def erase_job(self, tenant: str, job_id: str) -> int:
        """How many deliveries were deleted, with their attempts."""
        ...

    def disable(self, tenant: str, url: str, at: datetime) -> None: ...
    def enable(self, tenant: str, url: str) -> None: ...
    def disabled(self, tenant: str, url: str) -> bool: ...


class UploadStore(Protocol):
    """Recordings that are sent ahead of their job: what is known of them, not their bytes."""

    def add(self, upload: Upload, *, open_at_most: int | None = None) -> datetime | None:
        """Stores it and returns None; unless so many of its tenant's are neither used nor over:
        then returns when enough of them will be over. One atomic step."""
        ...

    def get(self, tenant: str, upload_id: str) -> Upload:
        """Raises NotFound(``upload_not_found``)."""
        ...

    def move(
        self,
        tenant: str,
        upload_id: str,
        *,
        from_: tuple[UploadStatus, ...],
        to: UploadStatus,
        job_id: str | None = None,
    ) -> bool:
        """One conditional change of status; False if it stood elsewhere."""
        ...

    def of_job(self, tenant: str, job_id: str) -> tuple[Upload, ...]:
        """Those that the job took: for its erasure."""
        ...

    def expired(self, before: datetime) -> tuple[Upload, ...]:
        """Every tenant's uploads whose time was over before then."""
        ...

    def delete(self, tenant: str, upload_id: str) -> None: ...


class UploadParts(Protocol):
    """The bytes of an upload, from its announcement until its job takes them. Callers send each
    part to a URL that carries its own right: S3 presigned ones, or the server's own."""

    def begin(self, upload: Upload) -> None:
        """Once, before its URLs are given out."""
        ...

    def urls(self, upload: Upload) -> tuple[str, ...]:
        """One for each part, in order, good for any number of PUTs until ``expires_at`` or until
        the upload is assembled. Absolute, or relative to the server's root."""
        ...

    def received(self, upload: Upload) -> frozenset[int]:
        """The numbers of the parts that are there, whole; all of them once it is assembled."""
        ...

    def assemble(self, upload: Upload) -> None:
        """Make one recording of all parts, which are there. Twice is harmless, at once too. Raises
        InvalidRequest if its SHA-256 is not the announced one; then parts may be sent again."""
        ...

    def copy(self, upload: Upload) -> StagedFile:
        """The assembled recording as a file of the caller's own, on the file system of the blobs;
        the upload keeps its bytes. Raises NotFound(``upload_not_found``)."""
        ...

    def discard(self, upload: Upload) -> None:
        """Remove every byte, copies that are still there too. Twice is harmless."""
        ...


class PartInbox(Protocol):
    """Where callers' bytes come in, for a home whose own server takes them."""

    def check(self, link: PartLink, signature: str, now: datetime) -> None:
        """Raises Forbidden (``invalid_signature``, ``upload_url_expired``)."""
        ...

    def take(self, upload: Upload, part_number: int, source: Path) -> None:
        """Move a whole part in, in the place of what was sent before. Raises NotFound
        (``upload_not_found``) once discarded, Conflict(``upload_completed``) once assembled."""
        ...


class DropLedger(Protocol):
    """Which files of a watched folder became which jobs, so that each becomes one, once."""

    def knows(self, path: str, version: str) -> bool: ...
    def add(self, file: DroppedFile) -> None:
        """Keeps what is there if that version of the file is known."""
        ...

    def unanswered(self) -> tuple[DroppedFile, ...]:
        """Those whose result has not been written yet."""
        ...

    def answered(self, file: DroppedFile) -> None: ...


class RateLimiter(Protocol):
    def take(self, caller: str, limit: int) -> Allowance:
        """Count one request of ``caller`` against ``limit`` in the rolling window; a refused one
        does not count. ``caller`` names who and what for, as in ``key_1:ingest``."""
        ...


class PipelineRunner(Protocol):
    def start(self, job: Job) -> None:
        """Set a stored job on its way through the plan. Starting twice is harmless."""
        ...

    def cancel(self, job: Job) -> None:
        """Stop working on a job whose record is gone. What it wrote meanwhile is erased too."""
        ...

    def deliver(self, delivery: Delivery) -> None:
        """Set a stored delivery on its way, once more if it has been."""
        ...

    def carry(self, delivery: Delivery) -> bool:
        """Set a stored delivery on its way unless it is. True if it was not."""
        ...

    def forget(self, ended_before: datetime) -> int:
        """What is remembered of work that ended before then; returns how many pieces of work."""
        ...


class RecordingFetcher(Protocol):
    def fetch(self, url: str, target: BinaryIO, *, wanted: Callable[[], bool]) -> FetchedRecording:
        """The recording at a caller's URL, written to ``target``. Never reaches an address that it
        may not, redirected or not. ``wanted`` is asked now and then.

        Raises BadAudio (``audio_url_refused``, ``audio_url_failed``, ``file_too_large``),
        SourceUnavailable (``audio_url_unreachable``), NotFound when it is not wanted any more."""
        ...


class WebhookSender(Protocol):
    """One POST. Never follows a redirect, never reaches an address it may not."""

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Attempt: ...
