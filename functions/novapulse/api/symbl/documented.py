"""What the OpenAPI document says of errors and headers, put in once."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

from novapulse.api.openapi_document import complete_document

ANYWHERE = (401, 403, 429, 500, 503)
BEARER = "bearer"
COUNT = {"type": "integer", "minimum": 0}


class Message(BaseModel):
    model_config = ConfigDict(extra="forbid")

    message: str = Field(description="For people")


class TooMany(Message):
    statusCode: int = Field(default=429, json_schema_extra={"const": 429})


HEADERS: dict[str, dict[str, Any]] = {
    "X-RateLimit-Limit": {"schema": {"type": "integer", "minimum": 1}},
    "X-RateLimit-Remaining": {"schema": COUNT},
    "X-RateLimit-Reset": {"description": "Unix seconds", "schema": COUNT},
    "Retry-After": {
        "description": "Whole seconds",
        "schema": {"type": "integer", "minimum": 1},
        "required": True,
    },
    "WWW-Authenticate": {"schema": {"const": "Bearer"}, "required": True},
}
EVERYWHERE = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
BY_STATUS = {"401": ("WWW-Authenticate",), "429": ("Retry-After",), "503": ("Retry-After",)}
UNUSED = ("HTTPValidationError", "ValidationError")


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Those statuses, and those that every route may answer with."""
    return {
        status: {
            "model": TooMany if status == 429 else Message,
            "description": HTTPStatus(status).phrase,
        }
        for status in sorted({*statuses, *ANYWHERE})
    }


def complete(app: FastAPI) -> None:
    """Every response gets its headers, every operation that needs a token the second way to send
    one."""
    complete_document(app, _completed)


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    components = document["components"]
    components["headers"] = HEADERS
    components.setdefault("securitySchemes", {})[BEARER] = {"type": "http", "scheme": "bearer"}
    for name in UNUSED:
        components["schemas"].pop(name, None)
    for operations in document["paths"].values():
        for operation in operations.values():
            if "security" in operation:
                operation["security"].append({BEARER: []})
            _complete_responses(operation["responses"])
    return document


def _complete_responses(responses: dict[str, Any]) -> None:
    if "HTTPValidationError" in str(responses.get("422")):
        del responses["422"]
    for status, response in responses.items():
        names = (*EVERYWHERE, *BY_STATUS.get(status, ()))
        response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
