"""An application's OpenAPI document: what FastAPI makes, completed once when it is asked for."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def complete_document(app: FastAPI, completed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    generated = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = completed(generated())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
