"""Every error in CallCov's envelope: ``{"error": {"code", "message", "details", "request_id"}}``.

Family B adds ``detail``, as its pages show it: a text, or for bad input (422) a list.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from novapulse.api.callcov.current import current
from novapulse.api.callcov.faults import Fault, FieldFaults, faults_of
from novapulse.api.multipart import announced_bytes
from novapulse.api.protocol_errors import (
    UNAVAILABLE_SECONDS,
    protocol_headers,
    protocol_message,
)
from novapulse.domain import errors
from novapulse.services.intake.size_limits import MB

BASE = errors.NovaPulseError
CODES: tuple[tuple[type[BASE], int, str], ...] = (
    (errors.Unauthorized, 401, "unauthorized"),
    (errors.Forbidden, 403, "forbidden"),
    (errors.NotFound, 404, "not_found"),
    (errors.RequestTimeout, 408, "request_timeout"),
    (errors.Conflict, 409, "conflict"),
    (errors.TooLarge, 413, "request_too_large"),
    (errors.EngineUnavailable, 503, "service_unavailable"),
)
FORMATS = {
    "A": "Audio file must be in WAV, MP3, M4A, FLAC, or OGG format",
    "B": "Audio file must be in FLAC, MP3, MP4, MPEG, MPGA, M4A, OGG, WAV, or WEBM format",
}
PROTOCOL_CODES = {404: "not_found", 405: "method_not_allowed"}


def envelope(
    status: int,
    code: str,
    message: str,
    *,
    details: dict[str, Any] | None = None,
    detail: Any = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """``detail`` is family B's; the message where it is None."""
    request_id, family = current()
    error: dict[str, Any] = {"code": code, "message": message, "request_id": request_id}
    if details:
        error["details"] = details
    body: dict[str, Any] = {"error": error}
    if family == "B":
        body["detail"] = message if detail is None else detail
    return JSONResponse(body, status, headers)


def internal_error() -> JSONResponse:
    return envelope(500, "internal_error", "Something went wrong on our side. Try again later.")


def unavailable() -> JSONResponse:
    return envelope(
        503,
        "service_unavailable",
        "The server's storage is out of reach or full. Try again later.",
        headers={"retry-after": str(UNAVAILABLE_SECONDS)},
    )


def install(app: FastAPI) -> None:
    """The handlers are coroutines so that no thread is taken for them."""
    app.add_exception_handler(errors.NovaPulseError, _raised)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _protocol_error)
    app.add_exception_handler(ClientDisconnect, _gone)


def answer(error: BASE) -> JSONResponse:
    """Raises the error itself if it is one that no caller can be blamed for."""
    if isinstance(error, errors.InvalidRequest):
        return _invalid(error)
    if isinstance(error, errors.FileTooLarge):
        return _too_large(error)
    if isinstance(error, errors.UnsupportedMedia | errors.BadAudio):
        return _no_recording(error)
    if isinstance(error, errors.TooManyRequests):
        return _too_many(error)
    return _other(error)


def _other(error: BASE) -> JSONResponse:
    found = next(((s, code) for kind, s, code in CODES if isinstance(error, kind)), None)
    if found is None:
        raise error
    status, code = found
    headers, message = {}, error.message
    if status == 401:
        headers["www-authenticate"] = "Bearer"
        message = "Send a valid API key in the header X-API-Key."
    if status == 404 and error.code == "job_not_found":
        message = "No such analysis exists."
    if status == 408:
        message = "The body did not arrive in time."
    if status == 503:
        headers["retry-after"] = str(UNAVAILABLE_SECONDS)
    return envelope(status, code, message, headers=headers)


def _invalid(error: errors.InvalidRequest) -> JSONResponse:
    faults = faults_of(error)
    missing = [fault.field for fault in faults if fault.missing]
    details: dict[str, Any] = (
        {"missing_fields": missing}
        if missing
        else {"field": faults[0].field, "reason": faults[0].reason}
    )
    detail = [
        {
            "type": fault.kind,
            "loc": [fault.where, fault.field] if fault.field != fault.where else [fault.where],
            "msg": fault.reason,
            "input": None if fault.value is None else str(ascii(fault.value))[:80],
        }
        for fault in faults
    ]
    status = 400 if current().family == "A" else 422
    return envelope(status, "validation_error", error.message, details=details, detail=detail)


def _no_recording(error: errors.UnsupportedMedia | errors.BadAudio) -> JSONResponse:
    details: dict[str, Any] = {"reason": error.message.removeprefix("file: ")}
    if isinstance(error, errors.UnsupportedMedia) and error.provided is not None:
        details["provided_format"] = error.provided
    message = FORMATS[current().family]
    return envelope(400, "invalid_file_format", message, details=details)


def _too_large(error: errors.FileTooLarge, announced: int = 0) -> JSONResponse:
    """``announced`` are the bytes of the whole body: the file, and little else."""
    size = error.size_bytes or announced
    details: dict[str, Any] = {"max_size_mb": _mb(error.max_bytes)}
    if size > error.max_bytes:
        details["file_size_mb"] = _mb(size)
    return envelope(
        413,
        "file_too_large",
        f"Audio file exceeds maximum size of {_mb(error.max_bytes):g} MB",
        details=details,
    )


def _too_many(error: errors.TooManyRequests) -> JSONResponse:
    seconds = error.retry_after
    return envelope(
        429,
        "rate_limit_exceeded",
        f"Rate limit exceeded. Please try again in {seconds} seconds.",
        details={"retry_after_seconds": seconds},
        headers={"retry-after": str(seconds)},
    )


def _mb(size: int) -> float:
    return round(size / MB, 2)


async def _raised(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, BASE)
    if isinstance(error, errors.FileTooLarge):
        return _too_large(error, announced_bytes(request))
    return answer(error)


async def _not_valid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return _invalid(FieldFaults(tuple(_fault(each) for each in error.errors())))


def _fault(found: dict[str, Any]) -> Fault:
    where, *names = (str(part) for part in found["loc"])
    return Fault(
        names[0] if names else where,
        str(found["msg"]),
        missing=found["type"] == "missing",
        where=where,
        kind=found["type"],
        value=found.get("input"),
    )


async def _protocol_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = PROTOCOL_CODES.get(error.status_code, "validation_error")
    message, headers = protocol_message(request, error), protocol_headers(request, error)
    return envelope(error.status_code, code, message, headers=headers)


async def _gone(_request: Request, _error: Exception) -> JSONResponse:
    # Nobody is left to read it; the handler keeps an everyday event out of the error log.
    return envelope(400, "validation_error", "the body ended before it was complete")
