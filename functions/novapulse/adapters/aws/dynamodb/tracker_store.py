"""Trackers in DynamoDB: one partition of each tenant, with its names and their count beside."""

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item
from novapulse.adapters.aws.dynamodb.query import Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import ConditionFailed, Contended, settled
from novapulse.adapters.aws.dynamodb.writes import ABSENT, PRESENT, Delete, Put, Update, When, Write
from novapulse.domain.tracker import (
    StoredTracker,
    too_many_trackers,
    tracker_exists,
    tracker_not_found,
)


class DynamoTrackerStore:
    """Fulfils ``TrackerStore``."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, tenant: str, tracker: StoredTracker, *, at_most: int) -> None:
        """1 request."""
        name = Put(keys.tracker_name(tenant, tracker.tracker.name), {}, ABSENT)
        room = When("attribute_not_exists(#n) OR #n < :at_most", at_most=at_most)
        count = Update(keys.tracker_count(tenant), add={"n": 1}, when=room)

        def attempt() -> None:
            try:
                self._table.transact([count, name, _put(tenant, tracker, ABSENT)])
            except ConditionFailed as failed:
                if failed.failed[0]:
                    raise too_many_trackers(at_most) from None
                raise tracker_exists(tracker.tracker.name) from None

        settled(attempt)

    def get(self, tenant: str, tracker_id: str) -> StoredTracker:
        """1 request."""
        item = self._table.get(keys.tracker(tenant, tracker_id))
        if item is None:
            raise tracker_not_found()
        return _tracker(item)

    def list(self, tenant: str) -> tuple[StoredTracker, ...]:
        """1 request for each MB."""
        first = keys.tracker(tenant, "")
        query = Query(first.pk, low=first.sk, high=first.sk + keys.LAST_TEXT)
        found = map(_tracker, self._table.query(query))
        return tuple(sorted(found, key=lambda stored: (stored.created_at, stored.id)))

    def replace(self, tenant: str, tracker: StoredTracker) -> None:
        """2 requests."""
        settled(lambda: self._replace(tenant, tracker))

    def delete(self, tenant: str, tracker_id: str) -> bool:
        """2 requests; 1 if there is none."""
        return settled(lambda: self._delete(tenant, tracker_id))

    def _replace(self, tenant: str, tracker: StoredTracker) -> None:
        """Raises Contended where somebody else was in the way."""
        found = self._table.get(keys.tracker(tenant, tracker.id))
        if found is None:
            raise tracker_not_found()
        writes: list[Write] = [_put(tenant, tracker, _unchanged(found))]
        before, after = _tracker(found).tracker.name, tracker.tracker.name
        if before != after:
            writes.append(Put(keys.tracker_name(tenant, after), {}, ABSENT))
            writes.append(Delete(keys.tracker_name(tenant, before)))
        try:
            self._table.transact(writes)
        except ConditionFailed as failed:
            if failed.failed[0]:
                raise Contended from None
            raise tracker_exists(after) from None

    def _delete(self, tenant: str, tracker_id: str) -> bool:
        key = keys.tracker(tenant, tracker_id)
        found = self._table.get(key)
        if found is None:
            return False
        name = Delete(keys.tracker_name(tenant, _tracker(found).tracker.name))
        count = Update(keys.tracker_count(tenant), add={"n": -1}, when=PRESENT)
        self._table.transact([Delete(key, _unchanged(found)), name, count])
        return True


def _put(tenant: str, tracker: StoredTracker, when: When) -> Put:
    return Put(keys.tracker(tenant, tracker.id), {"doc": tracker.model_dump_json()}, when)


def _unchanged(found: Item) -> When:
    return When("#doc = :doc", doc=found["doc"])


def _tracker(item: Item) -> StoredTracker:
    return StoredTracker.model_validate_json(item["doc"])
