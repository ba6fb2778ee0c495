"""Whose turn it is: of a tenant's jobs that came by the CallCov API, as many are processed at once
as its plan has; of the calls of one conversation, one after another. The others stay queued, and
are started when one of those has ended."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
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
        if not self._may_wait(job):
            return True
        others = (other for other in self.jobs.unfinished() if other.id != job.id)
        return job in self.of((job, *others))

    def of(self, unfinished: Iterable[Job]) -> tuple[Job, ...]:
        """Those that may be processed now, the oldest first: all that are already, and of those
        that wait the first to come."""
        plans, conversations = _Plans(self._figure), _Conversations()
        ordered = sorted(unfinished, key=_order)
        # Both are asked of every job, for both count what they have seen.
        turns = [(job, conversations.let(job), plans.let(job)) for job in ordered]
        return tuple(job for job, goes_on, has_room in turns if goes_on and has_room)

    def after(self, tenant: str, ended: str) -> tuple[Job, ...]:
        """The tenant's queued jobs whose turn it is once the job ``ended`` is done with, whatever
        its record says just yet. Some may have been started already; once more changes nothing."""
        unfinished = [
            job for job in self.jobs.unfinished() if job.tenant == tenant and job.id != ended
        ]
        return tuple(
            job
            for job in self.of(unfinished)
            if job.status is JobStatus.QUEUED and self._may_wait(job)
        )

    def _may_wait(self, job: Job) -> bool:
        limited = job.options.dialect is Dialect.CALLCOV and self._figure(job.tenant) is not None
        return limited or job.options.conversation.part_of is not None

    def _figure(self, tenant: str) -> int | None:
        try:
            return self.figures[self.tenants.get(tenant).tier]
        except NotFound:
            return None


def in_order_of_arrival(job: Job) -> bool:
    """Whether it matters for the job which others came before it."""
    return job.options.dialect is Dialect.CALLCOV or job.options.conversation.part_of is not None


def start_next(turns: Turns, runner: PipelineRunner, *, tenant: str, ended: str) -> int:
    """Returns how many were started, or found started."""
    waiting = turns.after(tenant, ended)
    for job in waiting:
        runner.start(job)
    return len(waiting)


class _Plans:
    """Lets as many of a tenant's CallCov jobs in as its plan has, in the order in which they are
    asked for."""

    def __init__(self, figure_of: Callable[[str], int | None]) -> None:
        self._figure_of = figure_of
        self._figures: dict[str, int | None] = {}
        self._taken: Counter[str] = Counter()

    def let(self, job: Job) -> bool:
        if job.options.dialect is not Dialect.CALLCOV:
            return True
        if job.tenant not in self._figures:
            self._figures[job.tenant] = self._figure_of(job.tenant)
        figure = self._figures[job.tenant]
        if figure is not None and self._taken[job.tenant] >= figure:
            return False
        self._taken[job.tenant] += 1
        return True


class _Conversations:
    """Lets the first unfinished call of each conversation in."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str]] = set()

    def let(self, job: Job) -> bool:
        part_of = job.options.conversation.part_of
        conversation = (job.tenant, part_of or job.id)
        waits = part_of is not None and conversation in self._seen
        self._seen.add(conversation)
        return not waits


def _order(job: Job) -> tuple[bool, datetime, str]:
    return job.status is JobStatus.QUEUED, job.created_at, job.id
