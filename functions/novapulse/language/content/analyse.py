"""All analyses of the content of a call, in one value."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from novapulse.domain.content import (
    DRAFT_LEFT_OUT,
    ENGLISH_ONLY,
    Content,
    Message,
)
from novapulse.domain.content_options import CustomEntity
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.insights import Sentiment
from novapulse.domain.media import Notice
from novapulse.domain.spoken_language import is_english, language_name
from novapulse.domain.tracker import Tracker
from novapulse.domain.transcript import Transcript
from novapulse.domain.written_call import WRITTEN
from novapulse.language.content.entities import entities_of
from novapulse.language.content.messages import messages_of
from novapulse.language.content.questions import questions_of
from novapulse.language.content.tasks import tasks_of
from novapulse.language.content.topics import topics_of
from novapulse.language.content.trackers import detect_trackers
from novapulse.language.content.turns import in_messages
from novapulse.language.drafts import is_draft
from novapulse.language.embedder import Embedder

DEFAULT_THRESHOLD = 0.5
SURE_SEGMENT = 0.6
"""Mean confidence from which a segment of a draft transcript is believed, as in summaries."""


def analyse_content(
    transcript: Transcript,
    sentiment: Sentiment | None = None,
    *,
    started_at: datetime,
    custom_entities: Sequence[CustomEntity] = (),
    trackers: Sequence[Tracker] = (),
    embedder: Embedder | None = None,
    confidence_threshold: float = DEFAULT_THRESHOLD,
) -> Content:
    """Deterministic. ``started_at``: when the call began; days and times of day are told in its
    time zone. Topics, questions, action items and follow-ups with a score below
    ``confidence_threshold``, 0 to 1, are left out.

    Raises ValueError for a transcript that was not redacted, and InvalidRequest for a
    ``started_at`` without time zone or a threshold out of range.
    """
    _check(transcript, started_at, confidence_threshold)
    english = is_english(transcript.language)
    sentences = messages_of(transcript, english=english, sentences=True)
    believed = list(_believed(transcript, sentences))
    told = believed if english else []
    questions = questions_of(told, threshold=confidence_threshold)
    tasks = tasks_of(told, started_at=started_at, threshold=confidence_threshold)
    found = Content(
        messages=sentences,
        topics=topics_of(told, sentiment, threshold=confidence_threshold),
        questions=questions,
        action_items=tuple(task for task in tasks if task.kind == "action_item"),
        follow_ups=tuple(task for task in tasks if task.kind == "follow_up"),
        entities=entities_of(
            believed, started_at=started_at, custom=custom_entities, english=english
        ),
        trackers=detect_trackers(
            believed, trackers, (*questions, *tasks), embedder if english else None
        ),
        notices=tuple(_notices(transcript, english, len(sentences) - len(believed))),
    )
    if not any(WRITTEN in segment.flags for segment in transcript.segments):
        return found
    return in_messages(found, messages_of(transcript, english=english))


def _check(transcript: Transcript, started_at: datetime, threshold: float) -> None:
    if not transcript.pii_redacted:
        raise ValueError("transcript: pii_redacted is false; only redacted text is analysed")
    if started_at.tzinfo is None:
        raise InvalidRequest(
            "invalid_started_at", f"started_at: {started_at} has no time zone; give it in UTC"
        )
    if not 0 <= threshold <= 1:
        raise InvalidRequest(
            "invalid_confidence_threshold",
            f"confidence_threshold: {threshold} is not accepted; give 0 to 1",
        )


def _believed(transcript: Transcript, messages: Sequence[Message]) -> Iterator[Message]:
    """All of them; of a draft, those of segments that it is sure of."""
    unsure = (
        {s.id for s in transcript.segments if s.confidence < SURE_SEGMENT}
        if is_draft(transcript)
        else set()
    )
    yield from (message for message in messages if message.segment_id not in unsure)


def _notices(transcript: Transcript, english: bool, left_out: int) -> Iterator[Notice]:
    if not english:
        name = language_name(transcript.language)
        yield Notice(
            code=ENGLISH_ONLY,
            message=f"Topics, questions, action items, follow-ups and managed entities are found in"
            f" English calls only; this call is in {name}. Messages, custom entities and trackers"
            " by their words were made.",
        )
    if left_out:
        yield Notice(
            code=DRAFT_LEFT_OUT,
            message=f"Draft transcript: {left_out} uncertain messages were passed over in the"
            " search for topics, questions, action items, entities and trackers.",
        )
