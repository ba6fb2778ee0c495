from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Pipeline
from novapulse.domain.search import SearchFilter
from novapulse.services.home import Home
from novapulse.stages import documents
from novapulse.stages.index import index, index_job
from novapulse.stages.reference import JobReference
from tests.adapters.make import add_job, make_job
from tests.services.house import NOON, make_home, make_transcript
from tests.services.word_embedder import WordEmbedder

JOB = make_job()
WHERE = (JOB.tenant, JOB.id)
EVERYTHING = SearchFilter()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = make_home(tmp_path)
    add_job(home.jobs, JOB)
    home.jobs.start(*WHERE, NOON)
    return home


def redacted(home: Home, *texts: str) -> None:
    """As the stage ``redact`` leaves it."""
    transcript = make_transcript()
    segments = [
        transcript.segments[0].model_copy(update={"id": n, "text": text, "words": ()})
        for n, text in enumerate(texts, start=1)
    ]
    transcript = transcript.model_copy(update={"segments": tuple(segments)})
    documents.write(home.blobs, storage_keys.work(*WHERE, "transcript"), transcript)


def run(home: Home, embedder: WordEmbedder | None = None) -> None:
    index(
        JobReference.of(JOB),
        blobs=home.blobs,
        search=home.search,
        embedder=embedder or WordEmbedder(),
    )


def meant(home: Home, text: str) -> list[str]:
    (vector,) = WordEmbedder().encode([text])
    found = home.search.by_meaning(
        JOB.tenant, vector, EVERYTHING, model=WordEmbedder.model_id, limit=10
    )
    return [hit.passage.text for hit in found]


def said(home: Home, text: str) -> list[str]:
    found = home.search.by_words(JOB.tenant, [text], EVERYTHING, limit=10)
    return [hit.passage.text for hit in found]


def complete(home: Home) -> None:
    home.jobs.complete(*WHERE, NOON, ())


def test_a_completed_call_is_found_by_what_was_said_and_by_what_was_meant(home: Home) -> None:
    redacted(home, "my bill is wrong", "the parcel never came")
    run(home)
    assert said(home, "bill") == meant(home, "bill") == [], "the job has not ended yet"
    complete(home)
    assert said(home, "bills") == meant(home, "wrong bill") == ["my bill is wrong"]


def test_a_passage_knows_its_place_in_the_call(home: Home) -> None:
    documents.write(home.blobs, storage_keys.work(*WHERE, "transcript"), make_transcript())
    run(home)
    complete(home)
    (hit,) = home.search.by_words(JOB.tenant, ["charged"], EVERYTHING, limit=10)
    expected = make_transcript().segments[1]
    assert hit.job_id == JOB.id
    assert hit.passage.segment == expected.id
    assert hit.passage.speaker == expected.speaker
    assert (hit.passage.start, hit.passage.end) == (expected.start, expected.end)


def test_fillers_are_found_by_their_words_and_not_by_a_meaning(home: Home) -> None:
    redacted(home, "Okay, yes.", "Okay, cancel the order.")
    run(home)
    complete(home)
    assert said(home, "okay") == ["Okay, yes.", "Okay, cancel the order."]
    assert meant(home, "okay yes") == ["Okay, cancel the order."]


def test_a_second_run_takes_the_place_of_the_first(home: Home) -> None:
    redacted(home, "my bill is wrong")
    run(home)
    redacted(home, "my bill is right again")
    run(home)
    complete(home)
    assert said(home, "bill") == ["my bill is right again"]
    assert home.search.erase_job(*WHERE) == 1


def test_a_call_in_which_nobody_spoke_counts_as_indexed(home: Home) -> None:
    redacted(home)
    run(home)
    complete(home)
    assert home.search.unindexed(WordEmbedder.model_id, limit=1) == ()


def test_without_the_work_of_redact_the_published_transcript_is_read(home: Home) -> None:
    documents.write(home.blobs, storage_keys.result_transcript(*WHERE), make_transcript())
    assert run_now(home) == 2


def run_now(home: Home) -> int:
    return index_job(*WHERE, blobs=home.blobs, search=home.search, embedder=WordEmbedder())


def test_a_transcript_with_personal_data_is_refused(home: Home) -> None:
    original = make_transcript("Sarah", pii_redacted=False)
    documents.write(home.blobs, storage_keys.work(*WHERE, "transcript"), original)
    with pytest.raises(ValueError, match="only redacted text is indexed"):
        run(home)
    assert home.search.erase_job(*WHERE) == 0


def test_a_job_that_was_erased_meanwhile_cannot_be_indexed(home: Home) -> None:
    class Erasing(WordEmbedder):
        def encode(self, texts: Sequence[str]) -> "np.typing.NDArray[np.float32]":
            home.jobs.erase(*WHERE)
            return super().encode(texts)

    redacted(home, "my bill is wrong")
    with pytest.raises(NotFound, match="No such job"):
        run(home, Erasing())
    assert home.search.erase_job(*WHERE) == 0


def test_both_pipelines_read_the_same_transcript(home: Home) -> None:
    redacted(home, "my bill is wrong")
    reference = JobReference.of(JOB).model_copy(update={"pipeline": Pipeline.TRANSCRIPTION})
    index(reference, blobs=home.blobs, search=home.search, embedder=WordEmbedder())
    complete(home)
    assert said(home, "bill") == ["my bill is wrong"]
