"""What the document cannot say: form fields that hold JSON as text, and that a written call lasts
as long as its words take after the last time that was noted."""

import json
from typing import Any

import schemathesis

JSON_TEXTS = {
    "metadata": lambda text: {"note": text},
    "channels": lambda text: {"1": "Agent"},
}

LONGEST = 36_000
ROOM = 1_000
"""Seconds, for the words of a turn that begins last and has no end."""


@schemathesis.hook
def map_body(context: schemathesis.HookContext, body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    return {
        name: _turns(value) if name == "turns" else _json(name, value)
        for name, value in body.items()
    }


def _turns(turns: Any) -> Any:
    if not isinstance(turns, list):
        return turns
    return [
        {name: _early(value) for name, value in turn.items()} if isinstance(turn, dict) else turn
        for turn in turns
    ]


def _early(value: Any) -> Any:
    """A time that the document allows, and nothing else, is moved."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return LONGEST - ROOM if number and LONGEST - ROOM < value <= LONGEST else value


def _json(name: str, value: Any) -> Any:
    if name == "language" and isinstance(value, str):
        return "en-GB"
    made = JSON_TEXTS.get(name)
    return json.dumps(made(value)) if made is not None and isinstance(value, str) else value
