"""The request bodies of both submissions in the OpenAPI document, with examples."""

from typing import Any

from novapulse.domain.public_url import MAX_LENGTH
from novapulse.services.intake.call_details import MAX_ID_CHARACTERS

INK = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f\x85][^\x00-\x1f\x7f]*$"
OPAQUE = {
    "type": "string",
    "minLength": 1,
    "maxLength": MAX_ID_CHARACTERS,
    "pattern": INK,
    "description": "Any text that tells it from others; nothing registers it first",
}
URL = {"type": "string", "format": "uri", "minLength": 1, "maxLength": MAX_LENGTH}
DETAILS: dict[str, Any] = {
    "agent_id": OPAQUE,
    "contact_id": OPAQUE,
    "call_direction": {"enum": ["inbound", "outbound"]},
    "call_timestamp": {
        "type": "string",
        "format": "date-time",
        "description": "When the call took place, ISO 8601",
    },
    "webhook_url": {
        **URL,
        "description": "An https URL that is sent the whole result when the analysis has ended",
    },
}
REQUIRED = ("agent_id", "contact_id")
AUDIO_URL = {
    **URL,
    "description": "Where the recording is fetched from, https or http; it must answer with "
    "Content-Type audio/*",
}
EXAMPLE = {
    "agent_id": "AGENT_001",
    "contact_id": "CONTACT_12345",
    "call_direction": "inbound",
    "call_timestamp": "2024-01-15T10:30:00Z",
}


def _body(formats: str) -> dict[str, Any]:
    metadata = {"type": "object", "description": "Your own; comes back with the analysis"}
    optional = {name: field for name, field in DETAILS.items() if name not in REQUIRED}
    optional["metadata"] = metadata
    file = {"type": "string", "format": "binary", "description": formats}
    return {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["audio_file", *REQUIRED],
                    "properties": {
                        "audio_file": file,
                        **DETAILS,
                        "metadata": metadata,
                    },
                    "additionalProperties": {"type": "string", "description": "Left alone"},
                },
                "example": {"audio_file": "@call_recording.wav", **EXAMPLE},
            },
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["audio_url", *REQUIRED],
                    "properties": {
                        "audio_url": AUDIO_URL,
                        **{name: DETAILS[name] for name in REQUIRED},
                        **{name: _or_null(field) for name, field in optional.items()},
                    },
                },
                "example": {
                    "audio_url": "https://calls.example.com/recordings/call_12345.wav",
                    **EXAMPLE,
                },
            },
        },
    }


def _or_null(field: dict[str, Any]) -> dict[str, Any]:
    """As many clients send what they have not."""
    return {"anyOf": [field, {"type": "null"}]}


CALL_BODY = _body("WAV or FLAC up to 100 MB; MP3, M4A or OGG up to 50 MB; judged by content")
ANALYSIS_BODY = _body("FLAC, MP3, MP4, MPEG, MPGA, M4A, OGG, WAV or WEBM up to 500 MB")
