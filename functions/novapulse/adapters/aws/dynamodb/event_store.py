"""The log of job events in DynamoDB."""

from datetime import datetime
from itertools import islice

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item, utc_text
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.query import Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.domain.events import JobEvent

LAST_NUMBER = 10**20 - 1
DELETED_AT_ONCE = 100


class DynamoEventStore:
    """Fulfils ``EventStore``. Numbers are a tenant's own. An event's ``ttl`` deletes it too, at no
    price, within days of its time."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def after(
        self, tenant: str, number: int, *, limit: int, job_id: str | None = None
    ) -> tuple[JobEvent, ...]:
        """1 request; of one job 2, or 1 if there is nothing new."""
        if job_id is not None:
            return self._of_job(tenant, job_id, number, limit)
        query = Query(
            keys.event(tenant, 0).pk,
            low=keys.event(tenant, number + 1).sk,
            high=keys.event(tenant, LAST_NUMBER).sk,
            page=limit,
        )
        return tuple(map(_event, islice(self._table.query(query), limit)))

    def last_number(self, tenant: str) -> int:
        """1 request."""
        query = Query(
            keys.event(tenant, 0).pk,
            high=keys.event(tenant, LAST_NUMBER).sk,
            newest_first=True,
            page=1,
        )
        newest = next(self._table.query(query), None)
        return 0 if newest is None else int(newest["SK"])

    def delete_before(self, at: datetime) -> int:
        """2 requests for each tenant with nothing old."""
        logs = self._table.query(Query(keys.EVENT_LOGS))
        return sum(self._delete_before(log["tenant"], utc_text(at)) for log in logs)

    def _of_job(self, tenant: str, job_id: str, number: int, limit: int) -> tuple[JobEvent, ...]:
        job = self._table.get(keys.job(tenant, job_id))
        numbers = sorted(n for n in (job["events"] if job else ()) if n > number)
        wanted = [keys.event(tenant, n) for n in numbers]
        found: list[JobEvent] = []
        # Those whose time is over are named still and are no longer there.
        while wanted and len(found) < limit:
            batch, wanted = wanted[:limit], wanted[limit:]
            items = self._table.get_many(batch)
            found += [_event(items[key]) for key in batch if key in items]
        return tuple(found[:limit])

    def _delete_before(self, tenant: str, at: str) -> int:
        """Oldest first, for as long as there are old ones: numbers follow time but for moments."""
        deleted = 0
        while True:
            query = Query(
                keys.event(tenant, 0).pk,
                high=keys.event(tenant, LAST_NUMBER).sk,
                page=DELETED_AT_ONCE,
            )
            oldest = list(islice(self._table.query(query), DELETED_AT_ONCE))
            old = [Key(item["PK"], item["SK"]) for item in oldest if item["at"] < at]
            self._table.delete_many(old)
            deleted += len(old)
            if len(old) < DELETED_AT_ONCE:
                return deleted


def _event(item: Item) -> JobEvent:
    return JobEvent.model_validate_json(item["doc"])
