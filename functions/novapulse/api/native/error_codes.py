"""Every error code with its status, an example of its message, and the routes that answer it."""

from collections.abc import Iterator
from dataclasses import dataclass

INGEST = "POST /v1/audio/ingest"
ANNOUNCE = "POST /v1/audio/uploads"
PART = "PUT /v1/audio/uploads/{upload_id}/parts/{part_number}"
COMPLETE = "POST /v1/audio/uploads/{upload_id}/complete"
UPLOAD = "GET /v1/audio/uploads/{upload_id}"
JOB = "GET /v1/jobs/{job_id}"
DELETE = "DELETE /v1/jobs/{job_id}"
SPEAKERS = "PATCH /v1/jobs/{job_id}/speakers"
TRANSCRIPT = "GET /v1/transcriptions/{job_id}"
INSIGHTS = "GET /v1/insights/{job_id}"
AUDIO = "GET /v1/audio/{job_id}"
EVENTS = "GET /v1/events"
DELIVERY = "GET /v1/webhooks/deliveries/{delivery_id}"
REPLAY = "POST /v1/webhooks/deliveries/{delivery_id}/replay"
TEST = "POST /v1/webhooks/test"
SEARCH = "GET /v1/search"
ASK = "POST /v1/ask"


@dataclass(frozen=True)
class ErrorCode:
    """``routes`` is empty for a code that every route with this status may answer."""

    status: int
    code: str
    message: str
    routes: tuple[str, ...] = ()


JOB_ID = "job_7a2d9c4f1e8b"
UPLOAD_ID = "upl_3f9a1c7e5b2d48603f9a1c7e5b2d4860"

ERROR_CODES = (
    ErrorCode(400, "invalid_parameter", "limit: '500' is not accepted; send 1 to 100"),
    ErrorCode(
        400,
        "missing_required_field",
        "file: is required; send the recording as one of file, upload_id, audio_url",
        (INGEST, ANNOUNCE, TEST, PART, SEARCH, ASK, SPEAKERS),
    ),
    ErrorCode(
        400,
        "invalid_language_code",
        "language: 'english' is not a BCP 47 tag; send one such as en-US or es",
        (INGEST,),
    ),
    ErrorCode(
        401,
        "missing_api_key",
        "Send your API key in the header 'Authorization: Bearer nvp_...'.",
    ),
    ErrorCode(401, "invalid_api_key", "The API key is not known."),
    ErrorCode(401, "expired_api_key", "The API key ending in 'Qk3a' was revoked or has expired."),
    ErrorCode(
        403,
        "insufficient_permissions",
        "This request needs the scope 'insights:read'; the API key has audio:write.",
        (
            *(INGEST, ANNOUNCE, UPLOAD, COMPLETE, "GET /v1/jobs", JOB, DELETE, TRANSCRIPT),
            *(INSIGHTS, EVENTS, "GET /v1/webhooks/deliveries", DELIVERY, REPLAY, TEST),
            *(SEARCH, ASK, SPEAKERS, AUDIO),
        ),
    ),
    ErrorCode(
        403,
        "pipeline_mismatch",
        "Sentiment analysis requires pipeline=full-analysis. "
        "This job was processed with pipeline=transcription.",
        (INSIGHTS,),
    ),
    ErrorCode(
        403,
        "invalid_signature",
        "The URL was altered, or another server signed it; use it as it was given.",
        (PART,),
    ),
    ErrorCode(
        403,
        "upload_url_expired",
        "The URL is no longer good; announce the upload again (POST /v1/audio/uploads).",
        (PART,),
    ),
    ErrorCode(
        404,
        "job_not_found",
        "No such job exists; an id is 'job_' and 12 hex digits.",
        (JOB, DELETE, SPEAKERS, TRANSCRIPT, INSIGHTS, AUDIO, EVENTS),
    ),
    ErrorCode(
        404,
        "job_not_ready",
        "The job is still processing. Retry after the estimated completion time.",
        (TRANSCRIPT, INSIGHTS, AUDIO, SPEAKERS),
    ),
    ErrorCode(
        404,
        "results_expired",
        "The recording and the results were deleted at 2025-07-14T09:14:22Z, "
        "when the time for which the tenant's data is kept was over.",
        (TRANSCRIPT, INSIGHTS, AUDIO, SPEAKERS),
    ),
    ErrorCode(
        404,
        "assessment_not_available",
        "This call was not assessed: the assessment failed, which a warning of the job then tells, "
        "or the call was processed by a release that had none. Submit it again.",
        (INSIGHTS,),
    ),
    ErrorCode(
        404,
        "audio_not_available",
        "This call was handed in as text: it has no sound.",
        (AUDIO,),
    ),
    ErrorCode(
        404,
        "content_not_available",
        "The content of this call was not analysed: the analysis failed, which a warning of "
        "the job then tells, or the call was processed by a release that had none. Submit it "
        "again.",
        (INSIGHTS,),
    ),
    ErrorCode(
        404,
        "speaker_not_found",
        "speakers: 'channel 3' is no speaker of this call; there are: channel 1 (Agent), "
        "channel 2 (Customer)",
        (SPEAKERS,),
    ),
    ErrorCode(
        404,
        "upload_not_found",
        "No such upload exists; announce one (POST /v1/audio/uploads).",
        (INGEST, UPLOAD, PART, COMPLETE),
    ),
    ErrorCode(
        404,
        "delivery_not_found",
        "No such delivery exists; an id is 'evt_' and 24 hex digits.",
        (DELIVERY, REPLAY),
    ),
    ErrorCode(
        408,
        "request_timeout",
        "the body did not arrive within 3600 seconds; send it again, in smaller parts where the "
        "connection is slow (POST /v1/audio/uploads)",
    ),
    ErrorCode(
        409,
        "job_already_exists",
        f"The same file was submitted with the same metadata and pipeline as job '{JOB_ID}' "
        "within the last 60 seconds.",
        (INGEST,),
    ),
    ErrorCode(
        409,
        "idempotency_key_reused",
        f"Idempotency-Key: it was used with other parameters for job '{JOB_ID}'; send a new key "
        "with a new request",
        (INGEST,),
    ),
    ErrorCode(
        409,
        "job_failed",
        "The job failed and has no results. Nobody speaks in the recording.",
        (TRANSCRIPT, INSIGHTS, AUDIO, SPEAKERS),
    ),
    ErrorCode(
        409,
        "speakers_ambiguous",
        "speakers: 'Agent' is the label of 2 speakers; name the source: voice 1 (Agent), "
        "voice 2 (Customer), voice 3 (Agent)",
        (SPEAKERS,),
    ),
    ErrorCode(
        409,
        "correction_under_way",
        "The speakers of this call are being corrected already. Try again in a moment.",
        (SPEAKERS,),
    ),
    ErrorCode(
        409,
        "correction_failed",
        "The results could not be made anew; those from before stay. Send the request again.",
        (SPEAKERS,),
    ),
    ErrorCode(
        409,
        "upload_incomplete",
        f"Upload '{UPLOAD_ID}' lacks 1 of 2 parts: 2. Send them and complete it then.",
        (INGEST, COMPLETE),
    ),
    ErrorCode(
        409,
        "upload_completed",
        f"Upload '{UPLOAD_ID}' is complete and takes no more parts.",
        (PART, COMPLETE),
    ),
    ErrorCode(
        409,
        "upload_already_used",
        f"Upload '{UPLOAD_ID}' was used by job '{JOB_ID}'.",
        (INGEST, PART, COMPLETE),
    ),
    ErrorCode(
        413,
        "file_too_large",
        "size_bytes: 629145600 is more than the 524288000 bytes that are accepted",
        (INGEST, ANNOUNCE, PART),
    ),
    ErrorCode(
        413,
        "request_too_large",
        "body: longer than the 262144 bytes accepted",
        (INGEST, ANNOUNCE, TEST, ASK, SPEAKERS),
    ),
    ErrorCode(
        415,
        "unsupported_media_type",
        "file: The file cannot be decoded as audio. It may be damaged, incomplete or not a "
        "recording at all; export the call again, for example as WAV, MP3, M4A, FLAC or OGG.",
    ),
    ErrorCode(
        429, "rate_limit_exceeded", "More than 60 such requests in 60 seconds; wait 12 seconds."
    ),
    ErrorCode(
        429,
        "concurrent_jobs_exceeded",
        "50 jobs are queued or processing, as many as the tier 'professional' has at once; send "
        "the recording again when one has ended",
        (INGEST,),
    ),
    ErrorCode(
        429,
        "too_many_uploads",
        "100 uploads are announced and not used; submit one of them, or wait until one expires",
        (ANNOUNCE,),
    ),
    ErrorCode(
        429,
        "too_many_streams",
        "This API key has 5 streams of events open, as many as it may: close one, or wait "
        "30 seconds.",
        (EVENTS,),
    ),
    ErrorCode(500, "internal_error", "Something went wrong on our side. Try again later."),
    ErrorCode(
        503, "service_unavailable", "The server's storage is out of reach or full. Try again later."
    ),
)


def codes_of(route: str, status: int) -> Iterator[ErrorCode]:
    """``route`` is a method and a path, such as ``GET /v1/jobs``."""
    for error in ERROR_CODES:
        if error.status == status and (not error.routes or route in error.routes):
            yield error
