"""What the document cannot say: form fields that hold JSON as text."""

import json
from typing import Any

import schemathesis

JSON_TEXTS = {
    "metadata": lambda text: {"note": text},
    "channels": lambda text: {"1": "Agent"},
}


@schemathesis.hook
def map_body(context: schemathesis.HookContext, body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    return {name: _json(name, value) for name, value in body.items()}


def _json(name: str, value: Any) -> Any:
    if name == "language" and isinstance(value, str):
        return "en-GB"
    made = JSON_TEXTS.get(name)
    return json.dumps(made(value)) if made is not None and isinstance(value, str) else value
