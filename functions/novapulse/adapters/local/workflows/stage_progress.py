"""A job's progress figure, from the weights that the plan gives its stages."""

import asyncio
import logging
import time

from novapulse import plan
from novapulse.domain.job import Progress
from novapulse.ports import Clock, JobStore
from novapulse.stages.reference import JobReference

log = logging.getLogger(__name__)

MIN_INTERVAL_SECONDS = 0.3
"""A part may take milliseconds; the store is not written for each."""


class StageProgress:
    """``percent`` only grows within a run and stays below 100 until the job has ended."""

    def __init__(self, jobs: JobStore, clock: Clock, reference: JobReference) -> None:
        self._jobs = jobs
        self._clock = clock
        self._reference = reference
        stages = plan.stages_for(
            reference.pipeline, by_url=reference.by_url, medium=reference.medium
        )
        self._total = sum(stage.weight for stage in stages)
        self._done = 0
        self._current: tuple[plan.Stage, ...] = ()
        self._written = 0.0

    async def entering(self, stages: tuple[plan.Stage, ...]) -> None:
        self._current = stages
        await self._write(self._done)

    def left(self, stages: tuple[plan.Stage, ...]) -> None:
        self._done += sum(s.weight for s in stages)

    async def part(self, done: int, of: int) -> None:
        """``done`` of the heaviest current stage's parts are finished."""
        if time.monotonic() - self._written >= MIN_INTERVAL_SECONDS:
            await self._write(self._done + max(s.weight for s in self._current) * done / of)

    async def _write(self, weight: float) -> None:
        self._written = time.monotonic()
        percent = min(99, int(100 * weight / self._total))
        step = max(self._current, key=lambda s: s.weight).name
        reference = self._reference
        where, now = (reference.tenant, reference.job_id), Progress(step=step, percent=percent)
        try:
            await asyncio.to_thread(self._jobs.progress, *where, now, self._clock.now())
        except Exception as error:
            # A figure for people: no work may be lost because it could not be written.
            log.warning("no progress was kept: %s", type(error).__name__)
