"""The plan as the body of a durable workflow: every stage is one checkpointed step."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from dbos import DBOS, StepOptions
from dbos._error import DBOSMaxStepRetriesExceeded  # not exported by the package

from novapulse import plan
from novapulse.adapters.local.workflows.stage_progress import StageProgress
from novapulse.adapters.local.workflows.stage_run import StageError, StageRun
from novapulse.domain.errors import NotFound, StorageUnavailable
from novapulse.domain.job import JobError
from novapulse.domain.media import Notice
from novapulse.ports import Clock, JobStore
from novapulse.stages.reference import JobReference, StageReport

log = logging.getLogger(__name__)

T = TypeVar("T")

STORAGE_SECONDS = 5.0
"""Between two looks at stores that are locked or full."""


class JobWorkflow:
    """Must do the same each time it is run for a job: steps that were recorded give their recorded
    result, and the order of steps may depend on nothing else."""

    def __init__(
        self,
        stage_run: StageRun,
        jobs: JobStore,
        clock: Clock,
        *,
        begun: Callable[[JobReference], None],
    ) -> None:
        """``begun`` is called of each job that is being processed from now on; of one whose
        workflow was broken off, once more."""
        self._stage_run = stage_run
        self._jobs = jobs
        self._clock = clock
        self._begun = begun

    async def run(self, reference: JobReference) -> tuple[str, ...]:
        """The ids of the webhook deliveries that are to follow. A reference that carries an error
        goes down the failure path at once."""
        try:
            return await self._carry_through(reference)
        except Exception:
            # Whatever it was: of a job that is gone no stage can be sure of anything.
            if await self._exists(reference):
                raise
        await self._erase(reference)
        return ()

    async def _carry_through(self, reference: JobReference) -> tuple[str, ...]:
        if reference.correction is not None:
            return await self._correct(reference)
        where = (reference.tenant, reference.job_id)
        if await _patiently(lambda: self._jobs.start(*where, self._clock.now())):
            await asyncio.get_running_loop().run_in_executor(None, self._begun, reference)
        error = reference.error or await self._run_plan(reference)
        if error is not None:
            await self._stage(plan.FAIL, reference.with_error(error))
        reports = [await self._stage(stage, reference) for stage in plan.AFTER_END]
        return tuple(delivery for report in reports for delivery in report.deliveries)

    async def _correct(self, reference: JobReference) -> tuple[str, ...]:
        """Of a completed job: what it has stays if this fails, and nobody is told."""
        error = await self._run_plan(reference)
        if error is not None:
            log.error("speakers of %s were not corrected: %s", reference.job_id, error.code)
            await self._stage(plan.FAIL, reference.with_error(error))
        return ()

    async def _exists(self, reference: JobReference) -> bool:
        try:
            await _patiently(lambda: self._jobs.get(reference.tenant, reference.job_id))
        except NotFound:
            return False
        return True

    async def _erase(self, reference: JobReference) -> None:
        """Not checkpointed, for an erased job may have got to any step. Whoever refuses the job's
        work erases what it left."""
        for stage in plan.WHEN_ERASED:
            for retry in range(1, stage.retry.attempts + 1):
                try:
                    await self._stage_run.attempt(stage, reference, None)
                    break
                except StageError as error:
                    if not error.may_be_retried:
                        break
                    log.error("%s of %s failed: %s", stage.name, reference.job_id, error.kind)
                    await asyncio.sleep(stage.retry.delay(retry))

    async def _run_plan(self, reference: JobReference) -> JobError | None:
        progress = StageProgress(self._jobs, self._clock, reference)
        degraded: list[Notice] = []
        try:
            for step in plan.steps_for(
                reference.pipeline,
                plan.PLAN if reference.correction is None else plan.CORRECTED,
                by_url=reference.by_url,
                medium=reference.medium,
            ):
                if step is plan.PUBLISH:
                    reference = reference.with_notices(degraded)
                reports, notices = await self._run_step(step, reference, progress)
                degraded += notices
                for report in reports:
                    if report.audio_seconds is not None:
                        reference = reference.with_audio_seconds(report.audio_seconds)
        except StageError as error:
            return JobError(code=error.code, message=error.message)
        return None

    async def _run_step(
        self, step: plan.Stage | plan.Parallel, reference: JobReference, progress: StageProgress
    ) -> tuple[list[StageReport], list[Notice]]:
        """The reports, and a notice for each optional stage that failed. Raises StageError for
        any other that did."""
        stages = step.stages if isinstance(step, plan.Parallel) else (step,)
        await progress.entering(stages)
        ends = await asyncio.gather(
            *(self._stage(s, reference, progress) for s in stages), return_exceptions=True
        )
        reports: list[StageReport] = []
        notices: list[Notice] = []
        for stage, end in zip(stages, ends, strict=True):
            if isinstance(end, StageError) and stage.optional:
                code, message = f"{stage.name}_unavailable", f"{stage.without}: {end.message}"
                notices.append(Notice(code=code, message=message))
            elif isinstance(end, BaseException):
                raise end
            else:
                reports.append(end)
        progress.left(stages)
        return reports, notices

    async def _stage(
        self,
        stage: plan.Stage,
        reference: JobReference,
        progress: StageProgress | None = None,
    ) -> StageReport:
        """One stage as one checkpointed step, retried as its plan says. Raises StageError."""

        async def attempt() -> dict[str, Any]:
            started = time.monotonic()
            report = await self._stage_run.attempt(stage, reference, progress)
            await self._note_time(stage, reference, time.monotonic() - started)
            return report.model_dump(mode="json")

        options: StepOptions = {
            "name": stage.name,
            "retries_allowed": stage.retry.attempts > 1,
            "max_attempts": stage.retry.attempts,
            "interval_seconds": stage.retry.interval,
            "backoff_rate": stage.retry.backoff,
            "should_retry": _may_be_retried,
        }
        try:
            return StageReport.model_validate(await DBOS.run_step_async(options, attempt))
        except DBOSMaxStepRetriesExceeded as exhausted:
            last = exhausted.errors[-1]
            if isinstance(last, StageError):
                raise last from None
            kind = type(last).__name__
            message = f"{stage.name} failed ({kind})"
            raise StageError(stage.name, "internal_error", message, kind) from None

    async def _note_time(self, stage: plan.Stage, reference: JobReference, seconds: float) -> None:
        where = (reference.tenant, reference.job_id)
        try:
            await asyncio.to_thread(self._jobs.timing, *where, stage.name, seconds)
        except Exception as error:
            # A figure for people: a stage that did its work is not undone for it.
            log.warning("no timing of %s was kept: %s", stage.name, type(error).__name__)


def _may_be_retried(error: BaseException) -> bool:
    return not isinstance(error, StageError) or error.may_be_retried


async def _patiently(call: Callable[[], T]) -> T:
    """Outside of the stages nobody counts attempts: a job must not end because the disk was full
    for some minutes."""
    while True:
        try:
            return await asyncio.to_thread(call)
        except StorageUnavailable as error:
            log.error("a job waits for its store: %s", error.message)
            await asyncio.sleep(STORAGE_SECONDS)
