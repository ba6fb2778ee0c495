"""One attempt at one stage, in the workers, within one budget of time."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from novapulse import plan
from novapulse.adapters.local.workers.fair_queue import Lane
from novapulse.adapters.local.workers.worker_pool import Budget, WorkerPool, WorkFailed
from novapulse.adapters.local.workflows.own_thread import in_own_thread
from novapulse.adapters.local.workflows.stage_progress import StageProgress
from novapulse.domain.errors import NovaPulseError
from novapulse.stages.reference import JobReference, StageReport

log = logging.getLogger(__name__)


class StageError(Exception):
    """A stage that failed, picklable and without any text of the call."""

    def __init__(self, stage: str, code: str, message: str, kind: str) -> None:
        super().__init__(stage, code, message, kind)
        self.stage, self.code, self.message, self.kind = stage, code, message, kind

    @property
    def may_be_retried(self) -> bool:
        return self.kind not in plan.NEVER_RETRIED and self.code != "job_not_found"


@dataclass(frozen=True)
class FanOut:
    """A stage that is spread over the workers: ``split`` gives the parts, ``part`` does one,
    ``join`` ends the stage. Each names a function of the workers, and each is given what
    ``context`` finds for the job, in the parent, before the stage's time begins."""

    split: str
    part: str
    join: str
    context: Callable[[JobReference], Any]


InParent = Callable[[JobReference], StageReport]
"""A stage that waits more than it works: it takes no worker, and bounds its time itself."""


@dataclass(frozen=True)
class StageRun:
    """``attempt`` raises StageError."""

    pool: WorkerPool
    fan_out: Mapping[str, FanOut]
    in_parent: Mapping[str, InParent] = field(default_factory=dict)

    async def attempt(
        self, stage: plan.Stage, reference: JobReference, progress: StageProgress | None
    ) -> StageReport:
        fan_out = self.fan_out.get(stage.name)
        try:
            if stage.name in self.in_parent:
                raw = await self._in_parent(stage, reference)
            elif fan_out is None:
                raw = await self._work(stage, reference).call(stage.name, reference)
            else:
                raw = await self._spread(stage, fan_out, reference, progress)
        except WorkFailed as error:
            failure = error.failure
            raise StageError(stage.name, failure.code, failure.message, failure.kind) from None
        except NovaPulseError as error:
            kind = type(error).__name__
            raise StageError(stage.name, error.code, error.message, kind) from None
        return StageReport.model_validate(raw)

    async def _in_parent(self, stage: plan.Stage, reference: JobReference) -> StageReport:
        try:
            return await in_own_thread(partial(self.in_parent[stage.name], reference))
        except NovaPulseError:
            raise
        except Exception as error:
            # An unforeseen text may name the URL, which is a secret: only its kind is kept.
            kind = type(error).__name__
            log.error("%s of %s failed: %s", stage.name, reference.job_id, kind)
            message = f"{stage.name} failed ({kind})"
            raise StageError(stage.name, "internal_error", message, kind) from None

    async def _spread(
        self,
        stage: plan.Stage,
        fan_out: FanOut,
        reference: JobReference,
        progress: StageProgress | None,
    ) -> Any:
        context = await asyncio.to_thread(fan_out.context, reference)
        work = self._work(stage, reference)
        parts = await work.call(fan_out.split, reference, context)
        done = await work.spread(
            [(fan_out.part, reference, context, part) for part in parts], progress
        )
        return await work.call(fan_out.join, reference, context, done)

    def _work(self, stage: plan.Stage, reference: JobReference) -> "_Work":
        lane = Lane(reference.tenant, reference.job_id)
        budget = Budget(stage.timeout.seconds(reference.audio_seconds))
        return _Work(self.pool, lane, budget)


@dataclass(frozen=True)
class _Work:
    """The work of one attempt at one stage, within one budget."""

    pool: WorkerPool
    lane: Lane
    budget: Budget

    async def call(self, function: str, *arguments: Any) -> Any:
        future = self.pool.submit(self.lane, function, *arguments, budget=self.budget)
        return await asyncio.wrap_future(future)

    async def spread(
        self, calls: Sequence[tuple[Any, ...]], progress: StageProgress | None
    ) -> tuple[Any, ...]:
        """Every call's result, in their order. The first failure cancels the rest."""
        futures = [asyncio.ensure_future(self.call(*call)) for call in calls]
        try:
            for done, future in enumerate(asyncio.as_completed(futures), start=1):
                await future
                if progress is not None:
                    await progress.part(done, len(calls))
        except BaseException:
            for future in futures:
                future.cancel()
            await asyncio.gather(*futures, return_exceptions=True)
            raise
        return tuple(future.result() for future in futures)
