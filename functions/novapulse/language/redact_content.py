"""The second scan of what was found in a call, and of its messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from novapulse.domain.content import Content, Entity, EntityReference, Message
from novapulse.domain.pii import Span, redact_segment
from novapulse.domain.tracker import BY_MEANING
from novapulse.domain.transcript import Segment
from novapulse.language.long_turns import detect_in
from novapulse.language.pii_detector import PiiDetector
from novapulse.language.redact import scan_text

TEXTS = frozenset({"text", "due_text", "phrases"})
"""Fields that hold words of the call. What a caller wants found, and says it by, stays."""
_NOWHERE = {"offset": BY_MEANING, "entities": ()}
"""Of a text that was changed, and is no longer where it was, nor holds what it held."""


def scan_content(content: Content, detector: PiiDetector) -> Content:
    """``content`` without the personal data that earlier scans missed. Messages are searched as
    one conversation and each by itself, as is everything else. An entity whose mention was taken
    away goes; of a tracker's match the place in the text goes."""
    messages = _messages(content.messages, detector)
    changed = {
        new.id: new.text
        for old, new in zip(content.messages, messages, strict=True)
        if old.text != new.text
    }
    kept = content.model_copy(update={"messages": (), "entities": ()})
    scanned = Content.model_validate(_Scan(detector).of(kept.model_dump()))
    return scanned.model_copy(
        update={"messages": messages, "entities": _entities(content.entities, changed, detector)}
    )


def _messages(messages: tuple[Message, ...], detector: PiiDetector) -> tuple[Message, ...]:
    told = [(message.speaker, message.text) for message in messages]
    by_itself = (detect_in(detector, [turn])[0] for turn in told)
    found = zip(messages, detect_in(detector, told), by_itself, strict=True)
    return tuple(
        _without(message, [*spans, *more], detector) if spans or more else message
        for message, spans, more in found
    )


def _without(message: Message, spans: Sequence[Span], detector: PiiDetector) -> Message:
    redacted = redact_segment(
        Segment(
            id=message.segment_id,
            speaker=message.speaker,
            start=message.start,
            end=message.end,
            text=message.text,
            confidence=1.0,
            words=message.words,
        ),
        spans,
    )
    return message.model_copy(
        update={
            "text": redacted.text,
            "words": redacted.words,
            "phrases": tuple(scan_text(phrase, detector) for phrase in message.phrases),
        }
    )


def _entities(
    entities: tuple[Entity, ...], changed: Mapping[int, str], detector: PiiDetector
) -> tuple[Entity, ...]:
    found = []
    for entity in entities:
        places = (_placed(each, entity.text, changed) for each in entity.references)
        references = tuple(place for place in places if place is not None)
        if references and scan_text(entity.text, detector) == entity.text:
            found.append(entity.model_copy(update={"references": references}))
    return tuple(found)


def _placed(
    reference: EntityReference, text: str, changed: Mapping[int, str]
) -> EntityReference | None:
    """None if the message no longer says it."""
    if reference.message_id not in changed:
        return reference
    offset = changed[reference.message_id].find(text)
    return None if offset < 0 else reference.model_copy(update={"offset": offset})


@dataclass(frozen=True)
class _Scan:
    detector: PiiDetector

    def of(self, value: Any) -> Any:
        """A dumped value, texts scanned."""
        if isinstance(value, list | tuple):
            return [self.of(each) for each in value]
        return self._fields(value) if isinstance(value, dict) else value

    def _fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        scanned = {
            name: self._texts(each) if name in TEXTS else self.of(each)
            for name, each in fields.items()
        }
        if scanned.get("text") != fields.get("text"):
            scanned |= {name: places for name, places in _NOWHERE.items() if name in fields}
        return scanned

    def _texts(self, value: Any) -> Any:
        if isinstance(value, str):
            return scan_text(value, self.detector)
        return [self._texts(each) for each in value] if value else value
