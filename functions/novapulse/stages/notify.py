"""Stage ``notify``: what there is to tell of a job becomes webhook deliveries, each once."""

from collections.abc import Callable

from novapulse.domain.job import Job
from novapulse.domain.webhook import Delivery
from novapulse.ports import DeliveryStore, JobStore
from novapulse.stages.reference import JobReference, StageReport

BuildDeliveries = Callable[[Job], tuple[Delivery, ...]]


def notify(
    reference: JobReference,
    *,
    jobs: JobStore,
    deliveries: DeliveryStore,
    build_deliveries: BuildDeliveries,
) -> StageReport:
    """Reports those that are to be set on their way: the last, which this call was made for, and
    any before that nobody has stored yet. Is called at a job's begin, too."""
    told = build_deliveries(jobs.get(reference.tenant, reference.job_id))
    known = _known(told, deliveries)
    for delivery in told:
        deliveries.add(delivery)
    return StageReport(deliveries=tuple(d.id for d in told if d is told[-1] or d.id not in known))


def _known(told: tuple[Delivery, ...], deliveries: DeliveryStore) -> set[str]:
    if len(told) < 2:
        return set()
    return {delivery.id for delivery in deliveries.for_job(told[0].tenant, told[0].job_id)}
