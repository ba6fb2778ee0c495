"""What is asked for besides the recording or text itself: every parameter, from query and body."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from novapulse.api.symbl.values import flag_of, number_of, objects_of, refused, text_of, texts_of
from novapulse.domain.content_options import ContentOptions, CustomEntity
from novapulse.domain.conversation import ConversationOptions, Member
from novapulse.domain.public_url import MAX_LENGTH
from novapulse.domain.tracker import Tracker
from novapulse.services.intake.options import AskedOptions

LEAST_THRESHOLD, DEFAULT_THRESHOLD = 0.5, 0.5
MODES = ("default", "phone")
MAX_NAME = 255
MAX_TAG = 35
MAX_ITEMS = 500
"""Of trackers and of custom entities, each; as many trackers as Symbl keeps for an account."""
MAX_CHANNELS = 8


@dataclass(frozen=True)
class Parameters:
    """``name`` is the conversation's, None for its id."""

    name: str | None
    asked: AskedOptions
    content: ContentOptions
    conversation: ConversationOptions
    members: tuple[Member, ...]


def read_parameters(sent: Mapping[str, Any], *, part_of: str | None = None) -> Parameters:
    """``sent`` as ``read_query`` and JSON give it; names that are not known are left alone.
    ``part_of``: the job that this is appended to. Raises InvalidRequest."""
    name = text_of(sent, "name", longest=MAX_NAME)
    diarized = flag_of(sent, "enableSpeakerDiarization")
    per_channel = flag_of(sent, "enableSeparateRecognitionPerChannel")
    entities = flag_of(sent, "detectEntities")
    flag_of(sent, "enableSummary")  # there always is one
    _check_mode(sent)
    return Parameters(
        name=name,
        asked=AskedOptions(
            language=text_of(sent, "languageCode", longest=MAX_TAG),
            webhook_url=text_of(sent, "webhookUrl", longest=MAX_LENGTH),
            speakers_expected=_speakers(sent) if diarized else None,
            custom_vocabulary=list(texts_of(sent, "customVocabulary")) or None,
        ),
        content=ContentOptions(
            custom_entities=_custom_entities(sent) if entities else (),
            trackers=_trackers(sent),
            stored_trackers=flag_of(sent, "enableAllTrackers"),
            confidence_threshold=_threshold(sent),
        ),
        conversation=ConversationOptions(
            name=name,
            part_of=part_of,
            separated=diarized or per_channel,
            phrases=flag_of(sent, "detectPhrases"),
            entities=entities,
        ),
        members=tuple(_channel_members(sent)) if per_channel else (),
    )


def _threshold(sent: Mapping[str, Any]) -> float:
    accepted = f"a number from {LEAST_THRESHOLD} to 1.0"
    value = number_of(sent, "confidenceThreshold", accepted)
    if value is None:
        return DEFAULT_THRESHOLD
    if not LEAST_THRESHOLD <= value <= 1:
        raise refused("confidenceThreshold", value, accepted)
    return float(value)


def _speakers(sent: Mapping[str, Any]) -> int | None:
    accepted = "the number of speakers"
    value = number_of(sent, "diarizationSpeakerCount", accepted)
    if value is None:
        return None
    if not 1 <= value <= 99 or value != int(value):
        raise refused("diarizationSpeakerCount", value, accepted)
    return int(value)


def _check_mode(sent: Mapping[str, Any]) -> None:
    """Both modes have one recogniser, which takes recordings at any rate as they are."""
    mode = text_of(sent, "mode", longest=MAX_NAME)
    if mode is not None and mode not in MODES:
        raise refused("mode", mode, " or ".join(MODES))


def _trackers(sent: Mapping[str, Any]) -> tuple[Tracker, ...]:
    found = (
        Tracker(name=name, vocabulary=vocabulary)
        for each in _few("trackers", objects_of(sent, "trackers"))
        if (name := _text(each.get("name")))
        and (vocabulary := tuple(dict.fromkeys(texts_of(each, "vocabulary"))))
    )
    return tuple(found)


def _custom_entities(sent: Mapping[str, Any]) -> tuple[CustomEntity, ...]:
    return tuple(
        CustomEntity(custom_type=kind, text=text, value=_text(each.get("value")))
        for each in _few("entities", objects_of(sent, "entities"))
        if (kind := _text(each.get("customType"))) and (text := _text(each.get("text")))
    )


def _channel_members(sent: Mapping[str, Any]) -> Iterator[Member]:
    """One a channel: of several the last."""
    found = {}
    for each in objects_of(sent, "channelMetadata"):
        speaker, channel = each.get("speaker"), str(each.get("channel")).strip()
        if channel.isascii() and channel.isdigit() and isinstance(speaker, dict):
            found[channel] = member(f"channel {channel}", speaker.get("name"), speaker.get("email"))
    for number in range(1, MAX_CHANNELS + 1):
        if str(number) in found:
            yield found[str(number)]


def member(source: str, name: Any, email: Any) -> Member:
    return Member(source=source, name=_text(name), email=_text(email))


def _few(name: str, found: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
    if len(found) > MAX_ITEMS:
        raise refused(name, len(found), f"at most {MAX_ITEMS} of them")
    return found


def _text(value: Any) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None
