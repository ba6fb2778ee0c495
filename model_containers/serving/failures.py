"""From errors to responses: what the caller did wrong is 4xx, what may pass later is 503, and
what the engine did wrong is 500. No response holds text of a call."""

from dataclasses import dataclass

from novapulse.domain.errors import (
    BadAudio,
    EngineUnavailable,
    Forbidden,
    InvalidRequest,
    NotFound,
    NovaPulseError,
    RequestTimeout,
    StorageUnavailable,
    TooLarge,
    TooManyRequests,
    UnsupportedMedia,
)
from novapulse.domain.remote import RemoteError, RemoteFailure

_STATUS: dict[type[NovaPulseError], int] = {
    InvalidRequest: 400,
    Forbidden: 403,
    NotFound: 404,
    RequestTimeout: 408,
    TooLarge: 413,
    UnsupportedMedia: 415,
    BadAudio: 422,
    TooManyRequests: 503,
    StorageUnavailable: 503,
    EngineUnavailable: 503,
}
_RETRYABLE = (TooManyRequests, StorageUnavailable, EngineUnavailable, RequestTimeout)
_TOO_LONG = "audio_too_long"
_RETRY_SECONDS = 5
ENGINE_ERROR = "engine_error"


@dataclass(frozen=True)
class FailedResponse:
    status: int
    body: RemoteFailure
    retry_after: int | None = None

    @property
    def by_engine(self) -> bool:
        return self.status >= 500 and self.body.error.code == ENGINE_ERROR


def failed_response(error: Exception) -> FailedResponse:
    if not isinstance(error, NovaPulseError):
        return _failed(
            500,
            RemoteError(
                code=ENGINE_ERROR,
                message=f"The engine failed ({type(error).__name__}). Send the request again; if "
                "it fails again, read this container's log.",
                retryable=True,
            ),
        )
    retryable = isinstance(error, _RETRYABLE)
    failure = RemoteError(code=error.code, message=error.message, retryable=retryable)
    return _failed(_status(error), failure, getattr(error, "retry_after", None))


def _status(error: NovaPulseError) -> int:
    if error.code == _TOO_LONG:
        return 413
    return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)


def _failed(status: int, error: RemoteError, retry_after: int | None = None) -> FailedResponse:
    if status == 503 and retry_after is None:
        retry_after = _RETRY_SECONDS
    return FailedResponse(status, RemoteFailure(error=error), retry_after)
