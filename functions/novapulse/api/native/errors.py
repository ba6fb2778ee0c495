"""Every error in the native API's envelope: ``{"error": {"code", "message", "status"}}``."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from novapulse.api.native.schemas import NOT_BLANK, SPEAKER, ErrorAnswer, ErrorBody
from novapulse.api.protocol_errors import (
    UNAVAILABLE_SECONDS,
    protocol_headers,
    protocol_message,
)
from novapulse.domain import errors
from novapulse.domain.event_payloads import JOB_ID

STATUSES: tuple[tuple[type[errors.NovaPulseError], int], ...] = (
    (errors.InvalidRequest, 400),
    (errors.Unauthorized, 401),
    (errors.Forbidden, 403),
    (errors.NotFound, 404),
    (errors.RequestTimeout, 408),
    (errors.Conflict, 409),
    (errors.TooLarge, 413),
    (errors.UnsupportedMedia, 415),
    (errors.BadAudio, 415),
    (errors.TooManyRequests, 429),
    (errors.EngineUnavailable, 503),
)
EXPECTED = {
    "bool_parsing": "true or false",
    "int_parsing": "a whole number",
    "dict_type": "a JSON object",
    "model_type": "a JSON object",
    "extra_forbidden": "no such field; see /docs for those there are",
}
"""Said instead of the validator's own words, by the kind of fault it found."""
PATTERNS = {
    SPEAKER: "Agent, Customer, or Speaker and a number from 1 to 99",
    JOB_ID: "an id such as job_7a2d9c4f1e8b",
    NOT_BLANK: "a text that is not blank",
}
"""Of what most people would not read off a regular expression."""
PROTOCOL_ERRORS = {404: "not_found", 405: "method_not_allowed"}


def envelope(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    answer = ErrorAnswer(error=ErrorBody(code=code, message=message, status=status))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers = {"retry-after": str(UNAVAILABLE_SECONDS), **(headers or {})}
    return JSONResponse(answer.model_dump(), status, headers)


def internal_error() -> JSONResponse:
    return envelope(500, "internal_error", "Something went wrong on our side. Try again later.")


def unavailable() -> JSONResponse:
    return envelope(
        503,
        "service_unavailable",
        "The server's storage is out of reach or full. Try again later.",
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
    headers = {}
    if isinstance(error, errors.Unauthorized):
        headers["www-authenticate"] = "Bearer"
    if isinstance(error, errors.TooManyRequests):
        headers["retry-after"] = str(error.retry_after)
    return envelope(status, error.code, error.message, headers)


async def _raised(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.NovaPulseError)
    return answer(error)


async def _not_valid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first: dict[str, Any] = error.errors()[0]
    field = _field(first["loc"])
    if first["type"] == "missing":
        return envelope(400, "missing_required_field", f"{field}: is required")
    sent = ascii(first.get("input"))[:80]
    return envelope(
        400, "invalid_parameter", f"{field}: {sent} is not accepted; accepted: {_accepted(first)}"
    )


def _accepted(fault: dict[str, Any]) -> str:
    context = fault.get("ctx", {})
    known = context.get("expected") or PATTERNS.get(context.get("pattern"))
    return str(known or EXPECTED.get(fault["type"], fault["msg"]))


def _field(loc: tuple[str | int, ...]) -> str:
    """``loc`` begins with where it was: ``body``, ``query``, ``header`` or ``path``."""
    where, *parts = loc
    # Pydantic marks the key of a mapping; what follows a parameter's name is a type's name.
    named = [str(part) for part in parts if part != "[key]"]
    return ".".join(named if where == "body" else named[:1]) or "body"


async def _protocol_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = PROTOCOL_ERRORS.get(error.status_code, "invalid_request")
    message, headers = protocol_message(request, error), protocol_headers(request, error)
    return envelope(error.status_code, code, message, headers)


async def _gone(_request: Request, _error: Exception) -> JSONResponse:
    # Nobody is left to read it; the handler keeps an everyday event out of the error log.
    return envelope(400, "invalid_parameter", "the body ended before it was complete")
