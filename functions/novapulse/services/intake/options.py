"""What a caller asks for, checked: from loose values to ``JobOptions``."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.job import Dialect, JobOptions, Pipeline
from novapulse.domain.public_url import check_public_url
from novapulse.services.intake.call_details import call_details
from novapulse.services.intake.language_tag import language_tag

MAX_SPEAKERS = 10
MAX_METADATA_DEPTH = 32
MAX_TERMS = 500
MAX_TERM_CHARACTERS = 100
SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character, which JSON can spell and no encoding can hold."""
CHANNEL = re.compile(r"[1-8]")
ROLE = re.compile(r"Agent|Customer|Speaker [1-9][0-9]?")


@dataclass(frozen=True)
class AskedOptions:
    """As sent, JSON decoded; None is what was left out."""

    language: str | None = None
    pipeline: str | None = None
    webhook_url: str | None = None
    audio_url: str | None = None
    metadata: Any = None
    channels: Any = None
    speakers_expected: Any = None
    custom_vocabulary: Any = None
    agent_id: Any = None
    contact_id: Any = None
    call_direction: Any = None
    call_timestamp: Any = None


def check_options(
    asked: AskedOptions,
    *,
    settings: Settings,
    loopback_allowed: bool,
    dialect: Dialect = Dialect.NATIVE,
) -> JobOptions:
    """Raises InvalidRequest, whose message names field, value and what is accepted. CallCov and
    Symbl take an ``audio_url`` of http too, and one with a user name and password in it."""
    lenient = dialect is not Dialect.NATIVE
    checks: dict[str, Callable[[Any], Any]] = {
        "language": language_tag,
        "pipeline": _pipeline,
        "webhook_url": lambda url: check_public_url(
            "webhook_url", url, loopback_allowed=loopback_allowed
        ),
        "audio_url": lambda url: check_public_url(
            "audio_url", url, loopback_allowed=loopback_allowed, plain=lenient, login=lenient
        ),
        "metadata": lambda value: _metadata(value, settings.max_metadata_bytes),
        "channels": _channels,
        "speakers_expected": _speakers_expected,
        "custom_vocabulary": _custom_vocabulary,
    }
    call = call_details(
        agent_id=asked.agent_id,
        contact_id=asked.contact_id,
        direction=asked.call_direction,
        timestamp=asked.call_timestamp,
    )
    return JobOptions(
        dialect=dialect,
        call=call,
        language_given=asked.language is not None,
        **dict(_checked(asked, checks)),
    )


def _checked(
    asked: AskedOptions, checks: dict[str, Callable[[Any], Any]]
) -> Iterator[tuple[str, Any]]:
    for field, check in checks.items():
        value = getattr(asked, field)
        if value is not None:
            yield field, check(value)


def _pipeline(value: str) -> Pipeline:
    try:
        return Pipeline(value)
    except ValueError:
        raise _invalid("pipeline", value, ", ".join(Pipeline)) from None


def _metadata(value: Any, max_bytes: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _invalid("metadata", value, "a JSON object")
    if _depth(value) > MAX_METADATA_DEPTH:
        raise InvalidRequest(
            "invalid_parameter",
            f"metadata: is nested too deep; accepted are {MAX_METADATA_DEPTH} levels",
        )
    try:
        size = len(json.dumps(value, allow_nan=False, ensure_ascii=False).encode())
    except ValueError:
        raise InvalidRequest(
            "invalid_parameter", "metadata: holds a number or character that JSON lacks"
        ) from None
    if size > max_bytes:
        raise InvalidRequest(
            "invalid_parameter", f"metadata: {size} bytes as JSON; accepted are {max_bytes}"
        )
    return value


def _depth(value: Any) -> int:
    """Levels of objects and arrays, counted no further than one beyond what is accepted."""
    depth, level = 0, [value]
    while level and depth <= MAX_METADATA_DEPTH:
        inner = [v for v in level if isinstance(v, dict | list)]
        depth += bool(inner)
        level = [v for i in inner for v in (i.values() if isinstance(i, dict) else i)]
    return depth


def _channels(value: Any) -> dict[str, str]:
    accepted = (
        'an object of channel numbers, from 1 to 8, and roles, as in {"1": "Agent", "2": '
        '"Customer"}; roles are Agent, Customer, Speaker 1, Speaker 2 ...'
    )
    if not isinstance(value, dict) or not value:
        raise _invalid("channels", value, accepted)
    for channel, role in value.items():
        if not (CHANNEL.fullmatch(channel) and isinstance(role, str) and ROLE.fullmatch(role)):
            raise _invalid("channels", {channel: role}, accepted)
    return value


def _speakers_expected(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MAX_SPEAKERS:
        raise _invalid("speakers_expected", value, f"a whole number from 1 to {MAX_SPEAKERS}")
    return value


def _custom_vocabulary(value: Any) -> tuple[str, ...]:
    accepted = f"a JSON array of at most {MAX_TERMS} texts of 1 to {MAX_TERM_CHARACTERS} characters"
    if not isinstance(value, list) or len(value) > MAX_TERMS:
        raise _invalid("custom_vocabulary", value, accepted)
    for term in value:
        if not isinstance(term, str) or not 1 <= len(term.strip()) <= MAX_TERM_CHARACTERS:
            raise _invalid("custom_vocabulary", term, accepted)
        if SURROGATE.search(term):
            raise _invalid("custom_vocabulary", term, "whole characters")
    return tuple(dict.fromkeys(" ".join(term.split()) for term in value))


def _invalid(field: str, value: Any, accepted: str) -> InvalidRequest:
    shown = ascii(value)
    shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
    return InvalidRequest("invalid_parameter", f"{field}: {shown} is not accepted; send {accepted}")
