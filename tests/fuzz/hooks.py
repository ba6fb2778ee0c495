"""What the document cannot say, and what the fuzzer does not see of its own requests."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import schemathesis

JSON_TEXTS: Mapping[str, Callable[[str], dict[str, str]]] = {
    "metadata": lambda text: {"note": text},
    "channels": lambda text: {"1": "Agent"},
}
"""Form fields that hold JSON as text."""


@schemathesis.hook
def map_body(context: schemathesis.HookContext, body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    return {name: _json(name, value) for name, value in body.items()}


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: schemathesis.Case[Any]) -> bool:
    """False for requests that break the document as they are made and keep it as they are sent,
    which the fuzzer recognises in other places than these two."""
    return not (_has_object(case.query) or _has_lost_field(case))


def _has_object(query: Any) -> bool:
    """An object in a query is sent as its keys, and an empty one as an empty text."""
    return isinstance(query, Mapping) and any(isinstance(value, dict) for value in query.values())


def _has_lost_field(case: schemathesis.Case[Any]) -> bool:
    """A form sends every value as text; by names that it has to escape, the fuzzer does not find
    its text again."""
    if case.media_type != "multipart/form-data" or not isinstance(case.body, dict):
        return False
    return any(
        not (name.isascii() and name.isidentifier()) and not isinstance(value, str | bytes)
        for name, value in case.body.items()
    )


def _json(name: str, value: Any) -> Any:
    if name == "language" and isinstance(value, str):
        return "en-GB"
    made = JSON_TEXTS.get(name)
    return json.dumps(made(value)) if made is not None and isinstance(value, str) else value
