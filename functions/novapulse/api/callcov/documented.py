"""What the OpenAPI document says of errors and headers, put in once."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

from novapulse.api.openapi_document import complete_document

ANYWHERE = (401, 403, 429, 500, 503)
BEARER = "bearer"
COUNT = {"type": "integer", "minimum": 0}


class ErrorBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(description="Stable and machine readable")
    message: str = Field(description="For people")
    details: dict[str, Any] | None = Field(default=None, description="What the code is about")
    request_id: str = Field(pattern="^req_[0-9a-z]{10}$")


class ErrorAnswer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    error: ErrorBody


class DetailedAnswer(ErrorAnswer):
    """Family B's, with what FastAPI says of errors besides."""

    detail: str | list[dict[str, Any]]


HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-Id": {"schema": {"type": "string"}, "required": True},
    "X-RateLimit-Limit": {
        "description": "Left out where the plan has no limit",
        "schema": {"type": "integer", "minimum": 1},
    },
    "X-RateLimit-Remaining": {"schema": COUNT},
    "X-RateLimit-Reset": {"description": "Unix seconds", "schema": COUNT},
    "Retry-After": {
        "description": "Whole seconds",
        "schema": {"type": "integer", "minimum": 1},
        "required": True,
    },
    "WWW-Authenticate": {"schema": {"const": "Bearer"}, "required": True},
}
EVERYWHERE = ("X-Request-Id", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
BY_STATUS = {"401": ("WWW-Authenticate",), "429": ("Retry-After",), "503": ("Retry-After",)}
UNUSED = ("HTTPValidationError", "ValidationError")


def errors_a(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return _answers(ErrorAnswer, *statuses)


def errors_b(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return _answers(DetailedAnswer, *statuses)


def complete(app: FastAPI) -> None:
    """Every response gets its headers, every operation the second way to send a key."""
    complete_document(app, _completed)


def _answers(model: type[BaseModel], *statuses: int) -> dict[int | str, dict[str, Any]]:
    return {
        status: {"model": model, "description": HTTPStatus(status).phrase}
        for status in sorted({*statuses, *ANYWHERE})
    }


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    components = document["components"]
    components["headers"] = HEADERS
    components["securitySchemes"][BEARER] = {"type": "http", "scheme": "bearer"}
    for name in UNUSED:
        components["schemas"].pop(name, None)
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["security"].append({BEARER: []})
            responses = operation["responses"]
            if "HTTPValidationError" in str(responses.get("422")):
                del responses["422"]
            for status, response in responses.items():
                names = (*EVERYWHERE, *BY_STATUS.get(status, ()))
                response["headers"] = {
                    name: {"$ref": f"#/components/headers/{name}"} for name in names
                }
    return document
