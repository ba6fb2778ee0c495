"""A server's answers: as the typed values that callers get, and as the errors that they raise.

What a newer server says beyond these shapes is left out, so that an older client goes on working.
"""

from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from novapulse.api.native.schemas import ErrorAnswer
from novapulse.client.errors import NovaPulseApiError, UnexpectedAnswer, api_error

M = TypeVar("M", bound=BaseModel)


def parsed(model: type[M], response: httpx.Response) -> M:
    """Raises UnexpectedAnswer."""
    return parsed_json(model, response.content)


def parsed_json(model: type[M], body: bytes | str) -> M:
    try:
        return model.model_validate_json(body, extra="ignore")
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the body"
    raise UnexpectedAnswer(
        "unexpected_answer",
        f"This is not what a NovaPulse server answers: {where}: {first['msg']}. "
        "Check the URL and the versions of server and client.",
    )


def error_of(response: httpx.Response) -> NovaPulseApiError:
    """Of a response that is no success, whose body has been read."""
    status, retry_after = response.status_code, _seconds(response.headers.get("retry-after"))
    try:
        body = ErrorAnswer.model_validate_json(response.content, extra="ignore").error
    except ValidationError:
        message = f"The server, or something before it, answered {status}."
        return api_error(status, "unexpected_answer", message, retry_after=retry_after)
    return api_error(status, body.code, body.message, retry_after=retry_after)


def _seconds(header: str | None) -> float | None:
    """The other form of Retry-After, a date, is not one that the server sends."""
    return float(header) if header is not None and header.isdecimal() else None
