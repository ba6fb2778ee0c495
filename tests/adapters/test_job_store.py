from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from novapulse.domain.admission import AdmissionRules, Verdict
from novapulse.domain.errors import Conflict, NotFound
from novapulse.domain.job import FileInfo, JobError, JobOptions, JobStatus, Progress
from novapulse.domain.listing import JobFilter
from novapulse.domain.media import Notice
from novapulse.ports import JobStore
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, add_job, make_job

FAILURE = JobError(code="bad_audio", message="send another file")


@pytest.fixture
def store(storage: Storage) -> JobStore:
    return storage.jobs


def test_a_job_comes_back_as_it_was_stored(store: JobStore) -> None:
    job = make_job(options=JobOptions(channels={"1": "Agent"}, metadata={"a": {"b": [1, None]}}))
    add_job(store, job)
    assert store.get("acme", job.id) == job


def test_another_tenants_job_and_an_unknown_job_are_told_apart_by_nothing(
    store: JobStore,
) -> None:
    add_job(store, make_job())
    answers = []
    for tenant, job_id in (("rival", make_job().id), ("acme", make_job(2).id)):
        with pytest.raises(NotFound) as caught:
            store.get(tenant, job_id)
        answers.append((caught.value.code, caught.value.message))
    assert answers[0] == answers[1]
    assert answers[0][0] == "job_not_found"


def test_an_id_is_stored_once(store: JobStore) -> None:
    add_job(store, make_job())
    with pytest.raises(Conflict):
        add_job(store, make_job())


def test_a_job_goes_from_queued_through_processing_to_completed(store: JobStore) -> None:
    job = make_job()
    add_job(store, job)
    assert store.start("acme", job.id, NOON)
    assert store.start("acme", job.id, NOON + timedelta(seconds=9))
    store.progress("acme", job.id, Progress(step="transcribe", percent=40), NOON)
    store.timing("acme", job.id, "prepare", 0.5)
    store.timing("acme", job.id, "prepare", 0.7)
    notice = Notice(code="no_speech", message="nobody speaks")
    assert store.complete("acme", job.id, NOON + timedelta(seconds=10), (notice,))
    done = store.get("acme", job.id)
    assert done.status == JobStatus.COMPLETED
    assert done.started_at == NOON
    assert done.completed_at == NOON + timedelta(seconds=10)
    assert done.warnings == (notice,)
    assert done.timings == {"prepare": 0.7}
    assert done.progress == Progress(step="transcribe", percent=100)


def test_a_queued_job_cannot_complete(store: JobStore) -> None:
    add_job(store, make_job())
    assert not store.complete("acme", make_job().id, NOON, ())


@pytest.mark.parametrize("end", ["complete", "fail"])
def test_an_ended_job_never_changes_again(store: JobStore, end: str) -> None:
    job = make_job()
    add_job(store, job)
    store.start("acme", job.id, NOON)
    if end == "complete":
        assert store.complete("acme", job.id, NOON, ())
    else:
        assert store.fail("acme", job.id, NOON, FAILURE)
    ended = store.get("acme", job.id)
    assert not store.start("acme", job.id, NOON)
    assert not store.complete("acme", job.id, NOON, ())
    assert not store.fail("acme", job.id, NOON, FAILURE)
    store.progress("acme", job.id, Progress(step="prepare", percent=99), NOON)
    assert store.get("acme", job.id) == ended


def test_a_queued_job_may_fail_with_its_reason(store: JobStore) -> None:
    add_job(store, make_job())
    assert store.fail("acme", make_job().id, NOON, FAILURE)
    assert store.get("acme", make_job().id).error == FAILURE


def test_another_tenant_moves_nothing(store: JobStore) -> None:
    job = make_job()
    add_job(store, job)
    with pytest.raises(NotFound):
        store.start("rival", job.id, NOON)
    store.timing("rival", job.id, "prepare", 1)
    assert not store.fail("rival", job.id, NOON, FAILURE)
    assert store.get("acme", job.id) == job


def test_progress_never_goes_back(store: JobStore) -> None:
    job = make_job()
    add_job(store, job)
    store.start("acme", job.id, NOON)
    for percent in (10, 60, 30):
        store.progress("acme", job.id, Progress(step=f"at {percent}", percent=percent), NOON)
    assert store.get("acme", job.id).progress == Progress(step="at 60", percent=60)


def test_unfinished_jobs_of_every_tenant_come_oldest_first(store: JobStore) -> None:
    later = make_job(1, created_at=NOON + timedelta(seconds=1))
    earlier = make_job(2, tenant="rival")
    ended = make_job(3)
    for job in (later, earlier, ended):
        add_job(store, job)
    store.fail("acme", ended.id, NOON, FAILURE)
    assert [job.id for job in store.unfinished()] == [earlier.id, later.id]


def test_the_decoded_length_takes_the_place_of_the_headers(store: JobStore) -> None:
    job = make_job()
    add_job(store, job)
    store.measured(job.tenant, job.id, 61.25)
    store.measured("other", job.id, 1.0)
    file = store.get(job.tenant, job.id).file
    assert file == job.file.model_copy(update={"duration_seconds": 61.25})


def test_jobs_are_counted_by_tenant_and_status(store: JobStore) -> None:
    for number in range(3):
        add_job(store, make_job(number))
    add_job(store, make_job(9, tenant="rival"))
    store.start("acme", make_job(1).id, NOON)
    assert store.count("acme", (JobStatus.QUEUED,)) == 2
    assert store.count("acme", (JobStatus.QUEUED, JobStatus.PROCESSING)) == 3


def test_what_was_fetched_takes_the_place_of_what_was_unknown(store: JobStore) -> None:
    job = make_job(file=FileInfo(name="call.wav", size_bytes=0, duration_seconds=0.0))
    add_job(store, job)
    file = FileInfo(name="call.wav", size_bytes=99, duration_seconds=12.5)
    store.fetched("acme", job.id, file, "cd" * 32)
    store.fetched("rival", job.id, file, "ef" * 32)
    assert store.get("acme", job.id) == job.model_copy(
        update={"file": file, "audio_sha256": "cd" * 32}
    )


def test_of_many_that_end_a_job_at_once_one_does(store: JobStore) -> None:
    jobs = [make_job(number) for number in range(4)]
    for job in jobs:
        add_job(store, job)
        store.start("acme", job.id, NOON)

    def end(number: int) -> bool:
        job_id = jobs[number % 4].id
        if number % 8 < 4:
            return store.complete("acme", job_id, NOON, ())
        return store.fail("acme", job_id, NOON, FAILURE)

    with ThreadPoolExecutor(8) as pool:
        ended = list(pool.map(end, range(32)))
    assert [sum(ended[number::4]) for number in range(4)] == [1, 1, 1, 1]
    assert store.count("acme", (JobStatus.QUEUED, JobStatus.PROCESSING)) == 0


def test_other_metadata_take_the_place_of_those_that_were(store: JobStore) -> None:
    job = make_job(options=JobOptions(metadata={"label": "old", "agent": "A"}, language="de"))
    add_job(store, job)
    store.start("acme", job.id, NOON)
    store.set_metadata("acme", job.id, {"label": "new", "ünï": {"deep": [1.5, None, True]}})
    changed = store.get("acme", job.id)
    assert changed.options.metadata == {"label": "new", "ünï": {"deep": [1.5, None, True]}}
    assert changed.options.language == "de"
    assert changed.status is JobStatus.PROCESSING


@pytest.mark.parametrize("metadata", [{}, {f"key {n}": n for n in range(60)}], ids=["none", "60"])
def test_a_job_is_found_by_the_metadata_that_it_has_now(
    store: JobStore, metadata: dict[str, object]
) -> None:
    job = make_job(options=JobOptions(metadata={"label": "old", "agent": "A"}))
    add_job(store, job)
    for now in (metadata, {"label": "new", "agent": "A"}):
        store.set_metadata("acme", job.id, now)

    def found(*entry: str) -> int:
        return len(store.page("acme", JobFilter(metadata=((entry[0], entry[1]),)), limit=9))

    assert (found("label", "new"), found("agent", "A")) == (1, 1)
    assert (found("label", "old"), found("key 1", "1")) == (0, 0)


def test_another_tenant_changes_no_metadata(store: JobStore) -> None:
    job = make_job(options=JobOptions(metadata={"label": "old"}))
    add_job(store, job)
    with pytest.raises(NotFound, match="No such job"):
        store.set_metadata("rival", job.id, {})
    assert store.get("acme", job.id) == job


def test_a_repeat_is_judged_by_the_metadata_that_the_earlier_has_now(store: JobStore) -> None:
    first = make_job(1, options=JobOptions(metadata={"label": "old"}))
    add_job(store, first)
    store.set_metadata("acme", first.id, {"label": "new"})
    rules = AdmissionRules(duplicates_since=NOON - timedelta(days=1))
    again = make_job(2, options=JobOptions(metadata={"label": "new"}))
    assert store.admit(again, rules).verdict is Verdict.DUPLICATE
    other = make_job(3, options=JobOptions(metadata={"label": "old"}))
    assert store.admit(other, rules).verdict is Verdict.STORED


def test_an_erasure_finds_the_pointers_of_changed_metadata(store: JobStore) -> None:
    job = make_job(options=JobOptions(metadata={"label": "old"}))
    add_job(store, job)
    store.set_metadata("acme", job.id, {"label": "new"})
    assert store.erase("acme", job.id)
    assert store.page("acme", JobFilter(metadata=(("label", "new"),)), limit=9) == ()


def test_warnings_of_a_completed_job_are_replaced_and_no_other_has_any(store: JobStore) -> None:
    job, open_job = make_job(1), make_job(2)
    old, new = Notice(code="old", message="1"), Notice(code="new", message="2")
    for each in (job, open_job):
        add_job(store, each)
        store.start("acme", each.id, NOON)
    store.complete("acme", job.id, NOON, (old,))
    completed = store.get("acme", job.id)
    for each in (job, open_job):
        store.set_warnings("acme", each.id, (new,))
    store.set_warnings("rival", job.id, ())
    assert store.get("acme", job.id) == completed.model_copy(update={"warnings": (new,)})
    assert store.get("acme", open_job.id).warnings == ()
