"""Attempts at webhook deliveries that are to be made: now and soon by SQS, later by EventBridge
Scheduler, which puts them into the same queue."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.trouble import error_code, translated
from novapulse.domain.value import Value
from novapulse.domain.webhook import Delivery
from novapulse.ports import Clock

LONGEST_DELAY = timedelta(minutes=15)
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-timers.html"""
TAKEN = "ConflictException"


class AttemptTask(Value):
    """The ``number``-th attempt, from 1, of the schedule that says ``due``: a delivery that is due
    at another time by now follows another schedule."""

    tenant: str
    delivery_id: str
    number: int
    due: datetime | None


def first_attempt(delivery: Delivery) -> AttemptTask:
    """Of the schedule that the delivery follows now."""
    return AttemptTask(
        tenant=delivery.tenant,
        delivery_id=delivery.id,
        number=1,
        due=delivery.next_attempt_at,
    )


@dataclass(frozen=True)
class Scheduling:
    """Where schedules are kept, and the role by which they put into the queue."""

    group: str
    role_arn: str
    queue_arn: str


class DeliveryQueue:
    """Raises StorageUnavailable where AWS throttles or cannot be reached."""

    def __init__(
        self, sqs: Client, url: str, *, scheduler: Client, scheduling: Scheduling, clock: Clock
    ) -> None:
        self._sqs = sqs
        self._url = url
        self._scheduler = scheduler
        self._scheduling = scheduling
        self._clock = clock

    def put(self, task: AttemptTask, wait: timedelta = timedelta()) -> None:
        """1 request; 2 where an earlier schedule of the delivery is replaced."""
        if wait > LONGEST_DELAY:
            self._schedule(task, self._clock.now() + wait)
            return
        delay = max(0, ceil(wait.total_seconds()))
        body = task.model_dump_json()
        with translated():
            self._sqs.send_message(QueueUrl=self._url, MessageBody=body, DelaySeconds=delay)

    def _schedule(self, task: AttemptTask, at: datetime) -> None:
        request = {
            "Name": task.delivery_id,
            "GroupName": self._scheduling.group,
            "ScheduleExpression": f"at({at.astimezone(UTC):%Y-%m-%dT%H:%M:%S})",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ActionAfterCompletion": "DELETE",
            "Target": {
                "Arn": self._scheduling.queue_arn,
                "RoleArn": self._scheduling.role_arn,
                "Input": task.model_dump_json(),
            },
        }
        with translated():
            try:
                self._scheduler.create_schedule(**request)
            except Exception as error:
                if error_code(error) != TAKEN:
                    raise
                self._scheduler.update_schedule(**request)
