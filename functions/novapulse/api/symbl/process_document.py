"""What the OpenAPI document says of submissions: their parameters and bodies, with examples."""

from enum import Enum
from typing import Any

from novapulse.api.symbl.parameters import (
    DEFAULT_THRESHOLD,
    LEAST_THRESHOLD,
    MAX_NAME,
    MODES,
)
from novapulse.domain.public_url import MAX_LENGTH
from novapulse.services.intake.options import MAX_SPEAKERS

BOOLEAN_TEXT = {
    "type": "string",
    "pattern": r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[01])?\s*$",
}
FLAG = {"anyOf": [{"type": "boolean"}, BOOLEAN_TEXT], "default": False}
VOCABULARY: dict[str, Any] = {
    "description": "Hints for the recogniser: a list of texts",
    "examples": [["Northline", "router"]],
}
TRACKERS: dict[str, Any] = {
    "description": "Looked for in this conversation alone: a list of name and vocabulary",
    "examples": [[{"name": "Churn", "vocabulary": ["cancel my contract"]}]],
}
ENTITIES: dict[str, Any] = {
    "description": "Found besides the usual ones, with detectEntities",
    "examples": [[{"customType": "device", "text": "router"}]],
}
CHANNELS: dict[str, Any] = {
    "description": "Who speaks in which channel, from 1; with enableSeparateRecognitionPerChannel",
    "examples": [[{"channel": 1, "speaker": {"name": "Dana", "email": "dana@example.com"}}]],
}
COMMON: dict[str, dict[str, Any]] = {
    "name": {
        "type": "string",
        "maxLength": MAX_NAME,
        "description": "The conversation's; its id where there is none",
    },
    "webhookUrl": {
        "type": "string",
        "description": "Is told of every change of the job's status; https, and a public host",
    },
    "confidenceThreshold": {
        "type": "number",
        "minimum": LEAST_THRESHOLD,
        "maximum": 1,
        "default": DEFAULT_THRESHOLD,
        "description": "Topics, questions, action items and follow-ups below it are left out",
    },
    "detectPhrases": {**FLAG, "description": "Action phrases in messages"},
    "detectEntities": {**FLAG, "description": "Without it there are no entities"},
    "entities": ENTITIES,
    "trackers": TRACKERS,
    "enableAllTrackers": {**FLAG, "description": "Also those of the management API"},
    "enableSummary": {**FLAG, "description": "There always is one"},
}
SPOKEN: dict[str, dict[str, Any]] = {
    **COMMON,
    "languageCode": {"type": "string", "default": "en-US", "description": "A BCP 47 tag"},
    "mode": {"enum": list(MODES), "description": "Both are understood alike, at any rate"},
    "customVocabulary": VOCABULARY,
    "enableSpeakerDiarization": {**FLAG, "description": "Speakers become members"},
    "diarizationSpeakerCount": {
        "description": f"From 1 to {MAX_SPEAKERS}; not looked at without enableSpeakerDiarization",
        "examples": [2],
    },
    "enableSeparateRecognitionPerChannel": {**FLAG, "description": "One speaker a channel"},
    "channelMetadata": CHANNELS,
}
URL = {
    "type": "string",
    "format": "uri",
    "minLength": 1,
    "maxLength": MAX_LENGTH,
    "description": "Where the recording itself is fetched from, without a login",
}
MESSAGE = {
    "type": "object",
    "required": ["payload"],
    "properties": {
        "payload": {
            "type": "object",
            "required": ["content"],
            "properties": {"content": {"type": "string", "pattern": r"[0-9A-Za-z]"}},
        },
        "from": {
            "description": "Who said it. The userId, usually an e-mail, tells the members apart",
            "examples": [{"userId": "dana@northline.example", "name": "Dana"}],
        },
        "duration": {
            "description": "When it was said, as far as that was noted",
            "examples": [
                {"startTime": "2020-07-21T16:02:19.01Z", "endTime": "2020-07-21T16:02:24.99Z"}
            ],
        },
    },
}
"""What is optional and cannot be read is left out, so that it has no type here."""
TEXT_EXAMPLE = {
    "name": "Router outage",
    "messages": [
        {
            "payload": {"content": "Good morning, how can I help you?"},
            "from": {"userId": "dana@northline.example", "name": "Dana"},
        },
        {
            "payload": {"content": "My internet has been down since Monday."},
            "from": {"userId": "li@example.com", "name": "Li"},
        },
    ],
}


class Source(Enum):
    AUDIO = "a recording"
    VIDEO = "a video"
    AUDIO_URL = "a recording by its URL"
    VIDEO_URL = "a video by its URL"
    TEXT = "a conversation as text"

    @property
    def words(self) -> str:
        return self.value


IN_QUERY = {"enableSpeakerDiarization", "diarizationSpeakerCount", "enableSummary", "webhookUrl"}
"""What clients send there beside a JSON body; every other parameter is taken there too."""
BINARY = {"type": "string", "format": "binary", "minLength": 1}
RAW = {
    Source.AUDIO: ("audio/wav", "audio/mpeg", "application/octet-stream"),
    Source.VIDEO: ("video/mp4", "application/octet-stream"),
}


def described(source: Source) -> dict[str, Any]:
    """Of its operation. Unknown parameters are left alone."""
    if source in RAW:
        content = {kind: {"schema": BINARY} for kind in RAW[source]}
        body = {"required": True, "description": "The file as it is", "content": content}
        return {"parameters": _in_query(SPOKEN), "requestBody": body}
    if source is Source.TEXT:
        messages = {"type": "array", "minItems": 1, "items": MESSAGE}
        return _with_object(COMMON, {"messages": messages}, TEXT_EXAMPLE)
    example = {"url": "https://example.com/call.mp3", "name": "Business Meeting"}
    return _with_object(SPOKEN, {"url": URL}, example)


def _with_object(
    parameters: dict[str, dict[str, Any]], own: dict[str, Any], example: dict[str, Any]
) -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": list(own),
        "properties": {**own, **{name: _or_null(each) for name, each in parameters.items()}},
    }
    content = {"application/json": {"schema": schema, "example": example}}
    # What the body says counts, whatever the query has.
    seen = {
        name: {"description": f"As {name} of the body"} for name in IN_QUERY & parameters.keys()
    }
    return {
        "parameters": _in_query(seen),
        "requestBody": {"required": True, "content": content},
    }


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    typed = {"type", "anyOf", "enum"} & schema.keys()
    return {"anyOf": [schema, {"type": "null"}]} if typed else schema


def _in_query(parameters: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Lists as JSON; other spellings of them are understood too."""
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": schema.get("description", ""),
            "schema": _texts(schema),
        }
        for name, schema in sorted(parameters.items())
    ]


def _texts(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        return BOOLEAN_TEXT
    if {"type", "enum"} & schema.keys():
        return {key: value for key, value in schema.items() if key != "description"}
    return {"type": "string"}
