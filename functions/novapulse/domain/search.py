"""Searching what was said: passages, what is asked of them, what is found."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from novapulse.domain.listing import JobFilter
from novapulse.domain.value import Value


class SearchMode(StrEnum):
    """By the same words, by the same meaning, or both merged."""

    KEYWORD = "keyword"
    SEMANTIC = "semantic"
    HYBRID = "hybrid"


class Passage(Value):
    """A segment as it is searched: redacted text. Times in seconds from the call's start."""

    segment: int
    speaker: str
    start: float
    end: float
    text: str


@dataclass(frozen=True)
class SearchFilter:
    """All that is given must hold. Only completed jobs whose data are kept are ever searched."""

    jobs: JobFilter = field(default_factory=JobFilter)
    job_id: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Hit:
    """A passage of one job. ``score`` is the index's own: BM25 (higher is better, without a fixed
    scale) or the cosine of the two meanings, -1..1."""

    job_id: str
    file_name: str
    created_at: datetime
    metadata: dict[str, Any]
    passage: Passage
    score: float

    @property
    def place(self) -> tuple[str, int]:
        return self.job_id, self.passage.segment
