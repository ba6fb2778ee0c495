"""The stages of a completed job whose speakers are corrected."""

from pathlib import Path

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.correction import Correction
from novapulse.domain.errors import NotFound
from novapulse.domain.job import JobError
from novapulse.domain.transcript import Transcript
from novapulse.language.pii.detector import RuleDetector
from novapulse.services.home import Home
from novapulse.stages import documents
from novapulse.stages.attribute import attribute
from novapulse.stages.fail import fail
from novapulse.stages.publish import publish as publish_stage
from novapulse.stages.redact import redact
from novapulse.stages.reference import JobReference
from tests.adapters.make import add_job, make_job
from tests.services.house import NOON, make_home, make_insights, publish, publish_assessment

JOB = make_job()
WHERE = (JOB.tenant, JOB.id)
SWAPPED = Correction(revision=1, labels={"channel 1": "Customer", "channel 2": "Agent"})
"""Of the transcript that ``publish`` leaves."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = make_home(tmp_path)
    add_job(home.jobs, JOB)
    publish(home, JOB)
    publish_assessment(home, JOB)
    return home


def reference() -> JobReference:
    return JobReference.of(JOB, SWAPPED)


def attributed(home: Home) -> None:
    attribute(reference(), jobs=home.jobs, blobs=home.blobs, vault=home.vault)
    redact(reference(), blobs=home.blobs, vault=home.vault, detector=RuleDetector())


def published(home: Home) -> None:
    publish_stage(
        reference(), jobs=home.jobs, blobs=home.blobs, clock=home.clock, detector=RuleDetector()
    )


def speakers(document: Transcript) -> list[str]:
    return [segment.speaker for segment in document.segments]


def shown(home: Home) -> Transcript:
    return documents.read(home.blobs, storage_keys.result_transcript(*WHERE), Transcript)


def test_the_kept_original_is_relabelled_and_redacted_once_more(home: Home) -> None:
    attributed(home)
    original = documents.read(home.vault, storage_keys.vault_transcript(*WHERE), Transcript)
    assert speakers(original) == ["Customer", "Agent"]
    assert "Sarah" in original.segments[0].text
    made = documents.read(home.blobs, storage_keys.work(*WHERE, "transcript"), Transcript)
    assert speakers(made) == ["Customer", "Agent"]
    assert "Sarah" not in made.model_dump_json()
    assert speakers(shown(home)) == ["Agent", "Customer"], "until it is published"
    assert list(home.vault.keys(f"{JOB.tenant}/")) == [storage_keys.vault_transcript(*WHERE)]


def test_once_more_after_a_kill_changes_nothing(home: Home) -> None:
    attributed(home)
    first = documents.read(home.vault, storage_keys.vault_transcript(*WHERE), Transcript)
    attributed(home)
    assert documents.read(home.vault, storage_keys.vault_transcript(*WHERE), Transcript) == first


def test_warnings_are_those_of_the_new_results(home: Home) -> None:
    assert [w.code for w in home.jobs.get(*WHERE).warnings] == ["roles_uncertain"]
    attributed(home)
    published(home)
    assert speakers(shown(home)) == ["Customer", "Agent"]
    assert home.jobs.get(*WHERE).warnings == ()


def test_what_was_not_made_anew_is_not_left_from_before(home: Home) -> None:
    attributed(home)
    published(home)
    with pytest.raises(NotFound):
        home.blobs.get(storage_keys.result_assessment(*WHERE))


def test_a_second_attempt_at_publishing_deletes_nothing(home: Home) -> None:
    attributed(home)
    published(home)
    publish_assessment(home, JOB)
    published(home)
    assert home.blobs.get(storage_keys.result_assessment(*WHERE))


def test_data_whose_time_was_over_meanwhile_do_not_come_back(home: Home) -> None:
    attributed(home)
    home.jobs.data_expired(*WHERE, NOON)
    for prefix in storage_keys.blob_prefixes(*WHERE):
        home.blobs.delete(prefix)
    attributed(home)
    documents.write(home.blobs, storage_keys.work(*WHERE, "insights"), make_insights())
    with pytest.raises(NotFound, match="deleted meanwhile"):
        published(home)
    fail(
        reference().with_error(JobError(code="results_expired", message="")),
        jobs=home.jobs,
        blobs=home.blobs,
        vault=home.vault,
        search=home.search,
        clock=home.clock,
    )
    assert list(home.blobs.keys("")) == []
    assert list(home.vault.keys("")) == []
