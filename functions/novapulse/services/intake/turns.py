"""Whose turn it is: of a tenant's jobs that came by the CallCov API, as many are processed at once
as its plan has. The others stay queued, and are started when one of those has ended."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Dialect, Job, JobStatus
from novapulse.ports import JobStore, PipelineRunner, TenantStore


@dataclass(frozen=True)
class Turns:
    """``figures`` are jobs at once by tier, None for any number. Nothing is kept of who waits: it
    follows from the jobs that are stored, so that a crash forgets nobody."""

    jobs: JobStore
    tenants: TenantStore
    figures: Mapping[str, int | None]

    def has_turn(self, job: Job) -> bool:
        """Of a stored job."""
        if job.options.dialect is not Dialect.CALLCOV or self._figure(job.tenant) is None:
            return True
        others = (other for other in self.jobs.unfinished() if other.id != job.id)
        return job in self.of((job, *others))

    def of(self, unfinished: Iterable[Job]) -> tuple[Job, ...]:
        """Those that may be processed now, the oldest first: all that are already, and of those
        that wait the first to come."""
        taken: Counter[str] = Counter()
        figures: dict[str, int | None] = {}
        chosen = []
        for job in sorted(unfinished, key=_order):
            if job.options.dialect is Dialect.CALLCOV:
                if job.tenant not in figures:
                    figures[job.tenant] = self._figure(job.tenant)
                figure = figures[job.tenant]
                if figure is not None and taken[job.tenant] >= figure:
                    continue
                taken[job.tenant] += 1
            chosen.append(job)
        return tuple(chosen)

    def after(self, tenant: str, ended: str) -> tuple[Job, ...]:
        """The tenant's queued jobs whose turn it is once the job ``ended`` is done with, whatever
        its record says just yet. Some may have been started already; once more changes nothing."""
        if self._figure(tenant) is None:
            return ()
        unfinished = [
            job for job in self.jobs.unfinished() if job.tenant == tenant and job.id != ended
        ]
        return tuple(
            job
            for job in self.of(unfinished)
            if job.status is JobStatus.QUEUED and job.options.dialect is Dialect.CALLCOV
        )

    def _figure(self, tenant: str) -> int | None:
        try:
            return self.figures[self.tenants.get(tenant).tier]
        except NotFound:
            return None


def start_next(turns: Turns, runner: PipelineRunner, *, tenant: str, ended: str) -> int:
    """Returns how many were started, or found started."""
    waiting = turns.after(tenant, ended)
    for job in waiting:
        runner.start(job)
    return len(waiting)


def _order(job: Job) -> tuple[bool, datetime, str]:
    return job.status is JobStatus.QUEUED, job.created_at, job.id
