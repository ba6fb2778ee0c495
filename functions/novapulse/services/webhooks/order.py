"""In what order a job's deliveries are attempted."""

from datetime import timedelta

from novapulse.domain.errors import NotFound
from novapulse.ports import Clock, DeliveryStore

HELD_AT_MOST = timedelta(minutes=5)
"""An earlier delivery that was lost on its way is found well within this time. One that never is
must not keep the end of a job from being told."""
LOOK_AGAIN = timedelta(seconds=1)


def has_turn(tenant: str, delivery_id: str, *, deliveries: DeliveryStore, clock: Clock) -> bool:
    """False while the job has an earlier event whose first attempt is still to be made. Retries
    wait for nobody: a receiver that is down now may hear of the later one first."""
    try:
        delivery = deliveries.get(tenant, delivery_id)
    except NotFound:
        return True
    if clock.now() - delivery.created_at > HELD_AT_MOST:
        return True
    siblings = deliveries.for_job(tenant, delivery.job_id)
    return not any(delivery.follows(other) and other.untried for other in siblings)
