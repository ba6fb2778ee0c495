"""Lambda ``deliver``: attempts at webhook deliveries that are due. Triggered by their queue."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from novapulse.adapters.aws.pipeline.delivery_queue import AttemptTask
from novapulse.bootstrap.aws.pipeline import delivery_queue
from novapulse.bootstrap.aws.ports import Ports
from novapulse.domain.errors import NotFound
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.messages import each_message
from novapulse.handlers.observed import observed
from novapulse.services.webhooks.attempt import attempt_delivery
from novapulse.services.webhooks.order import LOOK_AGAIN, has_turn


def run(event: Event, home: Ports) -> dict[str, Any]:
    """Our own trouble brings the message again and costs the delivery no attempt."""
    return each_message(event, lambda body: _deliver(AttemptTask.model_validate_json(body), home))


def _deliver(task: AttemptTask, home: Ports) -> None:
    """Nothing for a delivery that is erased, or follows another schedule by now."""
    with suppress(NotFound):
        if home.deliveries.get(task.tenant, task.delivery_id).next_attempt_at != task.due:
            return
        if task.number == 1 and not _has_turn(task, home):
            delivery_queue(home).put(task, LOOK_AGAIN)
            return
        wait = attempt_delivery(
            task.tenant,
            task.delivery_id,
            task.number,
            deliveries=home.deliveries,
            tenants=home.tenants,
            sender=home.sender,
            clock=home.clock,
        )
        if wait is not None:
            _plan_next(task, timedelta(seconds=wait), home)


def _has_turn(task: AttemptTask, home: Ports) -> bool:
    where = (task.tenant, task.delivery_id)
    return has_turn(*where, deliveries=home.deliveries, clock=home.clock)


def _plan_next(task: AttemptTask, wait: timedelta, home: Ports) -> None:
    due = home.deliveries.get(task.tenant, task.delivery_id).next_attempt_at
    following = task.model_copy(update={"number": task.number + 1, "due": due})
    delivery_queue(home).put(following, wait)


handler = observed("deliver", lambda_handler(run))
