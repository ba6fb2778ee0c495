"""Lists in pages, newest first."""

from dataclasses import dataclass
from datetime import datetime

from novapulse.domain.job import JobStatus, Pipeline


@dataclass(frozen=True)
class Cursor:
    """The last thing of a page: the next page begins after it."""

    created_at: datetime
    id: str


@dataclass(frozen=True)
class JobFilter:
    """All that is given must hold. Times are inclusive. ``metadata`` are top-level keys and values
    as text (``42`` and ``"42"`` are the same, ``true`` is a boolean). ``agent_id``,
    ``contact_id`` and ``direction`` are those of ``CallDetails``."""

    status: JobStatus | None = None
    pipeline: Pipeline | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    agent_id: str | None = None
    contact_id: str | None = None
    direction: str | None = None


def call_conditions(where: JobFilter) -> tuple[tuple[str, str], ...]:
    """Fields of ``CallDetails`` and what they have to be."""
    wanted = (
        ("agent_id", where.agent_id),
        ("contact_id", where.contact_id),
        ("direction", where.direction),
    )
    return tuple((name, value) for name, value in wanted if value is not None)
