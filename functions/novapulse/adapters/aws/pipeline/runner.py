"""The AWS home's pipeline runner: the plan as executions of a state machine.

An execution is a job; its name is the job's id (with ``.2``, ``.3`` for a job that had to be
started anew, ``.corrected.1`` for one whose speakers are corrected). Its input and history hold
pointers and error codes, never text.
"""

from datetime import datetime

from novapulse.adapters.aws.pipeline.delivery_queue import DeliveryQueue, first_attempt
from novapulse.adapters.aws.pipeline.executions import Executions
from novapulse.adapters.aws.pipeline.launcher import answers_prefix
from novapulse.domain.correction import Correction
from novapulse.domain.job import Job
from novapulse.domain.webhook import Delivery, DeliveryStatus
from novapulse.ports import BlobStore, Clock, DeliveryStore
from novapulse.stages.reference import JobReference


class StepFunctionsRunner:
    """Fulfils ``PipelineRunner``. ``sealed`` is what rests below the vault's prefix, as it is."""

    def __init__(
        self,
        executions: Executions,
        queue: DeliveryQueue,
        deliveries: DeliveryStore,
        sealed: BlobStore,
        clock: Clock,
    ) -> None:
        self._executions = executions
        self._queue = queue
        self._deliveries = deliveries
        self._sealed = sealed
        self._clock = clock

    def start(self, job: Job) -> None:
        """1 request."""
        self._executions.start(job.id, JobReference.of(job))

    def redo(self, job: Job, correction: Correction) -> bool:
        """1 request."""
        reference = JobReference.of(job, correction)
        return self._executions.start(_corrected_name(job, correction.revision), reference)

    def redoing(self, job: Job, revision: int) -> bool:
        """1 request."""
        found = self._executions.find(_corrected_name(job, revision))
        return found is not None and found.running

    def cancel(self, job: Job) -> None:
        """2 requests; 1 if no endpoint has answered. The execution is left to find out: the next
        stage that looks for the job's record ends it, and its last state erases what was written
        meanwhile. Were it stopped, nobody would erase what a function that is under way just then
        writes after. An endpoint's answer that comes later is deleted by whoever is told of it."""
        self._sealed.delete(answers_prefix(job.tenant, job.id))

    def deliver(self, delivery: Delivery) -> None:
        """1 request. One schedule at a time: an earlier one is due at another time, and makes no
        further attempt."""
        self._queue.put(first_attempt(delivery))

    def carry(self, delivery: Delivery) -> bool:
        """2 requests, or 1 for what is on its way. That cannot be asked of a queue: a delivery
        counts as lost once it is overdue, and is due now from then on, so that an attempt which
        comes after all is not made a second time."""
        now = self._clock.now()
        if (delivery.next_attempt_at or delivery.created_at) > now:
            return False
        self._deliveries.record(delivery.tenant, delivery.id, None, DeliveryStatus.PENDING, now)
        self.deliver(delivery.model_copy(update={"next_attempt_at": now}))
        return True

    def forget(self, ended_before: datetime) -> int:  # noqa: ARG002
        """No request, and 0: Step Functions forgets an execution 90 days after its end."""
        return 0


def _corrected_name(job: Job, revision: int) -> str:
    return f"{job.id}.corrected.{revision}"
