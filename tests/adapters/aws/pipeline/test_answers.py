import pytest

from novapulse.adapters.aws.pipeline.answers import vault_document
from novapulse.adapters.aws.pipeline.task_tokens import Inference
from novapulse.domain import storage_keys
from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.transcript import Diarization
from novapulse.domain.value import Value
from tests.adapters.aws.pipeline.heard import diarize_answer, transcribe_answer

WORDS = Inference("acme", "job_1", "transcribe", "transcribe-1")
SPEAKERS = Inference("acme", "job_1", "diarize", "diarize-1")


def as_sent(answer: Value) -> bytes:
    return answer.model_dump_json().encode()


def test_an_answer_becomes_the_document_that_attribute_reads() -> None:
    found = vault_document(WORDS, as_sent(transcribe_answer()))
    assert found.key == storage_keys.vault_transcription("acme", "job_1")
    assert found.document == transcribe_answer().transcription
    assert vault_document(SPEAKERS, as_sent(diarize_answer())).key == (
        storage_keys.vault_diarization("acme", "job_1")
    )


def test_a_diarizer_that_stood_in_is_noted() -> None:
    document = vault_document(SPEAKERS, as_sent(diarize_answer(draft=True))).document
    assert isinstance(document, Diarization)
    assert [(n.code, n.message) for n in document.notices] == [
        ("diarization_draft", "the model is missing")
    ]


@pytest.mark.parametrize(
    ("inference", "answer"),
    [
        (WORDS, as_sent(transcribe_answer(channel=2))),
        (WORDS, as_sent(transcribe_answer(end=3.0))),
        (WORDS, as_sent(transcribe_answer(end=7000.0))),
        (WORDS, as_sent(diarize_answer())),
        (SPEAKERS, as_sent(diarize_answer(speakers=1))),
        (SPEAKERS, b'{"transcript": "my card is 4111"'),
    ],
)
def test_an_answer_that_is_not_as_agreed_is_refused_without_its_text(
    inference: Inference, answer: bytes
) -> None:
    with pytest.raises(EngineUnavailable) as refused:
        vault_document(inference, answer)
    assert refused.value.code == "engine_answer_invalid"
    assert "4111" not in refused.value.message
    assert refused.value.__context__ is None
