"""The schemas of ``events/schemas`` as EventBridge's registry takes them: draft 4, with the bus's
envelope around the detail."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "events" / "schemas"
DRAFT = "http://json-schema.org/draft-04/schema#"
TYPES = ("job.created", "job.progress", "job.completed", "job.failed")


def registered(source: str) -> dict[str, str]:
    """By the event's type, as JSON. ``source`` is that of the bus's envelope."""
    return {name: _content(source, name) for name in TYPES}


def _content(source: str, name: str) -> str:
    detail = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    definitions = detail.pop("$defs", {})
    for keyword in ("$schema", "$id"):
        detail.pop(keyword, None)
    document = {
        "$schema": DRAFT,
        "title": name,
        "definitions": definitions,
        "type": "object",
        "required": ["source", "detail-type", "time", "detail"],
        "properties": {
            "source": {"const": source},
            "detail-type": {"const": name},
            "time": {"type": "string", "format": "date-time"},
            "detail": detail,
        },
    }
    return json.dumps(_draft4(document), separators=(",", ":"))


def _draft4(node: Any) -> Any:
    """Draft 4 knows no ``const``, and keeps definitions under another name."""
    if isinstance(node, list):
        return [_draft4(each) for each in node]
    if isinstance(node, str):
        return node.replace("#/$defs/", "#/definitions/")
    if not isinstance(node, dict):
        return node
    found = {key: _draft4(value) for key, value in node.items() if key != "const"}
    return found | {"enum": [node["const"]]} if "const" in node else found
