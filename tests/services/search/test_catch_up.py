import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.job import Job
from novapulse.domain.search import SearchFilter
from novapulse.language.embedder import Embedder
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.retention import expire
from novapulse.services.search.catch_up import LOOK_AGAIN_AFTER, RETRY_AFTER, CatchUp, CatchUpReport
from novapulse.services.tenants import make_tenant
from tests.adapters.make import add_job, make_job
from tests.services.house import HandClock, make_home, publish
from tests.services.word_embedder import WordEmbedder

NOTHING = CatchUpReport()


class OtherEmbedder(WordEmbedder):
    model_id = "words-2"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def home(tmp_path: Path, clock: HandClock) -> Home:
    return make_home(tmp_path, clock=clock, search_catch_up_jobs=3)


def completed(home: Home, number: int = 1, tenant: str = "acme") -> Job:
    """Without having been indexed."""
    job = make_job(number, tenant=tenant, created_at=home.clock.now())
    add_job(home.jobs, job)
    return publish(home, job)


def with_embedder(home: Home, embedder: Any) -> Home:
    return replace(home, embedder=lambda: embedder)


def found(home: Home, tenant: str = "acme") -> list[str]:
    hits = home.search.by_words(tenant, ["charged"], SearchFilter(), limit=100)
    return [hit.job_id for hit in hits]


def test_a_completed_call_that_was_not_indexed_is_found_afterwards(home: Home) -> None:
    job, rival = completed(home), completed(home, 2, tenant="rival")
    assert CatchUp(home).run() == CatchUpReport(indexed=2)
    assert found(home) == [job.id]
    assert found(home, "rival") == [rival.id]
    assert CatchUp(home).run() == NOTHING


def test_it_is_found_by_its_meaning_too(home: Home) -> None:
    job = completed(home)
    CatchUp(home).run()
    (vector,) = home.embedder().encode(["I was charged twice"])
    hits = home.search.by_meaning(
        "acme", vector, SearchFilter(), model=WordEmbedder.model_id, limit=1
    )
    assert [(hit.job_id, hit.passage.segment) for hit in hits] == [(job.id, 2)]


def test_no_embedder_is_loaded_for_nothing(home: Home) -> None:
    def unwanted() -> Embedder:
        raise AssertionError

    add_job(home.jobs, make_job(1))
    assert CatchUp(replace(home, embedder=unwanted)).run() == NOTHING


def test_each_run_takes_so_many_the_newest_first(home: Home, clock: HandClock) -> None:
    jobs = []
    for number in range(5):
        jobs.append(completed(home, number))
        clock.advance(1)
    catching_up = CatchUp(home)
    assert catching_up.run() == CatchUpReport(indexed=3)
    assert sorted(found(home)) == sorted(job.id for job in jobs[2:])
    assert catching_up.run() == CatchUpReport(indexed=2)
    assert catching_up.run() == NOTHING


def test_where_nothing_waited_it_looks_again_after_a_while(home: Home, clock: HandClock) -> None:
    completed(home)
    catching_up = CatchUp(home)
    assert catching_up.run() == CatchUpReport(indexed=1)
    assert catching_up.run() == NOTHING
    job = completed(home, 2)
    assert catching_up.run() == NOTHING
    clock.advance(LOOK_AGAIN_AFTER.total_seconds())
    assert catching_up.run() == CatchUpReport(indexed=1)
    assert job.id in found(home)


def test_another_embedder_makes_all_of_it_anew(home: Home) -> None:
    job = completed(home)
    CatchUp(home).run()
    other = with_embedder(home, OtherEmbedder())
    assert CatchUp(other).run() == CatchUpReport(indexed=1)
    assert found(other) == [job.id]
    (vector,) = OtherEmbedder().encode(["charged"])
    everything = SearchFilter()
    assert other.search.by_meaning("acme", vector, everything, model="words-2", limit=9)
    assert not other.search.by_meaning("acme", vector, everything, model="words-64", limit=9)
    assert CatchUp(other).run() == NOTHING


def test_what_fails_is_counted_holds_nothing_up_and_comes_again(
    home: Home, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    older = completed(home)
    clock.advance(1)
    newer = [completed(home, number) for number in range(2, 6)]
    for job in newer:
        home.blobs.put(storage_keys.result_transcript(job.tenant, job.id), b"I was charged")
    catching_up = CatchUp(home)
    with caplog.at_level(logging.INFO):
        assert catching_up.run() == CatchUpReport(failed=3)
        assert catching_up.run() == CatchUpReport(indexed=1, failed=1)
    assert found(home) == [older.id]
    assert caplog.messages == [
        "not indexed: 3 jobs (ValidationError)",
        "indexed later: 1 jobs",
        "not indexed: 1 jobs (ValidationError)",
    ]
    assert catching_up.run() == NOTHING
    for job in newer:
        home.blobs.delete(storage_keys.result_transcript(job.tenant, job.id))
        publish_again(home, job)
    clock.advance(RETRY_AFTER.total_seconds())
    assert catching_up.run() == CatchUpReport(indexed=3)
    assert catching_up.run() == CatchUpReport(indexed=1)


def publish_again(home: Home, job: Job) -> None:
    source = completed(home, 99 + int(job.id[4:], 16))
    where = (source.tenant, source.id)
    content = home.blobs.get(storage_keys.result_transcript(*where))
    home.blobs.put(storage_keys.result_transcript(job.tenant, job.id), content)
    erase_job(home, tenant=source.tenant, job_id=source.id)


def test_a_call_that_is_erased_while_it_is_embedded_stays_erased(home: Home) -> None:
    job = completed(home)

    class Meanwhile(WordEmbedder):
        def encode(self, texts: Sequence[str]) -> Any:
            erase_job(home, tenant="acme", job_id=job.id)
            return super().encode(texts)

    assert CatchUp(with_embedder(home, Meanwhile())).run() == CatchUpReport(failed=1)
    assert found(home) == []
    assert home.search.erase_job("acme", job.id) == 0


def test_data_that_expire_while_they_are_embedded_are_in_no_index(
    home: Home, clock: HandClock
) -> None:
    make_tenant("acme", tenants=home.tenants, clock=clock)
    job = completed(home)
    clock.advance(91 * 24 * 3600)

    class Meanwhile(WordEmbedder):
        def encode(self, texts: Sequence[str]) -> Any:
            assert expire(home).expired == 1
            return super().encode(texts)

    CatchUp(with_embedder(home, Meanwhile())).run()
    assert home.search.erase_job("acme", job.id) == 0
    assert CatchUp(home).run() == NOTHING


def test_a_transcript_that_is_gone_afterwards_takes_its_passages_along(home: Home) -> None:
    """Retention has deleted it and cleared the index of it, and has not marked the job yet."""
    job = completed(home)

    class Meanwhile(WordEmbedder):
        def encode(self, texts: Sequence[str]) -> Any:
            home.blobs.delete(storage_keys.result_transcript("acme", job.id))
            return super().encode(texts)

    CatchUp(with_embedder(home, Meanwhile())).run()
    assert home.search.erase_job("acme", job.id) == 0


def test_a_server_that_stops_begins_no_further_job(home: Home) -> None:
    for number in range(3):
        completed(home, number)
    catching_up: CatchUp

    class Stopping(WordEmbedder):
        def encode(self, texts: Sequence[str]) -> Any:
            catching_up.stop()
            return super().encode(texts)

    catching_up = CatchUp(with_embedder(home, Stopping()))
    assert catching_up.run() == CatchUpReport(indexed=1)
