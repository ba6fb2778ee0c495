"""Jobs that were completed without having been indexed, indexed from what is stored of them."""

import logging
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from novapulse.domain import storage_keys
from novapulse.domain.job import Job
from novapulse.language.embedder import Embedder
from novapulse.services.home import Home
from novapulse.stages.index import index_job

log = logging.getLogger(__name__)

NO_MODEL = ""
"""It has embedded nothing: every job that can be indexed is unindexed by it."""
RETRY_AFTER = timedelta(hours=1)
"""A job that failed must not hold up the others."""
LOOK_AGAIN_AFTER = timedelta(minutes=10)
"""Where nothing waited. A look goes through all jobs: 0.6 s for 100,000."""


@dataclass(frozen=True)
class CatchUpReport:
    """Numbers of jobs. ``failed`` ones come again after ``RETRY_AFTER``."""

    indexed: int = 0
    failed: int = 0


class CatchUp:
    """Jobs of before there was an index, those whose stage ``index`` failed, and all of them once
    another embedder is in use."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._failed: dict[str, datetime] = {}
        self._nothing_waited: datetime | None = None
        self._stopping = threading.Event()

    def stop(self) -> None:
        """No further job is begun."""
        self._stopping.set()

    def run(self) -> CatchUpReport:
        """Index up to ``search_catch_up_jobs``, newest first. The embedder is loaded only where
        there is something to embed."""
        now = self._home.clock.now()
        if self._nothing_waited and now < self._nothing_waited + LOOK_AGAIN_AFTER:
            return CatchUpReport()
        if not self._home.search.unindexed(NO_MODEL, limit=1):
            return CatchUpReport()
        embedder = self._home.embedder()
        jobs = self._waiting(embedder.model_id, now)
        self._nothing_waited = None if jobs else now
        return self._index(jobs, embedder)

    def _index(self, jobs: list[Job], embedder: Embedder) -> CatchUpReport:
        indexed = 0
        failures: Counter[str] = Counter()
        for job in jobs:
            if self._stopping.is_set():
                break
            try:
                index_later(self._home, job, embedder)
                indexed += 1
            except Exception as error:
                failures[type(error).__name__] += 1
                self._failed[job.id] = self._home.clock.now()
        _tell(indexed, failures)
        return CatchUpReport(indexed, failures.total())

    def _waiting(self, model: str, now: datetime) -> list[Job]:
        since = now - RETRY_AFTER
        self._failed = {job_id: at for job_id, at in self._failed.items() if at > since}
        limit = self._home.settings.search_catch_up_jobs
        jobs = self._home.search.unindexed(model, limit=limit + len(self._failed))
        return [job for job in jobs if job.id not in self._failed][:limit]


def index_later(home: Home, job: Job, embedder: Embedder) -> None:
    """From the stored redacted transcript. Raises NotFound for a job that is gone, or whose
    transcript is."""
    where = (job.tenant, job.id)
    index_job(*where, blobs=home.blobs, search=home.search, embedder=embedder)
    if not home.blobs.exists(storage_keys.result_transcript(*where)):
        # Its data expired meanwhile, perhaps after the index was cleared of it.
        home.search.erase_job(*where)


def _tell(indexed: int, failures: Counter[str]) -> None:
    if indexed:
        log.info("indexed later: %d jobs", indexed)
    if failures:
        log.error("not indexed: %d jobs (%s)", failures.total(), ", ".join(sorted(failures)))
