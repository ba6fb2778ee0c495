from pathlib import Path

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Pipeline
from novapulse.domain.webhook import Delivery
from novapulse.language.pii.detector import RuleDetector
from novapulse.services.home import Home
from novapulse.stages import documents
from novapulse.stages.erase import erase, erase_data
from novapulse.stages.index import index
from novapulse.stages.publish import publish
from novapulse.stages.reference import JobReference
from tests.adapters.make import add_job, make_job
from tests.services.house import NOON, make_home, make_transcript
from tests.services.word_embedder import WordEmbedder

JOB = make_job()
WHERE = (JOB.tenant, JOB.id)
REFERENCE = JobReference.of(JOB).model_copy(update={"pipeline": Pipeline.TRANSCRIPTION})


def run_erase(home: Home) -> None:
    erase(
        REFERENCE,
        blobs=home.blobs,
        vault=home.vault,
        search=home.search,
        deliveries=home.deliveries,
    )


def test_what_is_published_of_an_erased_job_is_erased_in_turn(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    add_job(home.jobs, JOB)
    home.jobs.start(*WHERE, NOON)
    documents.write(home.blobs, storage_keys.work(*WHERE, "transcript"), make_transcript())
    home.jobs.erase(*WHERE)
    with pytest.raises(NotFound, match="No such job"):
        publish(
            REFERENCE,
            jobs=home.jobs,
            blobs=home.blobs,
            clock=home.clock,
            detector=RuleDetector(),
        )
    assert list(home.blobs.keys("results/"))
    run_erase(home)
    assert list(home.blobs.keys("")) == []


def test_a_delivery_that_was_made_late_goes_too(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    delivery = Delivery(
        id="evt_1",
        tenant=JOB.tenant,
        job_id=JOB.id,
        event="job.completed",
        url="https://example.com/hook",
        body="{}",
        created_at=NOON,
    )
    home.deliveries.add(delivery)
    run_erase(home)
    assert home.deliveries.for_job(*WHERE) == ()


def test_the_data_of_a_job_go_with_what_is_indexed_of_them(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    add_job(home.jobs, JOB)
    documents.write(home.blobs, storage_keys.work(*WHERE, "transcript"), make_transcript())
    index(REFERENCE, blobs=home.blobs, search=home.search, embedder=WordEmbedder())
    erased = erase_data(*WHERE, blobs=home.blobs, vault=home.vault, search=home.search)
    assert erased.vectors == 2
    assert home.search.erase_job(*WHERE) == 0
