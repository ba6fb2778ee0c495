"""Stage ``notify``: an ended job's event becomes a webhook delivery, once."""

from collections.abc import Callable

from novapulse.domain.job import Job
from novapulse.domain.webhook import Delivery
from novapulse.ports import DeliveryStore, JobStore
from novapulse.stages.reference import JobReference, StageReport


def notify(
    reference: JobReference,
    *,
    jobs: JobStore,
    deliveries: DeliveryStore,
    build_delivery: Callable[[Job], Delivery],
) -> StageReport:
    job = jobs.get(reference.tenant, reference.job_id)
    if job.options.webhook_url is None:
        return StageReport()
    delivery = build_delivery(job)
    deliveries.add(delivery)
    return StageReport(deliveries=(delivery.id,))
