"""What the published pages show as JSON: an answer, a result's fields, three errors."""

from typing import Any

SUBMITTED: dict[str, Any] = {
    "analysis_id": "anl_1a2b3c4d5e",
    "status": "processing",
    "created_at": "2024-01-15T10:30:05Z",
    "estimated_completion": "2024-01-15T10:32:00Z",
    "webhook_url": "https://your-app.com/webhooks/callcov",
}
ERRORS = {
    400: {
        "error": {
            "code": "invalid_file_format",
            "message": "Audio file must be in WAV, MP3, M4A, FLAC, or OGG format",
        }
    },
    413: {
        "error": {
            "code": "file_too_large",
            "message": "Audio file exceeds maximum size of 100 MB",
        }
    },
    429: {
        "error": {
            "code": "rate_limit_exceeded",
            "message": "Rate limit exceeded. Please try again in 32 seconds.",
        }
    },
}
ERROR_CODES = [
    *(error["error"]["code"] for error in ERRORS.values()),
    *("validation_error", "unauthorized"),
]
