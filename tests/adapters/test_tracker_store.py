from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from novapulse.domain.errors import Conflict, NotFound
from novapulse.domain.tracker import StoredTracker, Tracker
from novapulse.ports import TrackerStore
from tests.adapters.homes import Storage
from tests.adapters.make import NOON

ROOM = 5


def make_tracker(number: int = 1, name: str = "Churn") -> StoredTracker:
    at = NOON + timedelta(seconds=number)
    return StoredTracker(
        id=f"{number:016d}",
        tracker=Tracker(name=name, vocabulary=("cancel my contract",)),
        created_at=at,
        updated_at=at,
    )


@pytest.fixture
def store(storage: Storage) -> TrackerStore:
    return storage.trackers


def test_a_tracker_is_its_tenants_alone(store: TrackerStore) -> None:
    store.add("acme", make_tracker(), at_most=ROOM)
    assert store.get("acme", make_tracker().id) == make_tracker()
    assert store.list("other") == ()
    with pytest.raises(NotFound):
        store.get("other", make_tracker().id)
    store.add("other", make_tracker(), at_most=ROOM)
    assert store.delete("other", make_tracker().id)
    assert store.list("acme") == (make_tracker(),)


def test_trackers_are_listed_in_the_order_of_their_making(store: TrackerStore) -> None:
    for number in (3, 1, 2):
        store.add("acme", make_tracker(number, f"T{number}"), at_most=ROOM)
    assert [stored.tracker.name for stored in store.list("acme")] == ["T1", "T2", "T3"]


def test_two_trackers_share_no_name_and_case_counts(store: TrackerStore) -> None:
    store.add("acme", make_tracker(1), at_most=ROOM)
    with pytest.raises(Conflict) as refused:
        store.add("acme", make_tracker(2), at_most=ROOM)
    assert refused.value.code == "tracker_exists"
    store.add("acme", make_tracker(2, "churn"), at_most=ROOM)
    with pytest.raises(Conflict):
        store.replace("acme", make_tracker(2, "Churn"))
    assert store.get("acme", make_tracker(2).id).tracker.name == "churn"


def test_a_replaced_tracker_frees_its_old_name(store: TrackerStore) -> None:
    store.add("acme", make_tracker(1), at_most=ROOM)
    store.replace("acme", make_tracker(1, "Price"))
    store.add("acme", make_tracker(2, "Churn"), at_most=ROOM)
    assert [stored.tracker.name for stored in store.list("acme")] == ["Price", "Churn"]
    with pytest.raises(NotFound):
        store.replace("acme", make_tracker(3, "Other"))


def test_a_deleted_tracker_frees_its_name_and_its_room(store: TrackerStore) -> None:
    store.add("acme", make_tracker(1), at_most=1)
    with pytest.raises(Conflict) as refused:
        store.add("acme", make_tracker(2, "Price"), at_most=1)
    assert refused.value.code == "too_many_trackers"
    assert store.delete("acme", make_tracker(1).id)
    assert not store.delete("acme", make_tracker(1).id)
    store.add("acme", make_tracker(2), at_most=1)


def test_of_many_at_once_with_one_name_one_is_stored(store: TrackerStore) -> None:
    def add(number: int) -> bool:
        try:
            store.add("acme", make_tracker(number), at_most=ROOM)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(8))) == 1
    assert len(store.list("acme")) == 1
