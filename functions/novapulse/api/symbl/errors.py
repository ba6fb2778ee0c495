"""Every error as Symbl's clients read it: ``{"message": ...}``; a 429 says its status too."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from novapulse.api.protocol_errors import (
    UNAVAILABLE_SECONDS,
    protocol_headers,
    protocol_message,
)
from novapulse.domain import errors

STATUSES: tuple[tuple[type[errors.NovaPulseError], int], ...] = (
    (errors.InvalidRequest, 400),
    (errors.Unauthorized, 401),
    (errors.Forbidden, 403),
    (errors.NotFound, 404),
    (errors.RequestTimeout, 408),
    (errors.Conflict, 409),
    (errors.TooLarge, 413),
    (errors.UnsupportedMedia, 400),
    (errors.BadAudio, 400),
    (errors.TooManyRequests, 429),
    (errors.EngineUnavailable, 503),
)
"""No 415: what a body is, is told from its content and never from its Content-Type."""
NAMES = {
    "webhook_url": "webhookUrl",
    "audio_url": "url",
    "language": "languageCode",
    "speakers_expected": "diarizationSpeakerCount",
    "custom_vocabulary": "customVocabulary",
    "channels": "channelMetadata",
    "file": "body",
    "transcript": "messages",
}
"""What callers know a field by, where the services name it otherwise."""


def message(status: int, text: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    body: dict[str, Any] = {"message": text}
    if status == 429:
        body["statusCode"] = status
    return JSONResponse(body, status, headers)


def internal_error() -> JSONResponse:
    return message(500, "Something went wrong on our side. Try again later.")


def unavailable() -> JSONResponse:
    return message(
        503,
        "The server's storage is out of reach or full. Try again later.",
        {"retry-after": str(UNAVAILABLE_SECONDS)},
    )


def install(app: FastAPI) -> None:
    """The handlers are coroutines so that no thread is taken for them."""
    app.add_exception_handler(errors.NovaPulseError, _raised)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _protocol_error)
    app.add_exception_handler(ClientDisconnect, _gone)


def answer(error: errors.NovaPulseError) -> JSONResponse:
    """Raises the error itself if it is one that no caller can be blamed for."""
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), None)
    if status is None:
        raise error
    headers, text = {}, _text(error)
    if isinstance(error, errors.Unauthorized):
        headers["www-authenticate"] = "Bearer"
    if isinstance(error, errors.TooManyRequests):
        headers["retry-after"] = str(error.retry_after)
    if status == 503:
        headers["retry-after"] = str(UNAVAILABLE_SECONDS)
    return message(status, text, headers)


def _text(error: errors.NovaPulseError) -> str:
    if isinstance(error, errors.FileTooLarge):
        return (
            f"body: larger than the {error.max_bytes} bytes that are accepted; a larger recording "
            "is fetched from its URL: POST /v1/process/audio/url"
        )
    if isinstance(error, errors.RequestTimeout):
        return "The body did not arrive in time."
    if isinstance(error, errors.Unauthorized) and error.code != "invalid_app":
        return "Validation of the given token failed. Generate one: POST /oauth2/token:generate"
    field, colon, rest = error.message.partition(": ")
    return f"{NAMES.get(field, field)}{colon}{rest}"


async def _raised(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.NovaPulseError)
    return answer(error)


async def _not_valid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first: dict[str, Any] = error.errors()[0]
    where, *names = (str(part) for part in first["loc"])
    return message(400, f'"{".".join(names) or where}": {first["msg"]}')


async def _protocol_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return message(
        error.status_code, protocol_message(request, error), protocol_headers(request, error)
    )


async def _gone(_request: Request, _error: Exception) -> JSONResponse:
    # Nobody is left to read it; the handler keeps an everyday event out of the error log.
    return message(400, "the body ended before it was complete")
