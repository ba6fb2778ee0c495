"""Whatever there is to tell of a job now is stored, to be delivered."""

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job
from novapulse.domain.webhook import Delivery
from novapulse.services.home import Home
from novapulse.services.webhooks.events import build_deliveries


def tell(home: Home, job: Job) -> tuple[Delivery, ...]:
    """What was not stored before, in order. Raises NotFound for a job that was erased meanwhile:
    nothing is left of what was stored of it here."""
    told = build_deliveries(job, created_at=home.clock.now(), blobs=home.blobs)
    if not told:
        return ()
    known = {delivery.id for delivery in home.deliveries.for_job(job.tenant, job.id)}
    new = tuple(delivery for delivery in told if delivery.id not in known)
    for delivery in new:
        home.deliveries.add(delivery)
    try:
        home.jobs.get(job.tenant, job.id)
    except NotFound:
        home.deliveries.erase_job(job.tenant, job.id)
        raise
    return new
