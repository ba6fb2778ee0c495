"""What a new job must pass before it is stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from novapulse.domain.job import Job


@dataclass(frozen=True)
class IdempotencyKey:
    """The caller's ``Idempotency-Key``, remembered if used at or after ``since``. ``fingerprint``
    stands for the parameters of the request (SHA-256, hex)."""

    key: str
    fingerprint: str
    since: datetime


@dataclass(frozen=True)
class AdmissionRules:
    """Judged in this order: idempotency key, duplicate (``domain.duplicate``, created at or after
    ``duplicates_since``), number of queued and processing jobs. None leaves a rule out."""

    idempotency: IdempotencyKey | None = None
    duplicates_since: datetime | None = None
    max_open: int | None = None


class Verdict(StrEnum):
    STORED = "stored"
    REMEMBERED = "remembered"
    """The same idempotency key and parameters: the job as it was first stored."""
    KEY_REUSED = "key_reused"
    """The idempotency key came with other parameters."""
    DUPLICATE = "duplicate"
    TOO_MANY_OPEN = "too_many_open"


@dataclass(frozen=True)
class Admission:
    """``job`` is the stored one, the earlier one that stands in the way, or, where too many are
    open, the one that is expected to end first."""

    verdict: Verdict
    job: Job


@dataclass(frozen=True)
class Remembered:
    """What an idempotency key was first used for; ``job`` as it was when it was stored."""

    fingerprint: str
    job: Job
