"""A call as text in a file: ``{"turns": [{"speaker", "text", "start"?, "end"?}]}``."""

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from novapulse.api.native.ingest.schemas import MAX_TURN_CHARACTERS, TurnSchema
from novapulse.domain.errors import InvalidRequest
from novapulse.services.intake.written import MAX_TURNS

SUFFIX = ".json"


class _File(BaseModel):
    """What else the file says is left alone."""

    model_config = ConfigDict(extra="ignore")

    turns: tuple["_Turn", ...] = Field(min_length=1, max_length=MAX_TURNS)


class _Turn(TurnSchema):
    """A turn of a file may be empty, and its speaker a number: other programs write such."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    text: str = Field(max_length=MAX_TURN_CHARACTERS)


def is_transcript(file: Path) -> bool:
    """By its name: no recording is called so."""
    return file.suffix.lower() == SUFFIX


def read_turns(file: Path, *, max_bytes: int) -> Sequence[TurnSchema]:
    """Raises InvalidRequest, which names the first thing that is wrong."""
    try:
        size = file.stat().st_size
        document = file.read_bytes() if size <= max_bytes else b""
    except OSError as error:
        raise InvalidRequest(
            "invalid_transcript", f"{file}: cannot be read: {error.strerror}"
        ) from None
    if size > max_bytes:
        raise InvalidRequest(
            "invalid_transcript", f"{file}: {size} bytes; accepted are up to {max_bytes}"
        )
    try:
        return _File.model_validate_json(_utf8(document)).turns
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    raise InvalidRequest(
        "invalid_transcript",
        f"{file}: {where}: {_reason(first)}. A call as text looks like "
        '{"turns": [{"speaker": "Agent", "text": "Hello", "start": 0.0, "end": 1.2}]}; '
        "start and end may be left out.",
    )


def _utf8(document: bytes) -> bytes:
    """Windows writes UTF-16, or a mark before UTF-8. What is neither stays, to be refused."""
    try:
        return document.decode(json.detect_encoding(document)).encode()
    except UnicodeError:
        return document


def _reason(first: ErrorDetails) -> str:
    if first["type"] == "too_short" and first["loc"] == ("turns",):
        return "there are none"
    return first["msg"]
