from datetime import timedelta
from typing import Any

import pytest

from novapulse.domain.job import (
    CallDetails,
    FileInfo,
    Job,
    JobError,
    JobOptions,
    JobStatus,
    Pipeline,
    Progress,
)
from novapulse.domain.listing import Cursor, JobFilter
from novapulse.domain.webhook import Delivery
from novapulse.ports import JobStore
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, add_job, make_job

ALL = JobFilter()
FAILURE = JobError(code="bad_audio", message="send another file")


@pytest.fixture
def store(storage: Storage) -> JobStore:
    return storage.jobs


def added(store: JobStore, number: int, *, seconds: float = 0.0, **changes: Any) -> Job:
    job = make_job(number, created_at=NOON + timedelta(seconds=seconds), **changes)
    add_job(store, job)
    return job


def ids(jobs: tuple[Job, ...]) -> list[str]:
    return [job.id for job in jobs]


def failed(store: JobStore, job: Job, seconds: float = 0.0) -> Job:
    store.fail(job.tenant, job.id, NOON + timedelta(seconds=seconds), FAILURE)
    return job


def test_a_page_is_newest_first_and_by_id_within_one_time(store: JobStore) -> None:
    for number, seconds in ((1, 0), (2, 5), (3, 5), (4, 2)):
        added(store, number, seconds=seconds)
    expected = [make_job(number).id for number in (3, 2, 4, 1)]
    assert ids(store.page("acme", ALL, limit=10)) == expected
    first = store.page("acme", ALL, limit=1)[0]
    after = Cursor(first.created_at, first.id)
    assert ids(store.page("acme", ALL, limit=2, after=after)) == expected[1:3]


def test_all_conditions_hold_together(store: JobStore) -> None:
    text = JobOptions(pipeline=Pipeline.TRANSCRIPTION, metadata={"queue": "billing"})
    wanted = added(store, 1, options=text, seconds=10)
    added(store, 2, options=text)
    added(store, 3, options=JobOptions(metadata={"queue": "billing"}), seconds=10)
    failed(store, added(store, 4, options=text, seconds=10))
    where = JobFilter(
        status=JobStatus.QUEUED,
        pipeline=Pipeline.TRANSCRIPTION,
        created_after=NOON + timedelta(seconds=1),
        created_before=NOON + timedelta(seconds=10),
        metadata=(("queue", "billing"),),
    )
    assert ids(store.page("acme", where, limit=10)) == [wanted.id]


def test_a_job_comes_with_its_own_timings(store: JobStore) -> None:
    job, other = added(store, 1), added(store, 2)
    store.timing("acme", job.id, "prepare", 0.25)
    store.timing("acme", job.id, "redact", 1.5)
    store.timing("acme", other.id, "prepare", 9.0)
    assert store.get("acme", job.id).timings == {"prepare": 0.25, "redact": 1.5}


def test_only_ended_jobs_with_data_expire_and_oldest_first(store: JobStore) -> None:
    old, older = failed(store, added(store, 1)), failed(store, added(store, 2, seconds=-5))
    added(store, 3)
    failed(store, added(store, 4, tenant="rival"))
    gone = failed(store, added(store, 5))
    store.data_expired("acme", gone.id, NOON)
    before = NOON + timedelta(seconds=1)
    assert ids(store.with_data("acme", before, 10)) == [older.id, old.id]
    assert ids(store.with_data("acme", before, 1)) == [older.id]
    assert store.with_data("acme", NOON - timedelta(seconds=5), 10) == ()


def hooked(store: JobStore, number: int) -> Job:
    options = JobOptions(webhook_url="https://example.com/hook")
    return failed(store, added(store, number, options=options))


def delivery_of(job: Job) -> Delivery:
    return Delivery(
        id=f"evt_{job.id}",
        tenant=job.tenant,
        job_id=job.id,
        event="job.failed",
        url="https://example.com/hook",
        body="{}",
        created_at=NOON,
    )


def test_a_job_is_told_no_more_once_its_deliveries_went_with_its_data(
    store: JobStore, storage: Storage
) -> None:
    deliveries = storage.deliveries
    job, untold = hooked(store, 1), hooked(store, 2)
    deliveries.add(delivery_of(job))
    later = NOON + timedelta(seconds=1)
    assert ids(store.untold(later)) == [untold.id]
    store.data_expired("acme", job.id, later)
    assert deliveries.for_job("acme", job.id) == ()
    assert ids(store.untold(later)) == [untold.id]


@pytest.mark.parametrize("event", ["job.scheduled", "job.in_progress"])
def test_what_was_told_before_a_jobs_end_does_not_tell_the_end(
    store: JobStore, storage: Storage, event: str
) -> None:
    job = hooked(store, 1)
    early = delivery_of(job).model_copy(update={"id": "evt_early", "event": event})
    storage.deliveries.add(early)
    later = NOON + timedelta(seconds=1)
    assert ids(store.untold(later)) == [job.id]
    storage.deliveries.add(delivery_of(job))
    assert store.untold(later) == ()
    assert store.erase("acme", job.id)
    assert storage.deliveries.for_job("acme", job.id) == ()


def test_an_erased_job_takes_its_deliveries_with_it_and_no_others(
    store: JobStore, storage: Storage
) -> None:
    deliveries = storage.deliveries
    job, other = hooked(store, 1), hooked(store, 2)
    for each in (job, other):
        deliveries.add(delivery_of(each))
    assert not store.erase("rival", job.id)
    assert store.erase("acme", job.id)
    assert not store.erase("acme", job.id)
    assert deliveries.for_job("acme", job.id) == ()
    assert len(deliveries.for_job("acme", other.id)) == 1


def test_the_backlog_is_what_open_jobs_have_before_them_by_tenant(store: JobStore) -> None:
    unfetched = FileInfo(name="call.wav", size_bytes=0, duration_seconds=0.0)
    added(store, 1)
    added(store, 2, file=unfetched)
    half = added(store, 3, tenant="rival")
    store.start("rival", half.id, NOON)
    store.progress("rival", half.id, Progress(step="transcribe", percent=50), NOON)
    failed(store, added(store, 4, tenant="third"))
    assert store.backlog(unfetched_seconds=100.0) == {"acme": 103.5, "rival": 1.75}


def test_the_first_to_end_is_open_and_the_tenants_own(store: JobStore) -> None:
    def ends(seconds: float) -> dict[str, Any]:
        return {"estimated_completion": NOON + timedelta(seconds=seconds)}

    failed(store, added(store, 1, **ends(1)))
    added(store, 2, tenant="rival", **ends(2))
    added(store, 3, **ends(40))
    soonest = added(store, 4, **ends(30))
    assert store.first_to_end("acme") == soonest
    assert store.first_to_end("nobody") is None


def test_ended_jobs_of_every_tenant_come_as_records_oldest_first(store: JobStore) -> None:
    late, early = added(store, 1, seconds=5), added(store, 2, tenant="rival")
    for job in (late, early):
        failed(store, job)
    added(store, 3)
    store.data_expired("rival", early.id, NOON)
    later = NOON + timedelta(seconds=6)
    assert ids(store.records(later, 10)) == [early.id, late.id]
    assert ids(store.records(later, 1)) == [early.id]
    assert ids(store.records(NOON + timedelta(seconds=5), 10)) == [early.id]
    store.erase("rival", early.id)
    assert ids(store.records(later, 10)) == [late.id]


def test_only_an_ended_job_that_names_a_webhook_is_untold(store: JobStore) -> None:
    options = JobOptions(webhook_url="https://example.com/hook")
    added(store, 1, options=options)
    failed(store, added(store, 2))
    untold = failed(store, added(store, 3, options=options, tenant="rival"), seconds=9)
    assert store.untold(NOON + timedelta(seconds=9)) == ()
    assert ids(store.untold(NOON + timedelta(seconds=10))) == [untold.id]
    store.erase("rival", untold.id)
    assert store.untold(NOON + timedelta(seconds=10)) == ()


VALUES = [
    ("AGT-42", "AGT-42"),
    (42, "42"),
    ("42", "42"),
    (True, "true"),
    (False, "false"),
    (1.5, "1.5"),
    (2.0, "2.0"),
    (1e20, "1.0e+20"),
    (0.1 + 0.2, "0.3"),
    ("", ""),
    ("zwölf", "zwölf"),
]


@pytest.mark.parametrize(("value", "text"), VALUES, ids=repr)
def test_a_job_is_found_by_a_value_of_its_metadata(store: JobStore, value: Any, text: str) -> None:
    wanted = added(store, 1, options=JobOptions(metadata={"k": value}))
    added(store, 2, options=JobOptions(metadata={"other": value}))
    added(store, 3, options=JobOptions(metadata={"k": value}), tenant="rival")
    assert ids(store.page("acme", JobFilter(metadata=(("k", text),)), limit=9)) == [wanted.id]
    assert store.page("acme", JobFilter(metadata=(("k", text + "x"),)), limit=9) == ()


@pytest.mark.parametrize("value", [None, [1], {"a": 1}], ids=repr)
def test_lists_maps_and_null_are_not_found(store: JobStore, value: Any) -> None:
    added(store, 1, options=JobOptions(metadata={"k": value}))
    for text in ("null", "None", "", "1", "[1]", '{"a": 1}'):
        assert store.page("acme", JobFilter(metadata=(("k", text),)), limit=9) == ()


def test_jobs_with_much_metadata_are_found_among_the_others(store: JobStore) -> None:
    much = {f"k{number}": number for number in range(200)} | {"queue": "billing"}
    numbers = range(1, 7)
    for number in numbers:
        metadata = much if number % 2 else {"queue": "billing", "n": number}
        added(store, number, options=JobOptions(metadata=metadata), seconds=number)
    added(store, 9, options=JobOptions(metadata=much | {"queue": "sales"}), seconds=3)
    billing = JobFilter(metadata=(("queue", "billing"),))
    expected = [make_job(number).id for number in reversed(numbers)]
    assert ids(store.page("acme", billing, limit=10)) == expected
    found: list[str] = []
    after = None
    while page := store.page("acme", billing, limit=2, after=after):
        found += ids(page)
        after = Cursor(page[-1].created_at, page[-1].id)
    assert found == expected
    store.erase("acme", expected[1])
    assert ids(store.page("acme", billing, limit=3)) == [expected[0], *expected[2:4]]


def test_a_page_passes_over_what_its_conditions_leave_out(store: JobStore) -> None:
    for number in range(12):
        job = added(store, number, seconds=number)
        if number % 4:
            failed(store, job)
    queued = JobFilter(status=JobStatus.QUEUED)
    expected = [make_job(number).id for number in (8, 4, 0)]
    assert ids(store.page("acme", queued, limit=2)) == expected[:2]
    first = store.get("acme", expected[0])
    after = Cursor(first.created_at, first.id)
    assert ids(store.page("acme", queued, limit=2, after=after)) == expected[1:]


def called(store: JobStore, number: int, *, tenant: str = "acme", **call: Any) -> Job:
    options = JobOptions(call=CallDetails(**call), metadata={"agent_id": "A1"})
    return added(store, number, seconds=number, options=options, tenant=tenant)


def test_jobs_are_found_by_what_is_known_of_the_call(store: JobStore) -> None:
    added(store, 1)
    mine = called(store, 2, agent_id="A1", contact_id="C1", direction="inbound")
    other = called(store, 3, agent_id="A1", contact_id="C2", direction="outbound")
    third = called(store, 4, agent_id="A2", contact_id="C1", direction="inbound")
    called(store, 5, agent_id="A1", contact_id="C1", direction="inbound", tenant="rival")

    def page(**where: Any) -> list[str]:
        return ids(store.page("acme", JobFilter(**where), limit=9))

    assert page(agent_id="A1") == [other.id, mine.id]
    assert page(contact_id="C1") == [third.id, mine.id]
    assert page(direction="inbound") == [third.id, mine.id]
    assert page(agent_id="A1", contact_id="C1") == [mine.id]
    assert page(agent_id="A1", direction="outbound") == [other.id]
    assert page(agent_id="A1", metadata=(("agent_id", "A1"),)) == [other.id, mine.id]
    assert page(agent_id="a1") == page(contact_id="A1") == []
    assert page(agent_id="A1", status=JobStatus.COMPLETED) == []
    store.erase("acme", other.id)
    assert page(agent_id="A1") == [mine.id]


def test_pages_by_an_agent_follow_one_another(store: JobStore) -> None:
    for number in range(1, 8):
        agent = "A1" if number % 2 else "A2"
        called(store, number, agent_id=agent, contact_id="C1", direction="inbound")
    for where in (JobFilter(agent_id="A1"), JobFilter(agent_id="A1", direction="inbound")):
        found: list[str] = []
        after = None
        while page := store.page("acme", where, limit=2, after=after):
            found += ids(page)
            after = Cursor(page[-1].created_at, page[-1].id)
        assert found == [make_job(number).id for number in (7, 5, 3, 1)]


def test_the_details_of_a_call_come_back_as_they_were(store: JobStore) -> None:
    call = CallDetails(agent_id="A1", contact_id="C1", direction="inbound", timestamp=NOON)
    job = added(store, 1, options=JobOptions(call=call))
    assert store.get("acme", job.id).options.call == call
