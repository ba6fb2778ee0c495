"""The form of ``POST /v1/audio/ingest``: its description, and its fields as asked-for options."""

import json
from typing import Any, NoReturn

from novapulse.domain.errors import InvalidRequest
from novapulse.services.options import AskedOptions

JSON_FIELDS = ("metadata", "channels", "custom_vocabulary", "speakers_expected")

OPENAPI_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {
                        "type": "string",
                        "format": "binary",
                        "description": "MP3, WAV, M4A, FLAC or OGG, judged by content",
                    },
                    "language": {
                        "type": "string",
                        "default": "en-US",
                        "description": "A BCP 47 tag",
                    },
                    "pipeline": {
                        "type": "string",
                        "enum": ["transcription", "full-analysis"],
                        "default": "full-analysis",
                    },
                    "metadata": {
                        "type": "string",
                        "description": "A JSON object; it comes back with the job",
                    },
                    "webhook_url": {
                        "type": "string",
                        "format": "uri",
                        "description": "An https URL that is told when the job ends",
                    },
                    "channels": {
                        "type": "string",
                        "description": 'A JSON object such as {"1": "Agent", "2": "Customer"}',
                    },
                    "speakers_expected": {"type": "integer", "minimum": 1, "maximum": 10},
                    "custom_vocabulary": {
                        "type": "string",
                        "description": "A JSON array of words and names to listen for",
                    },
                },
            }
        }
    },
}


def asked_options(fields: dict[str, str]) -> AskedOptions:
    """Fields that the API does not know are left alone. Raises InvalidRequest for bad JSON."""
    return AskedOptions(
        language=fields.get("language"),
        pipeline=fields.get("pipeline"),
        webhook_url=fields.get("webhook_url"),
        **{name: _json(name, fields[name]) for name in JSON_FIELDS if name in fields},
    )


def _json(name: str, text: str) -> Any:
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        value = None
    if value is None:
        raise InvalidRequest(
            "invalid_parameter", f"{name}: {text[:60]!a} is not accepted; send JSON"
        )
    return value


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")
