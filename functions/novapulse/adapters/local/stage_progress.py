"""A job's progress figure, from the weights that the plan gives its stages."""

import time

from novapulse import plan
from novapulse.domain.job import Progress
from novapulse.ports import JobStore
from novapulse.stages.reference import JobReference

MIN_INTERVAL_SECONDS = 0.3
"""A part may take milliseconds; the store is not written for each."""


class StageProgress:
    """``percent`` only grows within a run and stays below 100 until the job has ended."""

    def __init__(self, jobs: JobStore, reference: JobReference) -> None:
        self._jobs = jobs
        self._reference = reference
        self._total = sum(s.weight for s in plan.stages_for(reference.pipeline))
        self._done = 0
        self._current: tuple[plan.Stage, ...] = ()
        self._written = 0.0

    def entering(self, stages: tuple[plan.Stage, ...]) -> None:
        self._current = stages
        self._write(self._done)

    def left(self, stages: tuple[plan.Stage, ...]) -> None:
        self._done += sum(s.weight for s in stages)

    def part(self, done: int, of: int) -> None:
        """``done`` of the heaviest current stage's parts are finished."""
        if time.monotonic() - self._written >= MIN_INTERVAL_SECONDS:
            self._write(self._done + max(s.weight for s in self._current) * done / of)

    def _write(self, weight: float) -> None:
        self._written = time.monotonic()
        percent = min(99, int(100 * weight / self._total))
        step = max(self._current, key=lambda s: s.weight).name
        reference = self._reference
        self._jobs.progress(
            reference.tenant, reference.job_id, Progress(step=step, percent=percent)
        )
