from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from novapulse.domain.admission import AdmissionRules, IdempotencyKey, Verdict
from novapulse.domain.job import CallDetails, Job, JobError, JobOptions, JobStatus, Pipeline
from novapulse.ports import JobStore
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, add_job, make_job

MINUTE_AGO = AdmissionRules(duplicates_since=NOON - timedelta(seconds=60))


@pytest.fixture
def store(storage: Storage) -> JobStore:
    return storage.jobs


def test_a_repeat_counts_within_its_tenant_and_the_window(store: JobStore) -> None:
    for job in (make_job(1, created_at=NOON - timedelta(seconds=61)), make_job(2, tenant="rival")):
        add_job(store, job)
    assert store.admit(make_job(3), MINUTE_AGO).verdict is Verdict.STORED
    assert store.admit(make_job(4, audio_sha256="cd"), MINUTE_AGO).verdict is Verdict.STORED
    admission = store.admit(make_job(5), MINUTE_AGO)
    assert (admission.verdict, admission.job) == (Verdict.DUPLICATE, make_job(3))


def test_a_repeat_is_refused_and_the_other_pipeline_is_not(store: JobStore) -> None:
    add_job(store, make_job(1))
    assert store.admit(make_job(2), MINUTE_AGO).job == make_job(1)
    other = make_job(3, options=JobOptions(pipeline=Pipeline.TRANSCRIPTION))
    assert store.admit(other, MINUTE_AGO).verdict is Verdict.STORED
    assert store.get("acme", other.id) == other


def test_of_equal_submissions_at_once_one_wins(store: JobStore) -> None:
    jobs = [make_job(number) for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        verdicts = [a.verdict for a in pool.map(lambda job: store.admit(job, MINUTE_AGO), jobs)]
    assert verdicts.count(Verdict.STORED) == 1
    assert store.count("acme", (JobStatus.QUEUED,)) == 1


def keyed(fingerprint: str = "f", *, hours: int = 24) -> AdmissionRules:
    key = IdempotencyKey("k", fingerprint, NOON - timedelta(hours=hours))
    return AdmissionRules(idempotency=key, duplicates_since=NOON - timedelta(seconds=60))


def test_an_idempotency_key_gives_the_first_job_again_as_it_was(store: JobStore) -> None:
    store.admit(make_job(1), keyed())
    store.start("acme", make_job(1).id, NOON)
    admission = store.admit(make_job(2), keyed())
    assert (admission.verdict, admission.job) == (Verdict.REMEMBERED, make_job(1))


def test_an_idempotency_key_with_other_parameters_is_told_apart(store: JobStore) -> None:
    store.admit(make_job(1), keyed())
    admission = store.admit(make_job(2, audio_sha256="cd"), keyed("other"))
    assert admission.verdict is Verdict.KEY_REUSED
    assert store.count("acme", (JobStatus.QUEUED,)) == 1


def test_an_idempotency_key_is_its_tenants_own_and_is_forgotten(store: JobStore) -> None:
    store.admit(make_job(1, created_at=NOON - timedelta(hours=25)), keyed())
    assert store.admit(make_job(2), keyed("other")).verdict is Verdict.STORED
    assert store.admit(make_job(3, tenant="rival"), keyed()).verdict is Verdict.STORED


def test_an_erased_job_is_no_longer_remembered(store: JobStore) -> None:
    store.admit(make_job(1), keyed())
    assert store.erase("acme", make_job(1).id)
    assert store.remembered("acme", "k", NOON - timedelta(days=1)) is None
    assert store.admit(make_job(2), keyed()).verdict is Verdict.STORED


def test_the_same_recording_of_another_call_is_no_repeat(store: JobStore) -> None:
    def of(number: int, **call: str) -> Job:
        return make_job(number, options=JobOptions(call=CallDetails.model_validate(call)))

    for number, call in enumerate(({"agent_id": "A1"}, {"agent_id": "A2"}, {"contact_id": "A1"})):
        assert store.admit(of(number, **call), MINUTE_AGO).verdict is Verdict.STORED
    again = store.admit(of(9, agent_id="A2"), MINUTE_AGO)
    assert (again.verdict, again.job.id) == (Verdict.DUPLICATE, make_job(1).id)


def test_as_many_jobs_are_open_as_the_rules_say(store: JobStore) -> None:
    two = AdmissionRules(max_open=2)
    soon = NOON + timedelta(seconds=5)
    store.admit(make_job(1), two)
    store.admit(make_job(2, estimated_completion=soon), two)
    refused = store.admit(make_job(3), two)
    assert (refused.verdict, refused.job.id) == (Verdict.TOO_MANY_OPEN, make_job(2).id)
    assert store.admit(make_job(4, tenant="rival"), two).verdict is Verdict.STORED
    store.start("acme", make_job(1).id, NOON)
    store.complete("acme", make_job(1).id, NOON, ())
    assert store.admit(make_job(5), two).verdict is Verdict.STORED


def test_what_was_fetched_is_known_by_its_content_from_then_on(store: JobStore) -> None:
    by_url, other = make_job(1, audio_sha256="of the url"), make_job(2, audio_sha256="cd")
    for job in (by_url, other):
        add_job(store, job)
    store.fetched("acme", by_url.id, by_url.file, "ef")
    sent = store.admit(make_job(3, audio_sha256="ef"), MINUTE_AGO)
    assert (sent.verdict, sent.job.id) == (Verdict.DUPLICATE, by_url.id)
    assert store.admit(make_job(4, audio_sha256="cd"), MINUTE_AGO).job.id == other.id
    assert store.admit(make_job(5, audio_sha256="of the url"), MINUTE_AGO).verdict is Verdict.STORED


def test_content_that_another_job_has_too_is_known_by_both(store: JobStore) -> None:
    earlier = make_job(1, audio_sha256="of the url", created_at=NOON - timedelta(seconds=30))
    later = make_job(2, audio_sha256="cd")
    for job in (earlier, later):
        add_job(store, job)
    store.fetched("acme", earlier.id, earlier.file, "cd")
    repeat = make_job(3, audio_sha256="cd")
    recent = AdmissionRules(duplicates_since=NOON - timedelta(seconds=10))
    assert store.admit(repeat, recent).job.id == later.id
    store.erase("acme", earlier.id)
    assert store.admit(repeat, recent).job.id == later.id


def test_an_erased_job_is_no_repeat_and_leaves_its_place(store: JobStore) -> None:
    rules = AdmissionRules(duplicates_since=NOON - timedelta(seconds=60), max_open=1)
    store.admit(make_job(1), rules)
    assert store.erase("acme", make_job(1).id)
    assert store.admit(make_job(2), rules).verdict is Verdict.STORED
    assert store.count("acme", (JobStatus.QUEUED, JobStatus.PROCESSING)) == 1


def test_a_failed_job_leaves_its_place_and_one_that_fails_again_no_other(store: JobStore) -> None:
    one = AdmissionRules(max_open=1)
    store.admit(make_job(1), one)
    for _ in range(2):
        store.fail("acme", make_job(1).id, NOON, JobError(code="c", message="m"))
    assert store.admit(make_job(2), one).verdict is Verdict.STORED
    assert store.admit(make_job(3), one).verdict is Verdict.TOO_MANY_OPEN


def test_what_a_key_was_first_used_for_is_remembered_since_then(store: JobStore) -> None:
    store.admit(make_job(1), keyed("f"))
    store.start("acme", make_job(1).id, NOON)
    remembered = store.remembered("acme", "k", NOON)
    assert remembered is not None
    assert (remembered.fingerprint, remembered.job) == ("f", make_job(1))
    assert store.remembered("acme", "k", NOON + timedelta(microseconds=1)) is None
    assert store.remembered("rival", "k", NOON) is None


def test_of_many_at_once_no_more_are_open_than_the_rules_say(store: JobStore) -> None:
    three = AdmissionRules(max_open=3)
    jobs = [make_job(number, audio_sha256=f"{number:064x}") for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        verdicts = [a.verdict for a in pool.map(lambda job: store.admit(job, three), jobs)]
    assert verdicts.count(Verdict.STORED) == 3
    assert verdicts.count(Verdict.TOO_MANY_OPEN) == 21
