"""The local home's pipeline runner: the plan as a durable DBOS workflow over SQLite.

A workflow is a job; its id is the job's id (with ``.2``, ``.3`` ... for a job that had to be
started anew). Every stage is one checkpointed step that runs in a worker process. The workflow's
database holds pointers and error codes, never text.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSConfig, SetEnqueueOptions, SetWorkflowID, StepOptions
from dbos._error import DBOSMaxStepRetriesExceeded  # not exported by the package

from novapulse import plan
from novapulse.adapters.local.stage_progress import StageProgress
from novapulse.adapters.local.stage_run import FanOut, StageError, StageRun
from novapulse.adapters.local.worker_pool import WorkerPool
from novapulse.domain.job import Job, JobError
from novapulse.domain.media import Notice
from novapulse.ports import Clock, JobStore
from novapulse.stages.reference import JobReference, StageReport

log = logging.getLogger(__name__)

QUEUE = "jobs"
APPLICATION_VERSION = "1"
"""Fixed: DBOS recovers only its own version, so a version per release would strand jobs.
A job whose recorded steps no longer fit the plan ends in error and is started anew."""
EXECUTOR_ID = "local"
"""Fixed for the same reason: recovery looks for its own executor's work."""
UNLIMITED_RECOVERIES = 1_000_000
QUEUE_POLL_SECONDS = 0.05
ON_THEIR_WAY = ("ENQUEUED", "PENDING", "DELAYED")


@dataclass(frozen=True)
class Concurrency:
    per_tenant: int
    in_all: int


class DbosRunner:
    """``fan_out`` says which stages are spread. ``attempt_delivery(tenant, delivery_id,
    number)`` makes one webhook attempt and returns the seconds until the next, or None when
    there is none to make."""

    def __init__(
        self,
        *,
        database: Path,
        database_url: str | None,
        pool: WorkerPool,
        jobs: JobStore,
        clock: Clock,
        concurrency: Concurrency,
        fan_out: dict[str, FanOut],
        attempt_delivery: Callable[[str, str, int], float | None],
    ) -> None:
        self._database = database
        self._url = database_url or f"sqlite:///{database}"
        self._pool = pool
        self._stage_run = StageRun(pool, fan_out)
        self._jobs = jobs
        self._clock = clock
        self._concurrency = concurrency
        self._attempt_delivery = attempt_delivery
        self._run_job: Any = None
        self._deliver: Any = None

    def launch(self) -> None:
        """Register the workflows, recover what was running, start what was only stored."""
        if self._url.startswith("sqlite"):
            self._database.touch(mode=0o600)
            with closing(sqlite3.connect(self._database)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
        logging.getLogger("dbos").setLevel(logging.ERROR)
        config: DBOSConfig = {
            "name": "novapulse",
            "system_database_url": self._url,
            "application_version": APPLICATION_VERSION,
            "executor_id": EXECUTOR_ID,
            "log_level": "ERROR",
            "console_log_level": "ERROR",
            "enable_otlp": False,
        }
        DBOS(config=config)
        self._register_workflows()
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            concurrency=self._concurrency.in_all,
            partition_concurrency=min(self._concurrency.per_tenant, self._concurrency.in_all),
            polling_interval_sec=QUEUE_POLL_SECONDS,
        )
        self.reconcile()

    def _register_workflows(self) -> None:
        @DBOS.workflow(name="job", max_recovery_attempts=UNLIMITED_RECOVERIES)
        async def job(raw: dict[str, Any]) -> None:
            await self._job_workflow(JobReference.model_validate(raw))

        @DBOS.workflow(name="delivery", max_recovery_attempts=UNLIMITED_RECOVERIES)
        async def delivery(tenant: str, delivery_id: str) -> None:
            await self._delivery_workflow(tenant, delivery_id)

        self._run_job, self._deliver = job, delivery

    def close(self) -> None:
        """Stop at once. Running jobs go on from their last finished stage at the next launch."""
        self._pool.close()
        DBOS.destroy(destroy_registry=True)

    def start(self, job: Job) -> None:
        self._enqueue(job, job.id)

    def reconcile(self) -> None:
        """Start every stored job that no workflow carries: one whose submission was cut off before
        it was queued, or whose workflow ended in an error of the runner itself."""
        for job in self._jobs.unfinished():
            attempts = DBOS.list_workflows(workflow_id_prefix=job.id, load_input=False)
            if not attempts:
                self._enqueue(job, job.id)
            elif all(w.status not in ON_THEIR_WAY for w in attempts) and not self._ended(job):
                log.warning("job %s is started anew: its workflow had ended without it", job.id)
                self._enqueue(job, f"{job.id}.{len(attempts) + 1}")

    def _ended(self, job: Job) -> bool:
        # It may have ended since the list was read.
        return self._jobs.get(job.tenant, job.id).status.ended

    def _enqueue(self, job: Job, workflow_id: str) -> None:
        reference = JobReference.of(job)
        with (
            SetWorkflowID(workflow_id),
            SetEnqueueOptions(queue_partition_key=job.tenant),
        ):
            DBOS.enqueue_workflow(QUEUE, self._run_job, reference.model_dump(mode="json"))

    async def _job_workflow(self, reference: JobReference) -> None:
        self._jobs.start(reference.tenant, reference.job_id, self._clock.now())
        progress = StageProgress(self._jobs, reference)
        degraded: list[Notice] = []
        try:
            for step in plan.steps_for(reference.pipeline):
                if step is plan.PUBLISH:
                    reference = reference.with_notices(degraded)
                degraded += await self._run_step(step, reference, progress)
        except StageError as error:
            await self._stage(
                plan.FAIL, reference.with_error(JobError(code=error.code, message=error.message))
            )
        for stage in plan.AFTER_END:
            report = await self._stage(stage, reference)
            for delivery in report.deliveries:
                with SetWorkflowID(delivery):
                    await DBOS.start_workflow_async(self._deliver, reference.tenant, delivery)

    async def _run_step(
        self, step: plan.Stage | plan.Parallel, reference: JobReference, progress: StageProgress
    ) -> list[Notice]:
        """The notices of optional stages that failed. Raises StageError for any other."""
        stages = step.stages if isinstance(step, plan.Parallel) else (step,)
        progress.entering(stages)
        ends = await asyncio.gather(
            *(self._stage(s, reference, progress) for s in stages), return_exceptions=True
        )
        notices: list[Notice] = []
        for stage, end in zip(stages, ends, strict=True):
            if isinstance(end, StageError) and stage.optional:
                notices.append(
                    Notice(code=f"{stage.name}_unavailable", message=f"left out: {end.message}")
                )
            elif isinstance(end, BaseException):
                raise end
        progress.left(stages)
        return notices

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
            self._jobs.timing(
                reference.tenant, reference.job_id, stage.name, time.monotonic() - started
            )
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
            raise exhausted.errors[-1] from None

    async def _delivery_workflow(self, tenant: str, delivery_id: str) -> None:
        attempt = 1
        while (wait := await self._delivery_attempt(tenant, delivery_id, attempt)) is not None:
            await DBOS.sleep_async(wait)
            attempt += 1

    async def _delivery_attempt(self, tenant: str, delivery_id: str, attempt: int) -> float | None:
        async def step() -> float | None:
            return await asyncio.to_thread(self._attempt_delivery, tenant, delivery_id, attempt)

        wait: float | None = await DBOS.run_step_async({"name": f"attempt-{attempt}"}, step)
        return wait


def _may_be_retried(error: BaseException) -> bool:
    return isinstance(error, StageError) and error.may_be_retried
