import logging
from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.adapters.local.disk.blob_store import FileBlobStore
from novapulse.domain import storage_keys
from novapulse.domain.admission import AdmissionRules, IdempotencyKey
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobError
from novapulse.domain.keys import KeyUse
from novapulse.services import retention
from novapulse.services.home import Home
from novapulse.services.keys import create_key
from novapulse.services.retention import RetentionReport, expire
from novapulse.services.tenants import change_tenant, make_tenant
from novapulse.stages.index import index_job
from tests.adapters.make import make_job
from tests.services.house import HandClock, RememberingRunner, make_home, publish

NOTHING = RetentionReport(expired=0, erased=0, failed=0)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def home(tmp_path: Path, clock: HandClock) -> Home:
    home = make_home(tmp_path, clock=clock)
    for name in ("acme", "rival"):
        make_tenant(name, tenants=home.tenants, clock=clock)
    return home


def submitted(home: Home, number: int = 1, tenant: str = "acme") -> Job:
    job = make_job(number, tenant=tenant, created_at=home.clock.now())
    home.blobs.put(storage_keys.audio(tenant, job.id), b"RIFF")
    key = IdempotencyKey(f"k{number}", "f", home.clock.now() - timedelta(days=1))
    home.jobs.admit(job, AdmissionRules(idempotency=key))
    return job


def completed(home: Home, number: int = 1, tenant: str = "acme") -> Job:
    return publish(home, submitted(home, number, tenant))


def objects(home: Home, job: Job) -> list[str]:
    found = [*home.blobs.keys(""), *home.vault.keys("")]
    return [key for key in found if job.id in key]


def days(count: float) -> float:
    return count * 24 * 3600


def test_recording_and_results_go_after_the_tenants_time_and_the_job_stays(
    home: Home, clock: HandClock
) -> None:
    job = completed(home)
    clock.advance(days(90))
    assert expire(home) == NOTHING
    clock.advance(1)
    assert expire(home) == RetentionReport(expired=1, erased=0, failed=0)
    assert objects(home, job) == []
    assert home.jobs.get("acme", job.id).data_expired_at == clock.now()
    assert expire(home) == NOTHING


def test_what_is_indexed_goes_with_the_transcript(home: Home, clock: HandClock) -> None:
    job = completed(home)
    where = (job.tenant, job.id)
    embedder = home.embedder()
    index_job(*where, blobs=home.blobs, search=home.search, embedder=embedder)
    clock.advance(days(90) + 1)
    assert expire(home) == RetentionReport(expired=1, erased=0, failed=0)
    assert home.search.erase_job(*where) == 0
    assert home.search.unindexed("another model", limit=1) == ()


def test_deleted_words_are_settled_each_time(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settled = []
    monkeypatch.setattr(home.search, "settle", lambda: settled.append(home.clock.now()))
    expire(home)
    assert settled == [home.clock.now()]

    def fail() -> None:
        raise OSError

    monkeypatch.setattr(home.search, "settle", fail)
    assert expire(home).failed == 1
    assert caplog.messages == ["old words of the index stay: OSError"]


def test_each_tenant_has_its_own_time(home: Home, clock: HandClock) -> None:
    change_tenant("acme", tenants=home.tenants, retention_days=7)
    mine, theirs = completed(home, 1), completed(home, 2, tenant="rival")
    clock.advance(days(8))
    assert expire(home).expired == 1
    assert objects(home, mine) == []
    assert len(objects(home, theirs)) == 4


def test_a_failed_jobs_recording_goes_too_and_an_unfinished_ones_stays(
    home: Home, clock: HandClock
) -> None:
    failed, queued = submitted(home, 1), submitted(home, 2)
    home.jobs.fail("acme", failed.id, clock.now(), JobError(code="a", message="b"))
    clock.advance(days(1000))
    expire(home)
    assert objects(home, failed) == []
    assert objects(home, queued) != []


def test_the_record_goes_after_its_own_time(home: Home, clock: HandClock) -> None:
    job = completed(home)
    clock.advance(days(365) + 1)
    assert expire(home) == RetentionReport(expired=1, erased=1, failed=0)
    with pytest.raises(NotFound):
        home.jobs.get("acme", job.id)


def test_more_jobs_than_one_batch_are_all_found(
    home: Home, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 3)
    jobs = [completed(home, number) for number in range(10)]
    clock.advance(days(91))
    assert expire(home).expired == 10
    assert not any(objects(home, job) for job in jobs)


def test_one_jobs_trouble_is_logged_by_type_and_keeps_no_other_job(
    home: Home,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    jobs = [completed(home, number) for number in range(6)]
    unlucky = {job.id for job in jobs[:3]}
    delete = FileBlobStore.delete

    def unreliable(store: FileBlobStore, prefix: str) -> int:
        if any(job_id in prefix for job_id in unlucky):
            raise OSError("a text of the call")
        return delete(store, prefix)

    monkeypatch.setattr(FileBlobStore, "delete", unreliable)
    clock.advance(days(91))
    with caplog.at_level(logging.ERROR):
        assert expire(home) == RetentionReport(expired=3, erased=0, failed=3)
    assert "OSError" in caplog.text
    assert "text of the call" not in caplog.text
    monkeypatch.setattr(FileBlobStore, "delete", delete)
    assert expire(home).expired == 3


def test_events_uses_of_keys_and_idempotency_keys_are_forgotten(
    home: Home, clock: HandClock
) -> None:
    job = completed(home)
    key = create_key(
        tenant="acme", scopes=("jobs:read",), tenants=home.tenants, keys=home.keys, clock=clock
    ).key
    home.keys.log_uses((KeyUse(key_id=key.id, at=clock.now(), endpoint="GET /", address=""),))
    since = clock.now() - timedelta(days=1000)
    clock.advance(days(1))
    expire(home)
    assert home.jobs.remembered("acme", "k1", since)
    clock.advance(1)
    expire(home)
    assert home.jobs.remembered("acme", "k1", since) is None
    assert home.events.after("acme", 0, limit=10)
    clock.advance(days(7))
    expire(home)
    assert home.events.after("acme", 0, limit=10) == ()
    clock.advance(days(90))
    expire(home)
    assert home.keys.delete_uses(clock.now()) == 0
    assert home.jobs.get("acme", job.id)


def test_a_job_whose_data_expired_is_not_told_again(home: Home, clock: HandClock) -> None:
    job = make_job(1, created_at=clock.now())
    hook = job.options.model_copy(update={"webhook_url": "https://example.com/hook"})
    home.jobs.admit(job.model_copy(update={"options": hook}), AdmissionRules())
    publish(home, job)
    assert [j.id for j in home.jobs.untold(clock.now() + timedelta(days=1))] == [job.id]
    clock.advance(days(91))
    expire(home)
    assert home.jobs.untold(clock.now()) == ()


def test_ended_workflows_are_forgotten_as_long_ago_as_events(
    tmp_path: Path, clock: HandClock
) -> None:
    runner = RememberingRunner()
    expire(make_home(tmp_path, clock=clock, runner=runner, event_days=3))
    assert runner.forgotten == [clock.now() - timedelta(days=3)]
