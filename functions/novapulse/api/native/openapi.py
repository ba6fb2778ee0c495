"""What the OpenAPI document says of every answer alike, put in once."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.openapi.models import RequestBody

from novapulse.api.native.error_codes import ErrorCode, codes_of
from novapulse.api.native.operations import OPERATIONS, TAGS
from novapulse.api.native.request_bodies import REQUEST_BODIES
from novapulse.api.openapi_document import complete_document

COUNT = {"type": "integer", "minimum": 0}
HEADERS: dict[str, dict[str, Any]] = {
    "X-RateLimit-Limit": {
        "description": "Requests of this kind in the rolling window",
        "schema": {"type": "integer", "minimum": 1},
    },
    "X-RateLimit-Remaining": {"description": "How many of them are left", "schema": COUNT},
    "X-RateLimit-Reset": {
        "description": "Unix seconds; when all are free again if nothing more is sent",
        "schema": COUNT,
    },
    "Retry-After": {
        "description": "Whole seconds to wait before the next try; after a 429, who waits so "
        "long gets through",
        "schema": {"type": "integer", "minimum": 1},
    },
    "WWW-Authenticate": {"description": "How to send a key", "schema": {"const": "Bearer"}},
}
EVERYWHERE = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
BY_STATUS = {"401": ("WWW-Authenticate",), "429": ("Retry-After",), "503": ("Retry-After",)}
UNUSED = ("HTTPValidationError", "ValidationError")


def complete(app: FastAPI) -> None:
    """Every response gets its headers. FastAPI's own 422 goes: bad input is a 400 here."""
    complete_document(app, _completed)


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    components = document["components"]
    components["headers"] = {name: header | {"required": True} for name, header in HEADERS.items()}
    for name in UNUSED:
        components["schemas"].pop(name, None)
    for route, responses in _named(document):
        responses.pop("422", None)
        _show_errors(route, responses)
        for status, response in responses.items():
            # FastAPI takes the whole stream for one text; its events are described one by one.
            response.get("content", {}).get("text/event-stream", {}).pop("schema", None)
            names = (*EVERYWHERE, *BY_STATUS.get(status, ()))
            references = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
            response["headers"] = references | response.get("headers", {})
    return document


def _named(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each operation under its lasting name and in its group: its route and its responses."""
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            operation["operationId"], tag = OPERATIONS[method, path]
            operation["tags"] = [tag]
            if (method, path) in REQUEST_BODIES:
                body = RequestBody.model_validate(REQUEST_BODIES[method, path]())
                operation["requestBody"] = jsonable_encoder(body, by_alias=True, exclude_none=True)
            yield f"{method.upper()} {path}", operation["responses"]


def _show_errors(route: str, responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        errors = tuple(codes_of(route, int(status)))
        if not errors:
            continue
        response["description"] = ", ".join(f"`{error.code}`" for error in errors)
        response["content"]["application/json"]["examples"] = {
            error.code: {"value": {"error": _body(error)}} for error in errors
        }


def _body(error: ErrorCode) -> dict[str, Any]:
    return {"code": error.code, "message": error.message, "status": error.status}
