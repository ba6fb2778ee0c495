"""``GET /v1/transcriptions/{job_id}``."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from novapulse.api.native import translate
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.results.examples import transcribed
from novapulse.api.native.schemas import TranscriptionAnswer
from novapulse.domain import exports
from novapulse.domain.keys import ApiKey
from novapulse.domain.transcript import Transcript
from novapulse.services.keys import require_scope
from novapulse.services.results import read_transcript

router = APIRouter()

MEDIA_TYPES = {"srt": "application/x-subrip", "vtt": "text/vtt", "txt": "text/plain"}


@router.get(
    "/v1/transcriptions/{job_id}",
    response_model=TranscriptionAnswer,
    response_model_exclude_unset=True,
    responses={
        **answers(400, 401, 403, 404, 409),
        200: transcribed(MEDIA_TYPES),
    },
    summary="The transcript of a completed job",
)
def get_transcription(
    *,
    job_id: str,
    home: HomeOf,
    key: Annotated[ApiKey, Depends(caller_with("transcription:read"))],
    format: Annotated[Literal["json", "srt", "vtt", "txt"], Query()] = "json",
    speaker_labels: Annotated[bool, Query()] = True,
    word_timestamps: Annotated[bool, Query(description="Only for format=json")] = False,
    redact_pii: Annotated[bool, Query(description="false needs the scope pii:read")] = True,
) -> TranscriptionAnswer | Response:
    if not redact_pii:
        require_scope(key, "pii:read")
    job, transcript, summary = read_transcript(
        home, tenant=key.tenant, job_id=job_id, redacted=redact_pii
    )
    if format != "json":
        text = _text(transcript, format, speaker_labels)
        name = {"content-disposition": f'attachment; filename="{job.id}.{format}"'}
        return Response(text, media_type=f"{MEDIA_TYPES[format]}; charset=utf-8", headers=name)
    return translate.transcription(
        job,
        transcript,
        summary,
        speaker_labels=speaker_labels,
        word_timestamps=word_timestamps,
    )


def _text(transcript: Transcript, format: str, speaker_labels: bool) -> str:
    if format == "txt":
        return exports.txt(transcript)
    write = exports.srt if format == "srt" else exports.vtt
    return write(transcript, speaker_labels=speaker_labels)
