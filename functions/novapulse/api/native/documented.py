"""Error answers for the OpenAPI document."""

from typing import Any

from novapulse.api.native.schemas import ErrorAnswer

MEANINGS = {
    400: "`invalid_parameter`, `missing_required_field`, `invalid_language_code`",
    401: "`missing_api_key`, `invalid_api_key`, `expired_api_key`",
    403: "`insufficient_permissions`, `pipeline_mismatch`",
    404: "`job_not_found`, `job_not_ready`",
    409: "`job_already_exists`, `job_failed`",
    413: "`file_too_large`",
    415: "`unsupported_media_type`",
    503: "`service_unavailable`",
}


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The named statuses, and ``default``: every error has the one envelope."""
    meanings: dict[int | str, str] = {status: MEANINGS[status] for status in statuses}
    meanings["default"] = "Any other error, such as `internal_error` (500)"
    return {
        status: {"model": ErrorAnswer, "description": meaning}
        for status, meaning in meanings.items()
    }
