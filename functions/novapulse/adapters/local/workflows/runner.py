"""The local home's pipeline runner: the plan as a durable DBOS workflow over SQLite.

A workflow is a job; its id is the job's id (with ``.2``, ``.3`` ... for a job that had to be
started anew, ``.corrected.1`` for one whose speakers are corrected). The workflows'
database holds pointers and error codes, never text.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from dbos import DBOS, DBOSConfig, SetEnqueueOptions, SetWorkflowID, WorkflowStatus

from novapulse.adapters.local.workers.fair_queue import Lane
from novapulse.adapters.local.workers.worker_pool import WorkerPool
from novapulse.adapters.local.workflows.delivery_workflow import (
    AttemptDelivery,
    HasTurn,
    deliver,
)
from novapulse.adapters.local.workflows.job_workflow import JobWorkflow
from novapulse.adapters.local.workflows.stage_run import FanOut, InParent, StageRun
from novapulse.adapters.sqlite.database import empty_log
from novapulse.domain.correction import Correction
from novapulse.domain.job import Job, JobError
from novapulse.domain.webhook import Delivery
from novapulse.ports import Clock, JobStore
from novapulse.stages.reference import JobReference

log = logging.getLogger(__name__)

QUEUE = "jobs"
URL_QUEUE = "jobs by url"
"""Apart, because a source that hangs must not keep a place from a recording that is here. The
workers still take turns between the jobs of both."""
APPLICATION_VERSION = "1"
"""Fixed: DBOS recovers only its own version, so a version per release would strand jobs.
A job whose recorded steps no longer fit the plan ends in error and is started anew."""
EXECUTOR_ID = "local"
"""Fixed for the same reason: recovery looks for its own executor's work."""
UNLIMITED_RECOVERIES = 1_000_000
QUEUE_POLL_SECONDS = 0.05
DELIVERY_QUEUE = "deliveries"
DELIVERY_POLL_SECONDS = 0.2
MAX_STARTS = 3
NOT_RUNNABLE = JobError(
    code="internal_error",
    message=f"the job could not be carried through in {MAX_STARTS} starts; submit it again",
)
WAITING = ("ENQUEUED", "DELAYED")
ON_THEIR_WAY = (*WAITING, "PENDING")
ENDED = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
FORGET_BATCH = 200
"""Workflows deleted in one transaction."""
WhoseTurn = Callable[[tuple[Job, ...]], Iterable[Job]]
"""Of the unfinished jobs those that may be carried now; the others wait."""
NextTurns = Callable[[str, str], Iterable[Job]]
"""Tenant and id of a job that has ended, to the queued jobs that waited for that."""
Tell = Callable[[JobReference], tuple[str, ...]]
"""Stores what there is to tell of a job that has begun; the ids of what is to be delivered."""
CANCEL_SECONDS = 10.0
"""How long a cancelled job's workflow may take to end once it has no workers."""


@dataclass(frozen=True)
class Concurrency:
    per_tenant: int
    in_all: int


class DbosRunner:
    """Fulfils ``PipelineRunner``. ``fan_out`` says which stages are spread over the workers, and
    ``in_parent`` which run in threads of this process. ``whose_turn`` is asked before the runner
    itself starts a job that was only stored, ``next_turns`` each time that one has ended; ``tell``
    each time that one has begun, ``has_turn`` before a delivery's first attempt."""

    def __init__(
        self,
        *,
        database: Path,
        pool: WorkerPool,
        jobs: JobStore,
        clock: Clock,
        concurrency: Concurrency,
        concurrency_by_url: Concurrency,
        fan_out: dict[str, FanOut],
        in_parent: Mapping[str, InParent] | None = None,
        attempt_delivery: AttemptDelivery,
        has_turn: HasTurn = lambda _tenant, _delivery: True,
        tell: Tell = lambda _reference: (),
        whose_turn: WhoseTurn = tuple,
        next_turns: NextTurns = lambda _tenant, _ended: (),
    ) -> None:
        self._database = database
        self._pool = pool
        self._jobs = jobs
        self._concurrency = {QUEUE: concurrency, URL_QUEUE: concurrency_by_url}
        self._job_workflow = JobWorkflow(
            StageRun(pool, fan_out, in_parent or {}), jobs, clock, begun=self._tell_begun
        )
        self._attempt_delivery = attempt_delivery
        self._has_turn = has_turn
        self._tell = tell
        self._whose_turn = whose_turn
        self._next_turns = next_turns
        self._redoing = Lock()
        self._run_job: Any = None
        self._run_delivery: Any = None

    def launch(self) -> None:
        """Register the workflows, recover what was running, start what was only stored."""
        self._database.touch(mode=0o600)
        with closing(sqlite3.connect(self._database)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        logging.getLogger("dbos").setLevel(logging.ERROR)
        config: DBOSConfig = {
            "name": "novapulse",
            "system_database_url": f"sqlite:///{self._database}",
            "application_version": APPLICATION_VERSION,
            "executor_id": EXECUTOR_ID,
            "log_level": "ERROR",
            "console_log_level": "ERROR",
            "enable_otlp": False,
        }
        DBOS(config=config)
        self._register_workflows()
        DBOS.launch()
        for queue, concurrency in self._concurrency.items():
            DBOS.register_queue(
                queue,
                concurrency=concurrency.in_all,
                partition_concurrency=min(concurrency.per_tenant, concurrency.in_all),
                polling_interval_sec=QUEUE_POLL_SECONDS,
            )
        DBOS.register_queue(DELIVERY_QUEUE, polling_interval_sec=DELIVERY_POLL_SECONDS)
        self.reconcile()

    def _register_workflows(self) -> None:
        @DBOS.workflow(name="job", max_recovery_attempts=UNLIMITED_RECOVERIES)
        async def job(raw: dict[str, Any]) -> None:
            reference = JobReference.model_validate(raw)
            told = await self._job_workflow.run(reference)
            await asyncio.get_running_loop().run_in_executor(None, self._start_waiting, reference)
            for delivery_id in told:
                # In a thread of its own a delivery is no child: its workflow, which may wait for
                # days, neither names the job nor has to go with it. Once more changes nothing.
                await asyncio.get_running_loop().run_in_executor(
                    None, self._enqueue_delivery, reference.tenant, delivery_id, delivery_id
                )

        @DBOS.workflow(name="delivery", max_recovery_attempts=UNLIMITED_RECOVERIES)
        async def delivery(tenant: str, delivery_id: str) -> None:
            await deliver(self._attempt_delivery, self._has_turn, tenant, delivery_id)

        self._run_job = job
        self._run_delivery = delivery

    def close(self) -> None:
        """Stop at once. Running jobs go on from their last finished stage at the next launch."""
        self._pool.close()
        DBOS.destroy(destroy_registry=True)

    def start(self, job: Job) -> None:
        self._enqueue(job, job.id)

    def redo(self, job: Job, correction: Correction) -> bool:
        workflow_id = _corrected_id(job, correction.revision)
        with self._redoing:
            if DBOS.list_workflows(workflow_ids=[workflow_id], load_input=False):
                return False
            self._enqueue_reference(JobReference.of(job, correction), workflow_id, QUEUE)
        return True

    def redoing(self, job: Job, revision: int) -> bool:
        workflow_id = _corrected_id(job, revision)
        begun = DBOS.list_workflows(workflow_ids=[workflow_id], load_input=False)
        return any(w.status in ON_THEIR_WAY for w in begun)

    def cancel(self, job: Job) -> None:
        """Returns when nothing works on the job any more, and no workflow of it is remembered."""
        with self._pool.refusing(Lane(job.tenant, job.id)):
            until = time.monotonic() + CANCEL_SECONDS
            while self._carried(job) and time.monotonic() < until:
                time.sleep(QUEUE_POLL_SECONDS)
        workflows = DBOS.list_workflows(workflow_id_prefix=job.id, load_input=False)
        DBOS.delete_workflows([w.workflow_id for w in workflows])
        empty_log(self._database)

    def _carried(self, job: Job) -> bool:
        """Whether one of the job's workflows runs; those that wait will not."""
        workflows = DBOS.list_workflows(workflow_id_prefix=job.id, load_input=False)
        for workflow in workflows:
            if workflow.status in WAITING:
                DBOS.cancel_workflow(workflow.workflow_id)
        return any(w.status == "PENDING" for w in workflows)

    def deliver(self, delivery: Delivery) -> None:
        """One schedule at a time: an earlier one makes no further attempt."""
        begun = DBOS.list_workflows(workflow_id_prefix=delivery.id, load_input=False)
        for earlier in begun:
            if earlier.status in ON_THEIR_WAY:
                DBOS.cancel_workflow(earlier.workflow_id)
        self._enqueue_delivery(delivery.tenant, delivery.id, _next_id(delivery.id, begun))

    def carry(self, delivery: Delivery) -> bool:
        begun = DBOS.list_workflows(workflow_id_prefix=delivery.id, load_input=False)
        if any(w.status in ON_THEIR_WAY for w in begun):
            return False
        self._enqueue_delivery(delivery.tenant, delivery.id, _next_id(delivery.id, begun))
        return True

    def forget(self, ended_before: datetime) -> int:
        """Workflows of jobs and deliveries, with their steps."""
        forgotten = 0
        while ended := DBOS.list_workflows(
            status=list(ENDED),
            completed_before=ended_before.isoformat(),
            limit=FORGET_BATCH,
            load_input=False,
            load_output=False,
        ):
            DBOS.delete_workflows([w.workflow_id for w in ended])
            forgotten += len(ended)
        return forgotten

    def reconcile(self) -> None:
        """Start every stored job that no workflow carries: one whose submission was cut off before
        it was queued, or whose workflow ended in an error of the runner itself. One that has
        used up its starts goes down the failure path."""
        for job in self._whose_turn(self._jobs.unfinished()):
            attempts = DBOS.list_workflows(workflow_id_prefix=job.id, load_input=False)
            if not attempts:
                self._enqueue(job, job.id)
            elif all(w.status not in ON_THEIR_WAY for w in attempts) and not self._ended(job):
                log.warning("job %s is started anew: its workflow had ended without it", job.id)
                error = NOT_RUNNABLE if len(attempts) >= MAX_STARTS else None
                self._enqueue(job, _next_id(job.id, attempts), error)

    def _tell_begun(self, begun: JobReference) -> None:
        """A workflow id that exists starts nothing."""
        try:
            for delivery_id in self._tell(begun):
                self._enqueue_delivery(begun.tenant, delivery_id, delivery_id)
        except Exception as error:
            # What was not stored now is told with the job's end.
            log.error("nobody is told yet of %s: %s", begun.job_id, type(error).__name__)

    def _start_waiting(self, ended: JobReference) -> None:
        """Those whose turn has come; a workflow id that exists starts nothing."""
        try:
            for job in self._next_turns(ended.tenant, ended.job_id):
                self._enqueue(job, job.id)
        except Exception as error:
            # The job that has ended has nothing to do with it; the reconciler finds them.
            log.error("jobs that wait were not started: %s", type(error).__name__)

    def _enqueue_delivery(self, tenant: str, delivery_id: str, workflow_id: str) -> None:
        # Started directly it would hold a thread for days, and a stop would record it as failed.
        with SetWorkflowID(workflow_id):
            DBOS.enqueue_workflow(DELIVERY_QUEUE, self._run_delivery, tenant, delivery_id)

    def _ended(self, job: Job) -> bool:
        # It may have ended since the list was read.
        return self._jobs.get(job.tenant, job.id).status.ended

    def _enqueue(self, job: Job, workflow_id: str, error: JobError | None = None) -> None:
        reference = JobReference.of(job).with_error(error)
        queue = URL_QUEUE if reference.by_url else QUEUE
        self._enqueue_reference(reference, workflow_id, queue)

    def _enqueue_reference(self, reference: JobReference, workflow_id: str, queue: str) -> None:
        with (
            SetWorkflowID(workflow_id),
            SetEnqueueOptions(queue_partition_key=reference.tenant),
        ):
            DBOS.enqueue_workflow(queue, self._run_job, reference.model_dump(mode="json"))


def _corrected_id(job: Job, revision: int) -> str:
    return f"{job.id}.corrected.{revision}"


def _next_id(first: str, begun: Sequence[WorkflowStatus]) -> str:
    """Beyond the highest that is remembered: a count would give one again whose elders are
    forgotten, and a workflow id that exists starts nothing."""
    if not begun:
        return first
    numbers = (w.workflow_id.removeprefix(first).removeprefix(".") or "1" for w in begun)
    return f"{first}.{max(map(int, numbers)) + 1}"
