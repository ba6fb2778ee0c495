"""What the document cannot say of a form: fields that hold JSON as text."""

import json
from typing import Any

import schemathesis

JSON_TEXTS = {
    "metadata": lambda text: {"note": text},
    "channels": lambda text: {"1": "Agent"},
    "custom_vocabulary": lambda text: [text[:50] or "word"],
}


@schemathesis.hook
def map_body(context: schemathesis.HookContext, body: Any) -> Any:
    if not isinstance(body, dict) or "file" not in body:
        return body
    return {name: _json(name, value) for name, value in body.items()}


def _json(name: str, value: Any) -> Any:
    made = JSON_TEXTS.get(name)
    return json.dumps(made(value)) if made is not None and isinstance(value, str) else value
