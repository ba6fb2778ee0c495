"""From an HTTP request to a typed one: JSON, or audio with its options beside it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_origin

from pydantic import ValidationError
from starlette.requests import Request

from novapulse.domain.errors import InvalidRequest, TooLarge, UnsupportedMedia
from novapulse.domain.remote import RemoteRequest

ATTRIBUTES_HEADER = "x-amzn-sagemaker-custom-attributes"
"""SageMaker hands its parameter CustomAttributes on in this header."""
_NOT_A_RECORDING = ("multipart/", "text/html")


def is_json(request: Request) -> bool:
    return _content_type(request) == "application/json"


async def json_request(
    request: Request, model: type[RemoteRequest], *, max_bytes: int
) -> RemoteRequest:
    """Raises InvalidRequest ``invalid_request``, TooLarge ``request_too_large``."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        _check_size(len(body), max_bytes, "request_too_large")
    try:
        return model.model_validate_json(bytes(body))
    except ValidationError as error:
        raise invalid_request(error) from None


def audio_request(request: Request, model: type[RemoteRequest]) -> RemoteRequest:
    """The options of a request whose body is a recording: from the header, which holds a JSON
    object, and from the query, which wins. Raises InvalidRequest, UnsupportedMedia."""
    content_type = _content_type(request)
    if content_type.startswith(_NOT_A_RECORDING):
        raise UnsupportedMedia(
            "content_type_not_supported",
            f"Content-Type: '{content_type}' is not accepted. Send application/json, or the "
            "recording as the body with its own type, such as audio/wav.",
        )
    options = {**_attributes(request.headers.get(ATTRIBUTES_HEADER, "")), **_query(request, model)}
    for field in ("recording", "channels"):
        if field in options:
            raise InvalidRequest(
                "invalid_request", f"{field}: not accepted where the body is the recording."
            )
    try:
        return model.model_validate(options)
    except ValidationError as error:
        raise invalid_request(error) from None


async def save_body(request: Request, into: Path, *, max_bytes: int) -> Path:
    """Memory does not grow with the size. Raises TooLarge ``audio_too_large``."""
    size = int(request.headers.get("content-length") or 0)
    _check_size(size, max_bytes, "audio_too_large")
    received = 0
    with into.open("wb") as file:
        async for chunk in request.stream():
            received += len(chunk)
            _check_size(received, max_bytes, "audio_too_large")
            file.write(chunk)
    return into


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _attributes(header: str) -> Mapping[str, Any]:
    if not header.strip():
        return {}
    try:
        options = json.loads(header)
    except (ValueError, RecursionError):
        options = None
    if not isinstance(options, dict):
        raise InvalidRequest(
            "invalid_request",
            'CustomAttributes: must be a JSON object, such as {"language": "en-US"}.',
        )
    return options


def _query(request: Request, model: type[RemoteRequest]) -> Mapping[str, Any]:
    options: dict[str, Any] = {}
    for name in request.query_params:
        values = request.query_params.getlist(name)
        field = model.model_fields.get(name)
        if field is not None and get_origin(field.annotation) is tuple:
            options[name] = values
        elif len(values) == 1:
            options[name] = values[0]
        else:
            raise InvalidRequest("invalid_request", f"{name}: given {len(values)} times.")
    return options


def _check_size(size: int, max_bytes: int, code: str) -> None:
    if size > max_bytes:
        raise TooLarge(code, f"The request's body is larger than {max_bytes} bytes.")


def invalid_request(error: ValidationError) -> InvalidRequest:
    """Names fields and rules, never values: those may be text of a call."""
    said = [
        f"{'.'.join(map(str, one['loc'])) or 'body'}: {one['msg']}"
        for one in error.errors(include_input=False, include_context=False, include_url=False)
    ]
    return InvalidRequest("invalid_request", "; ".join(said[:5]))
