"""Answers of the function itself, where the application has none."""

import json
import logging
from collections.abc import Callable
from typing import Any

from novapulse.domain.errors import EngineUnavailable, StorageUnavailable

log = logging.getLogger(__name__)

RETRY_SECONDS = 10
HEADERS = {
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def answered(call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What ``call`` returns, or an error in the form of every other one: of a function that fails,
    API Gateway says nothing that a caller could use. The log gets an error's kind and code: its
    text may be a caller's."""
    try:
        return call()
    except Exception as error:
        log.error("the API failed: %s %s", type(error).__name__, getattr(error, "code", ""))
        passing = isinstance(error, EngineUnavailable | OSError | StorageUnavailable)
    return _unavailable() if passing else _internal_error()


def too_large_to_pass() -> dict[str, Any]:
    return _answer(
        406,
        "answer_too_large",
        "The answer is larger than can be sent; it is compressed for a request with the header "
        "'Accept-Encoding: gzip'.",
    )


def _unavailable() -> dict[str, Any]:
    message = "The server's storage is out of reach or full. Try again later."
    return _answer(503, "service_unavailable", message, {"retry-after": str(RETRY_SECONDS)})


def _internal_error() -> dict[str, Any]:
    message = "Something went wrong on our side. Try again later."
    return _answer(500, "internal_error", message)


def _answer(
    status: int, code: str, message: str, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    error = {"code": code, "message": message, "status": status}
    return {
        "statusCode": status,
        "headers": HEADERS | (headers or {}),
        "body": json.dumps({"error": error}),
        "isBase64Encoded": False,
    }
