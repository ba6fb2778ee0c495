"""Events, written in the transaction of the change that they tell of."""

from datetime import timedelta

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item, ttl, utc_text
from novapulse.adapters.aws.dynamodb.writes import ABSENT, Put, When, Write
from novapulse.domain.events import JobEvent


def last_number(log: Item | None) -> int:
    """``log`` is the item at ``keys.last_event``."""
    return 0 if log is None else int(log["n"])


def event_writes(event: JobEvent, *, kept: timedelta) -> tuple[Write, ...]:
    """The event under its number, which must follow the last one that was given. So the order of
    numbers is the order of commits, and a reader never misses one: of two that take the same
    number one is refused, and reads anew."""
    earlier = event.number - 1
    return (
        Put(
            keys.event(event.tenant, event.number),
            {
                "doc": event.model_dump_json(),
                "at": utc_text(event.at),
                "job_id": event.job_id,
                "ttl": ttl(event.at, kept),
            },
        ),
        Put(
            keys.last_event(event.tenant),
            {"n": event.number},
            When("#n = :earlier", earlier=earlier) if earlier else ABSENT,
        ),
        *(() if earlier else (Put(keys.event_log(event.tenant), _listed(event.tenant)),)),
    )


def _listed(tenant: str) -> Item:
    return {"tenant": tenant}
