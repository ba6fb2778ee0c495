"""What can go wrong between a caller and a NovaPulse server.

ClientError
├── NovaPulseApiError     the server said no: ``status``, ``code``, ``message``, ``retry_after``
│   ├── InvalidRequest    400: a parameter; the message names field, value and what is accepted
│   ├── Unauthorized      401: no key, a bad key, an ended key
│   ├── Forbidden         403: the key lacks a scope; the job's pipeline lacks the result
│   ├── NotFound          404: unknown, another tenant's, or not ready yet
│   ├── Conflict          409: a repeated submission; results asked of a failed job
│   ├── PayloadTooLarge   413
│   ├── UnsupportedMedia  415: not a recording in a format that is accepted
│   ├── RateLimited       429: try again after ``retry_after`` seconds
│   └── ServerError       5xx
├── ConnectionFailed      no server was reached, or it went away in the middle
├── UnexpectedAnswer      something answered, but not as a NovaPulse server does
├── RecordingUnreadable   the file is gone, or changed while it was sent
├── UploadInterrupted     some parts are there: go on with ``upload_id``
├── JobFailed             waited for a job, and it failed: ``job`` says why
└── WaitTimeout           waited for a job, and it goes on: ``job_id``
"""

from http import HTTPStatus

from novapulse.api.native.schemas import JobAnswer
from novapulse.domain.errors import NovaPulseError


class ClientError(NovaPulseError):
    """``code`` is stable and machine readable, ``message`` is for the person."""


class NovaPulseApiError(ClientError):
    """``status`` is the HTTP status; ``retry_after`` is in seconds where the server named it."""

    def __init__(
        self, status: int, code: str, message: str, *, retry_after: float | None = None
    ) -> None:
        super().__init__(code, message)
        self.status = status
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.status} {self.code}: {self.message}"


class InvalidRequest(NovaPulseApiError):
    pass


class Unauthorized(NovaPulseApiError):
    pass


class Forbidden(NovaPulseApiError):
    pass


class NotFound(NovaPulseApiError):
    pass


class Conflict(NovaPulseApiError):
    pass


class PayloadTooLarge(NovaPulseApiError):
    pass


class UnsupportedMedia(NovaPulseApiError):
    pass


class RateLimited(NovaPulseApiError):
    pass


class ServerError(NovaPulseApiError):
    pass


class ConnectionFailed(ClientError):
    pass


class UnexpectedAnswer(ClientError):
    pass


class RecordingUnreadable(ClientError):
    pass


class UploadInterrupted(ClientError):
    def __init__(self, upload_id: str, reason: ClientError) -> None:
        super().__init__(
            "upload_interrupted",
            f"{reason.message} What arrived is kept: submit the same file with "
            f"upload='{upload_id}' to go on.",
        )
        self.upload_id = upload_id
        self.reason = reason


class JobFailed(ClientError):
    def __init__(self, job: JobAnswer) -> None:
        code, message = "job_failed", "The job failed for no known reason."
        if job.error is not None:
            code, message = job.error.code, job.error.message
        super().__init__(code, message)
        self.job = job


class WaitTimeout(ClientError):
    def __init__(self, job_id: str, seconds: float) -> None:
        super().__init__(
            "wait_timeout", f"Job '{job_id}' has not ended after {seconds:g} s. It goes on."
        )
        self.job_id = job_id


BY_STATUS: dict[int, type[NovaPulseApiError]] = {
    HTTPStatus.BAD_REQUEST: InvalidRequest,
    HTTPStatus.UNAUTHORIZED: Unauthorized,
    HTTPStatus.FORBIDDEN: Forbidden,
    HTTPStatus.NOT_FOUND: NotFound,
    HTTPStatus.CONFLICT: Conflict,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: PayloadTooLarge,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: UnsupportedMedia,
    HTTPStatus.TOO_MANY_REQUESTS: RateLimited,
}


def api_error(
    status: int, code: str, message: str, *, retry_after: float | None = None
) -> NovaPulseApiError:
    """The error of that status."""
    other = ServerError if status >= HTTPStatus.INTERNAL_SERVER_ERROR else NovaPulseApiError
    return BY_STATUS.get(status, other)(status, code, message, retry_after=retry_after)
