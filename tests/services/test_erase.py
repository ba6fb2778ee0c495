from pathlib import Path

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.admission import AdmissionRules, IdempotencyKey
from novapulse.domain.erasure import Erased
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job
from novapulse.domain.search import Passage, SearchFilter
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.stages.index import index_job
from tests.adapters.make import make_job
from tests.services.house import NOON, RememberingRunner, make_home, publish


@pytest.fixture
def runner() -> RememberingRunner:
    return RememberingRunner()


@pytest.fixture
def home(tmp_path: Path, runner: RememberingRunner) -> Home:
    return make_home(tmp_path, runner=runner)


def submitted(home: Home, number: int = 1, tenant: str = "acme") -> Job:
    job = make_job(number, tenant=tenant)
    home.blobs.put(storage_keys.audio(tenant, job.id), b"RIFF")
    home.jobs.admit(job, AdmissionRules(idempotency=IdempotencyKey(f"k{number}", "f", NOON)))
    return job


def half_made(home: Home, job: Job) -> None:
    where = (job.tenant, job.id)
    home.blobs.put(storage_keys.prepared(*where, 0), b"sound")
    home.blobs.put(storage_keys.work(*where, "prepared"), b"{}")
    home.vault.put(storage_keys.vault_transcription(*where), b"{}")


def told(home: Home, job: Job) -> Delivery:
    delivery = Delivery(
        id="evt_1",
        tenant=job.tenant,
        job_id=job.id,
        event="job.completed",
        url="https://example.com/hook",
        body="{}",
        created_at=NOON,
    )
    home.deliveries.add(delivery)
    home.deliveries.record(
        job.tenant, delivery.id, Attempt(at=NOON, status=500), DeliveryStatus.PENDING, NOON
    )
    return delivery


def indexed(home: Home, job: Job) -> None:
    where = (job.tenant, job.id)
    assert index_job(*where, blobs=home.blobs, search=home.search, embedder=home.embedder()) == 2


def found(home: Home, tenant: str = "acme") -> list[str]:
    hits = home.search.by_words(tenant, ["charged"], SearchFilter(), limit=10)
    return [hit.job_id for hit in hits]


def left(home: Home) -> list[str]:
    return [*home.blobs.keys(""), *home.vault.keys("")]


def test_a_completed_job_goes_with_everything_that_was_made_of_it(home: Home) -> None:
    job = submitted(home)
    indexed(home, publish(home, job))
    delivery = told(home, job)
    receipt = erase_job(home, tenant="acme", job_id=job.id)
    assert receipt.deleted == Erased(
        audio=1, transcripts=2, insights=1, vectors=2, webhook_payloads=1
    )
    assert receipt.deleted.objects == 7
    assert receipt.deleted_at == NOON
    assert left(home) == []
    assert home.events.after("acme", 0, limit=10) == ()
    assert home.jobs.remembered("acme", "k1", NOON) is None
    with pytest.raises(NotFound):
        home.deliveries.get("acme", delivery.id)


def test_a_running_job_goes_with_what_is_half_made(home: Home, runner: RememberingRunner) -> None:
    job = submitted(home)
    home.jobs.start("acme", job.id, NOON)
    half_made(home, job)
    receipt = erase_job(home, tenant="acme", job_id=job.id)
    assert receipt.deleted == Erased(audio=2, transcripts=1, working_files=1)
    assert left(home) == []
    assert [j.id for j in runner.cancelled] == [job.id]


def test_a_runner_in_trouble_keeps_nothing_from_being_erased(
    home: Home, runner: RememberingRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_job: Job) -> None:
        raise OSError

    monkeypatch.setattr(runner, "cancel", fail)
    job = submitted(home)
    assert erase_job(home, tenant="acme", job_id=job.id).deleted.audio == 1
    assert left(home) == []


def test_a_delivery_that_comes_up_while_the_job_is_stopped_is_counted_and_goes(
    home: Home, runner: RememberingRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "cancel", lambda job: told(home, job))
    job = submitted(home)
    assert erase_job(home, tenant="acme", job_id=job.id).deleted.webhook_payloads == 1
    assert home.deliveries.for_job("acme", job.id) == ()


def test_an_erased_job_is_found_no_more_and_others_are(home: Home) -> None:
    job, neighbour, rival = (
        publish(home, submitted(home)),
        publish(home, submitted(home, 2)),
        publish(home, submitted(home, 3, tenant="rival")),
    )
    for each in (job, neighbour, rival):
        indexed(home, each)
    erase_job(home, tenant="acme", job_id=job.id)
    assert found(home) == [neighbour.id]
    assert found(home, "rival") == [rival.id]


def test_what_a_stage_puts_into_the_index_before_it_is_stopped_goes_too(
    home: Home, runner: RememberingRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record goes first: from then on nothing can be put."""
    job = publish(home, submitted(home))
    refused = []

    def at_last(_job: Job) -> None:
        with pytest.raises(NotFound):
            indexed(home, job)
        refused.append(job.id)

    monkeypatch.setattr(runner, "cancel", at_last)
    assert erase_job(home, tenant="acme", job_id=job.id).deleted.vectors == 0
    assert refused == [job.id]
    assert home.search.erase_job("acme", job.id) == 0


def test_an_index_that_cannot_settle_now_keeps_nothing_from_being_erased(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise OSError("charged twice")

    monkeypatch.setattr(home.search, "settle", fail)
    job = publish(home, submitted(home))
    indexed(home, job)
    assert erase_job(home, tenant="acme", job_id=job.id).deleted.vectors == 2
    assert left(home) == []
    assert caplog.messages == ["deleted words stay in the index for now: OSError"]


def test_neighbours_and_other_tenants_keep_theirs(home: Home) -> None:
    job, neighbour, rival = (
        submitted(home),
        submitted(home, 2),
        submitted(home, 3, tenant="rival"),
    )
    publish(home, rival)
    before = set(left(home))
    for wrong in (("rival", job.id), ("acme", rival.id), ("acme", "job_x"), ("acme", "../rival")):
        with pytest.raises(NotFound, match="job"):
            erase_job(home, tenant=wrong[0], job_id=wrong[1])
    assert set(left(home)) == before
    erase_job(home, tenant="acme", job_id=job.id)
    assert before - set(left(home)) == {storage_keys.audio("acme", job.id)}
    assert home.jobs.get("acme", neighbour.id) == neighbour


def test_an_erased_job_is_in_no_page_of_the_database(home: Home, tmp_path: Path) -> None:
    kept = publish(home, submitted(home, 2))
    indexed(home, kept)
    job = publish(home, submitted(home))
    said(home, job, "the zeppelin was late")
    erase_job(home, tenant="acme", job_id=job.id)
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    for trace in (job.id.encode(), b"zeppelin"):
        assert [p.name for p in files if trace in p.read_bytes()] == []


def said(home: Home, job: Job, text: str) -> None:
    passage = Passage(segment=1, speaker="Customer", start=0.0, end=1.0, text=text)
    embedder = home.embedder()
    vectors = embedder.encode([text])
    home.search.put(job.tenant, job.id, (passage,), vectors, model=embedder.model_id)
