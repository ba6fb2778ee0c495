"""A conversation as one text: Markdown, or subtitles."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from novapulse.domain.content import Message
from novapulse.services.symbl import shapes
from novapulse.services.symbl.view import View

ContentType = Literal["text/markdown", "text/srt"]
BREAK = "<br/><br/>"
_ARROW = re.compile("-->")


@dataclass(frozen=True)
class Layout:
    """``insight_phrases`` marks what is to be done according to action items and follow-ups,
    ``all_phrases`` what is according to any message."""

    content_type: ContentType
    paragraphs: bool = False
    speakers: bool = False
    insight_phrases: bool = False
    all_phrases: bool = False


def formatted_transcript(view: View, layout: Layout) -> shapes.TranscriptShape:
    make = _subtitles if layout.content_type == "text/srt" else _markdown
    return shapes.TranscriptShape(
        transcript=shapes.FormattedTranscript(
            payload=make(view, layout), content_type=layout.content_type
        )
    )


def _markdown(view: View, layout: Layout) -> str:
    """What was said is text and no markup: it stands on the pages of others."""
    phrases = _phrases(view, layout)
    sentences = (
        _named(view, message, _marked(message.text, phrases.get(message.id, ())), layout)
        for message in view.messages
    )
    return (BREAK if layout.paragraphs else " ").join(sentences)


def _named(view: View, message: Message, text: str, layout: Layout) -> str:
    person = view.cast.of_message(message) if layout.speakers else None
    return text if person is None else f"{escape(person.name, quote=False)}: {text}"


def _phrases(view: View, layout: Layout) -> Mapping[int, Sequence[str]]:
    """What is to be marked, by message."""
    if layout.all_phrases:
        return {message.id: message.phrases for message in view.messages}
    found: dict[int, list[str]] = {}
    if layout.insight_phrases:
        content = view.whole.content
        for task in (*content.action_items, *content.follow_ups):
            for message in task.message_ids:
                found.setdefault(message, []).extend(task.phrases)
    return found


def _marked(text: str, phrases: Sequence[str]) -> str:
    """Longer phrases first, so that none is marked within another."""
    ordered = sorted({escape(phrase, quote=False) for phrase in phrases if phrase}, key=len)
    safe = escape(" ".join(text.split()), quote=False)
    if not ordered:
        return safe
    wanted = "|".join(re.escape(phrase) for phrase in reversed(ordered))
    return re.sub(rf"(?<!\w)(?:{wanted})(?!\w)", r"<mark>\g<0></mark>", safe)


def _subtitles(view: View, layout: Layout) -> str:
    """One cue a message, at its place in the recording."""
    cues = []
    for number, message in enumerate(view.messages, start=1):
        text = _ARROW.sub("->", " ".join(message.text.split()))
        person = view.cast.of_message(message) if layout.speakers else None
        if person is not None:
            text = f"{_ARROW.sub('->', ' '.join(person.name.split()))}: {text}"
        cues.append(f"{number}\n{srt_time(message.start)} --> {srt_time(message.end)}\n{text}\n")
    return "\n".join(cues)


def srt_time(seconds: float) -> str:
    """``00:01:02,345``."""
    millis = round(seconds * 1000)
    whole, rest = divmod(millis, 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d},{rest:03d}"
