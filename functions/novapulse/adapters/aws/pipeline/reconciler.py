"""No job is ever stuck: what its execution did not end, or never began, is ended or begun here."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from novapulse.adapters.aws.pipeline import stage_times
from novapulse.adapters.aws.pipeline.executions import FAILED, Execution, Executions
from novapulse.adapters.aws.pipeline.reported_error import cause_of, job_error
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobError
from novapulse.ports import Clock, JobStore
from novapulse.stages.reference import JobReference

log = logging.getLogger(__name__)

MAX_STARTS = 3
GRACE = timedelta(minutes=2)
"""A job is stored a moment before it is started."""
NOT_RUNNABLE = JobError(
    code="internal_error",
    message=f"the job could not be carried through in {MAX_STARTS} starts; submit it again",
)
OVERDUE = JobError(code="stage_timeout", message="ran past its time and was ended")

WhoseTurn = Callable[[tuple[Job, ...]], Iterable[Job]]
"""Of the unfinished jobs those that may be carried now; the others wait."""
EndFailed = Callable[[JobReference], None]
"""The failure path of a job whose reference carries its error."""


@dataclass(frozen=True)
class ReconcileReport:
    """Numbers of jobs. ``failed`` ones were ended; ``troubled`` ones are left for the next run."""

    started: int = 0
    failed: int = 0
    troubled: int = 0


@dataclass(frozen=True)
class Reconciler:
    jobs: JobStore
    executions: Executions
    end_failed: EndFailed
    clock: Clock
    queue_seconds: int
    whose_turn: WhoseTurn = tuple

    def run(self) -> ReconcileReport:
        """Jobs that have never been started, or whose execution was aborted, are started anew;
        those whose execution failed without them, or ran past its time, are ended."""
        running = {each.name: each for each in self.executions.running()}
        done = [self._look_at(job, running) for job in self._settled()]
        return ReconcileReport(*(done.count(what) for what in ("started", "failed", "troubled")))

    def _settled(self) -> list[Job]:
        before = self.clock.now() - GRACE
        carried = self.whose_turn(self.jobs.unfinished())
        return [job for job in carried if job.created_at < before]

    def _look_at(self, job: Job, running: dict[str, Execution]) -> str:
        try:
            return self._reconciled(job, running)
        except NotFound:
            return "gone"
        except Exception as error:
            # One job's trouble keeps no other waiting.
            log.error("job %s was not reconciled: %s", job.id, type(error).__name__)
            return "troubled"

    def _reconciled(self, job: Job, running: dict[str, Execution]) -> str:
        begun = self._begun(job, running)
        if not begun:
            self.executions.start(job.id, JobReference.of(job))
            return "started"
        last = begun[-1]
        if last.running:
            return self._look_at_time(job, last)
        if self.jobs.get(job.tenant, job.id).status.ended:
            return "ended"
        if last.status == FAILED:
            error = job_error({"Error": last.error, "Cause": last.cause})
            return self._end(job, error)
        if len(begun) >= MAX_STARTS:
            return self._end(job, NOT_RUNNABLE)
        log.warning("job %s is started anew: its execution had ended without it", job.id)
        self.executions.start(_name(job, len(begun) + 1), JobReference.of(job))
        return "started"

    def _begun(self, job: Job, running: dict[str, Execution]) -> list[Execution]:
        """Its executions up to the one that runs; those before that one no longer matter."""
        begun: list[Execution] = []
        for number in range(1, MAX_STARTS + 1):
            name = _name(job, number)
            found = running.get(name) or self.executions.find(name)
            if found is None:
                break
            begun.append(found)
        return begun

    def _look_at_time(self, job: Job, execution: Execution) -> str:
        seconds = stage_times.longest(job.file.duration_seconds, queue_seconds=self.queue_seconds)
        if self.clock.now() < execution.started_at + timedelta(seconds=seconds):
            return "running"
        self.executions.stop(
            execution.name, "StageTimeout", cause_of(OVERDUE.code, OVERDUE.message)
        )
        return self._end(job, OVERDUE)

    def _end(self, job: Job, error: JobError) -> str:
        log.warning("job %s is ended: %s", job.id, error.code)
        self.end_failed(JobReference.of(job).with_error(error))
        return "failed"


def _name(job: Job, number: int) -> str:
    return job.id if number == 1 else f"{job.id}.{number}"
