"""The JSON body of a request, bounded in size and time, as the model that it must be."""

from typing import TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from pydantic_core import from_json
from starlette.requests import Request

from novapulse.api.time_limit import time_limit
from novapulse.domain.errors import InvalidRequest, TooLarge

M = TypeVar("M", bound=BaseModel)


async def received_json(request: Request, model: type[M], *, max_bytes: int, seconds: float) -> M:
    """Raises TooLarge (``request_too_large``) without reading on, RequestTimeout, InvalidRequest
    for what is not JSON, and RequestValidationError for JSON of another shape."""
    body = bytearray()
    with time_limit(seconds):
        async for chunk in request.stream():
            body += chunk
            if len(body) > max_bytes:
                raise TooLarge(
                    "request_too_large", f"body: longer than the {max_bytes} bytes accepted"
                )
    return _parsed(bytes(body), model)


def _parsed(body: bytes, model: type[M]) -> M:
    try:
        value = from_json(body, allow_inf_nan=False)
    except ValueError:
        raise InvalidRequest(
            "invalid_parameter", "body: is not JSON; send one JSON object"
        ) from None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    raise RequestValidationError([{**fault, "loc": ("body", *fault["loc"])} for fault in faults])
