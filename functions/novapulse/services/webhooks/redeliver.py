"""Deliveries set on their way once more, and those that were never made."""

from contextlib import suppress
from datetime import timedelta

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job
from novapulse.domain.webhook import Delivery, DeliveryStatus
from novapulse.services.home import Home
from novapulse.services.webhooks.deliveries import find_delivery
from novapulse.services.webhooks.tell import tell

NOTIFY_WITHIN = timedelta(minutes=2)
"""A job's own workflow stores its delivery well within this time of the job's end, and whoever
stores a delivery sets it on its way well within this time."""


def replay_delivery(home: Home, *, tenant: str, delivery_id: str) -> Delivery:
    """Set a delivery on its way again, however it stands: an attempt at once, under the same id,
    and the whole schedule after it. A disabled URL is tried again. Raises NotFound."""
    delivery = find_delivery(tenant, delivery_id, deliveries=home.deliveries)
    home.deliveries.enable(tenant, delivery.url)
    home.deliveries.record(tenant, delivery.id, None, DeliveryStatus.PENDING, home.clock.now())
    replayed = home.deliveries.get(tenant, delivery.id)
    home.runner.deliver(replayed)
    return replayed


def catch_up(home: Home) -> int:
    """Deliver what ended jobs should have told and did not, because their workflow broke off, and
    what was stored and never set on its way. Returns how many were set on their way."""
    before = home.clock.now() - NOTIFY_WITHIN
    told = sum(home.runner.carry(delivery) for delivery in home.deliveries.overdue(before))
    for job in home.jobs.untold(before):
        with suppress(NotFound):
            _tell(home, job)
            told += 1
    return told


def _tell(home: Home, job: Job) -> None:
    """Raises NotFound for a job that was erased meanwhile. What could not be set on its way is
    overdue soon, and so is found again."""
    for delivery in tell(home, job):
        home.runner.deliver(delivery)
