"""An endpoint's answer, checked, as the document that ``attribute`` reads."""

from typing import NamedTuple

from pydantic import ValidationError

from novapulse import plan
from novapulse.adapters.aws.pipeline.task_tokens import Inference
from novapulse.domain import storage_keys
from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.media import Notice
from novapulse.domain.transcript import Diarization, Transcription
from novapulse.domain.value import Value
from novapulse.speech.remote import AudioFacts, DiarizeAnswer, TranscribeAnswer

STANDS_IN = "diarization_draft"


class VaultDocument(NamedTuple):
    key: str
    document: Value


def vault_document(inference: Inference, answer: bytes) -> VaultDocument:
    """Raises EngineUnavailable(``engine_answer_invalid``), which says nothing of the answer."""
    where = (inference.tenant, inference.job_id)
    try:
        if inference.stage == plan.TRANSCRIBE.name:
            heard = _transcription(TranscribeAnswer.model_validate_json(answer))
            return VaultDocument(storage_keys.vault_transcription(*where), heard)
        told_apart = _diarization(DiarizeAnswer.model_validate_json(answer))
        return VaultDocument(storage_keys.vault_diarization(*where), told_apart)
    except (ValidationError, ValueError):
        pass
    raise EngineUnavailable(
        "engine_answer_invalid", f"the engine's answer to {inference.stage} is not as agreed"
    )


def _transcription(answer: TranscribeAnswer) -> Transcription:
    channels = len(answer.audio.channel_numbers)
    for utterance in answer.transcription.utterances:
        _check(0 <= utterance.channel < channels)
        _check_times(utterance.start, utterance.end, answer.audio)
    return answer.transcription


def _diarization(answer: DiarizeAnswer) -> Diarization:
    diarization = answer.diarization
    for turn in diarization.turns:
        _check(0 <= turn.speaker < diarization.speakers)
        _check_times(turn.start, turn.end, answer.audio)
    if not answer.engine.draft:
        return diarization
    note = Notice(code=STANDS_IN, message=answer.engine.note or "a simpler engine stood in")
    return diarization.model_copy(update={"notices": (*diarization.notices, note)})


def _check_times(start: float, end: float, audio: AudioFacts) -> None:
    """A model may round the end of its last window up."""
    _check(0 <= start <= end <= audio.duration_seconds + 30)


def _check(holds: bool) -> None:
    if not holds:
        raise ValueError
