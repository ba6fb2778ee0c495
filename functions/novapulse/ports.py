"""Everything that the core needs from outside, as small protocols.

Adapters in ``adapters/local`` and ``adapters/aws`` fulfil them; ``bootstrap`` chooses.
Every tenant-owned thing takes the tenant: nothing can be read without naming whose it is.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from novapulse.domain.job import Job, JobError, JobStatus, Progress
from novapulse.domain.keys import ApiKey, KeyUse, Tenant
from novapulse.domain.media import Notice
from novapulse.domain.webhook import Attempt, Delivery


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


class JobStore(Protocol):
    def add(self, job: Job) -> None: ...
    def get(self, tenant: str, job_id: str) -> Job:
        """Raises NotFound(``job_not_found``) for unknown ids and for another tenant's alike."""
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

    def progress(self, tenant: str, job_id: str, progress: Progress) -> None: ...
    def measured(self, tenant: str, job_id: str, audio_seconds: float) -> None:
        """The decoded length takes the place of what the header said."""
        ...

    def timing(self, tenant: str, job_id: str, stage: str, seconds: float) -> None: ...
    def unfinished(self) -> tuple[Job, ...]:
        """Every tenant's queued and processing jobs, oldest first: for the reconciler only."""
        ...

    def count(self, tenant: str, statuses: tuple[JobStatus, ...]) -> int: ...
    def add_unless_duplicate(self, job: Job, since: datetime) -> Job | None:
        """Adds the job, or returns the earlier one that it repeats (``domain.duplicate``), created
        at or after ``since``. One atomic step: of two equal submissions at once, one wins."""
        ...


class KeyStore(Protocol):
    """API keys by the SHA-256 of their secret, and the tenants they belong to."""

    def add_tenant(self, tenant: Tenant) -> None:
        """Keeps what is there if the tenant exists."""
        ...

    def tenant(self, name: str) -> Tenant:
        """Raises NotFound."""
        ...

    def add(self, key: ApiKey, secret_sha256: str) -> None: ...
    def by_secret(self, secret_sha256: str) -> ApiKey | None: ...
    def list(self) -> tuple[ApiKey, ...]: ...
    def revoke(self, key_id: str, at: datetime) -> bool: ...
    def log_uses(self, uses: tuple[KeyUse, ...]) -> None:
        """One write for all of them; also moves each key's ``last_used_at``."""
        ...


class DeliveryStore(Protocol):
    """Webhook deliveries and each attempt at them."""

    def add(self, delivery: Delivery) -> None:
        """Keeps what is there if the id exists: one event, one delivery."""
        ...

    def get(self, tenant: str, delivery_id: str) -> Delivery: ...
    def record(self, tenant: str, delivery_id: str, attempt: Attempt) -> None: ...
    def for_job(self, tenant: str, job_id: str) -> tuple[Delivery, ...]: ...


class PipelineRunner(Protocol):
    """Starts a stored job on its way through the plan. Starting twice is harmless."""

    def start(self, job: Job) -> None: ...


class WebhookSender(Protocol):
    """One POST. Never follows a redirect, never reaches an address it may not."""

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Attempt: ...
