"""The request body of ``POST /v1/audio/ingest`` in the OpenAPI document, with examples."""

from typing import Any

from novapulse.api.native.ingest.schemas import IngestRequest, TurnSchema
from novapulse.api.native.uploads.examples import EXAMPLE_ID

METADATA = {
    "agent_id": "AGT-42",
    "team": "customer-support",
    "call_type": "inbound",
    "queue": "billing",
    "crm_ticket_id": "TKT-9821",
    "region": "emea",
}
CALL = {
    "agent_id": "AGT-42",
    "contact_id": "CUST-1009",
    "call_direction": "inbound",
    "call_timestamp": "2025-04-15T09:02:10Z",
}
HOOK = "https://your-system.io/novapulse/webhook"
AS_JSON = ("metadata", "channels")
"""Fields that a form holds as JSON text."""
TERM = r'"[^"\\\s\x00-\x1f][^"\\\x00-\x1f]{0,99}"'
TERMS = {
    "type": "string",
    "pattern": rf"^\[{TERM}(, ?{TERM})*\]$",
    "description": "A JSON array of words and names to listen for",
    "example": '["NovaPulse", "Okonkwo"]',
}
"""As one text: a form repeats the field of an array."""


def _one_of(*names: str) -> list[dict[str, Any]]:
    return [{"required": [name]} for name in names]


def _form() -> dict[str, Any]:
    """The fields of the JSON body, and the file."""
    fields = {
        name: _not_null(field)
        for name, field in IngestRequest.model_json_schema()["properties"].items()
        if name != "turns"
    }
    fields["language"]["default"] = "en-US"
    fields["custom_vocabulary"] = TERMS
    file = {
        "type": "string",
        "format": "binary",
        "description": "MP3, WAV, M4A, FLAC or OGG, judged by content",
    }
    return {
        "type": "object",
        "oneOf": _one_of("file", "upload_id", "audio_url"),
        "properties": {"file": file, **fields},
        "additionalProperties": {"type": "string", "description": "Left alone"},
    }


def _not_null(field: dict[str, Any]) -> dict[str, Any]:
    """Of ``anyOf: [it, null]`` only it."""
    kept = {name: value for name, value in field.items() if name not in ("anyOf", "default")}
    alternatives: list[dict[str, Any]] = field.get("anyOf", [{}])
    return alternatives[0] | kept


def _json() -> dict[str, Any]:
    sources = {"upload_id": "string", "audio_url": "string", "turns": "array"}
    absent = {"type": "null"}
    schema = IngestRequest.model_json_schema()
    schema.pop("$defs")
    schema["properties"]["turns"]["anyOf"][0]["items"] = TurnSchema.model_json_schema()
    return schema | {
        "oneOf": [
            {
                "required": [name],
                "properties": {
                    name: {"type": kind},
                    **{other: absent for other in sources if other != name},
                },
            }
            for name, kind in sources.items()
        ]
    }


def ingest_body() -> dict[str, Any]:
    return {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": _form(),
                "encoding": {name: {"contentType": "application/json"} for name in AS_JSON},
                "example": {
                    "file": "@support-call-april.mp3",
                    "pipeline": "full-analysis",
                    "language": "en-US",
                    "metadata": METADATA,
                    "webhook_url": HOOK,
                    **CALL,
                },
            },
            "application/json": {
                "schema": _json(),
                "examples": {
                    "sent ahead": {
                        "value": {
                            "upload_id": EXAMPLE_ID,
                            "pipeline": "full-analysis",
                            "language": "en-US",
                            "metadata": METADATA,
                            "webhook_url": HOOK,
                        }
                    },
                    "as text": {
                        "value": {
                            "turns": [
                                {
                                    "speaker": "Agent",
                                    "text": "Billing support, how can I help?",
                                    "start": 0.0,
                                    "end": 2.4,
                                },
                                {"speaker": "Customer", "text": "I got charged twice this month."},
                            ]
                        }
                    },
                    "to be fetched": {
                        "value": {
                            "audio_url": "https://calls.example.com/support-call-april.mp3",
                            "metadata": METADATA,
                            **CALL,
                        }
                    },
                },
            },
        },
    }


EXAMPLE = {
    "job_id": "job_7a2d9c4f1e8b",
    "status": "queued",
    "pipeline": "full-analysis",
    "created_at": "2025-04-15T09:14:22Z",
    "estimated_completion": "2025-04-15T09:16:30Z",
    "file": {
        "name": "support-call-april.mp3",
        "size_bytes": 6241088,
        "duration_seconds": 389,
    },
}
ACCEPTED: dict[str, Any] = {
    "description": "The recording is taken; the job waits for its turn",
    "content": {"application/json": {"example": EXAMPLE}},
}
