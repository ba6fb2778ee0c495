"""Error answers for the OpenAPI document."""

from typing import Any

from novapulse.api.native.schemas import ErrorAnswer

MEANINGS = {
    400: "`invalid_parameter`, `missing_required_field`, `invalid_language_code`",
    401: "`missing_api_key`, `invalid_api_key`, `expired_api_key`",
    403: "`insufficient_permissions`, `pipeline_mismatch`, `invalid_signature`, "
    "`upload_url_expired`",
    404: "`job_not_found`, `job_not_ready`, `results_expired`, `upload_not_found`, "
    "`delivery_not_found`",
    408: "`request_timeout`",
    409: "`job_already_exists`, `idempotency_key_reused`, `job_failed`, `upload_incomplete`, "
    "`upload_completed`, `upload_already_used`",
    413: "`file_too_large`, `request_too_large`",
    415: "`unsupported_media_type`",
    429: "`rate_limit_exceeded`, `concurrent_jobs_exceeded`, `too_many_uploads`, "
    "`too_many_streams`",
    500: "`internal_error`",
    503: "`service_unavailable`",
}
ANYWHERE = (429, 500, 503)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The named statuses and those of every route. All errors have the one envelope."""
    return {
        status: {"model": ErrorAnswer, "description": MEANINGS[status]}
        for status in sorted({*statuses, *ANYWHERE})
    }
