"""Calls of a few lines, stored as the pipeline leaves them, and what Symbl's API shows of them."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from novapulse.domain import storage_keys
from novapulse.domain.content_options import ContentOptions
from novapulse.domain.conversation import ConversationOptions, Member, SpeakerEvent
from novapulse.domain.insights import Insights, Sentence, Summary
from novapulse.domain.job import CallDetails, FileInfo, Job, JobOptions, Medium
from novapulse.domain.sentiment import sentiment_of
from novapulse.domain.transcript import SpeakerRole, Transcript
from novapulse.language.content import analyse_content
from novapulse.services.home import Home
from novapulse.services.intake.conversation import keep_members, mark_part
from novapulse.services.symbl.ids import conversation_id
from novapulse.services.symbl.shapes import Shape
from novapulse.services.symbl.view import View, read_view
from novapulse.stages import documents
from tests.adapters.make import add_job, make_job
from tests.language.calls import make_transcript
from tests.services.house import make_insights

Turn = tuple[str, str]
CALL: Sequence[Turn] = (
    ("Agent", "Thank you for calling. How can I help you?"),
    ("Customer", "My router is broken. The replacement router never came."),
    ("Agent", "I am sorry. I will send you a new router by Friday."),
    ("Customer", "Great. Will you call me back tomorrow?"),
)
"""Segments 1 to 4. Words last 0.4 s each, with 0.5 s between segments."""
SCORES = (0.31, -0.71, 0.3, -0.3)
_NUMBERS = itertools.count(1)


def converse(
    home: Home,
    turns: Sequence[Turn] = CALL,
    *,
    tenant: str = "acme",
    part_of: str | None = None,
    members: Sequence[Member] = (),
    sources: Mapping[str, str] | None = None,
    scores: Sequence[float] | None = None,
    summary: str = "Customer reports a broken router.",
    content: ContentOptions | None = None,
    stored_content: bool = True,
    created_at: datetime | None = None,
    **shown: Any,
) -> str:
    """The id of a completed job. ``sources`` by label; ``shown`` are ConversationOptions, and
    ``metadata``, ``medium`` and ``timestamp``."""
    options = JobOptions(
        call=CallDetails(timestamp=shown.pop("timestamp", None)),
        metadata=shown.pop("metadata", {}),
        medium=shown.pop("medium", Medium.SPEECH),
        content=content or ContentOptions(),
        conversation=ConversationOptions(part_of=part_of, **shown),
    )
    job = begin(home, options, tenant=tenant, created_at=created_at)
    keep_members(home.vault, job, members)
    transcript = redacted(turns, sources or {})
    insights = make_some_insights(transcript, scores or [0.0] * len(turns), summary)
    where = (tenant, job.id)
    documents.write(home.blobs, storage_keys.result_transcript(*where), transcript)
    documents.write(home.blobs, storage_keys.result_insights(*where), insights)
    if stored_content:
        asked = options.content
        found = analyse_content(
            transcript,
            insights.sentiment,
            started_at=job.began_at,
            custom_entities=asked.custom_entities,
            trackers=asked.trackers,
            confidence_threshold=asked.confidence_threshold,
        )
        documents.write(home.blobs, storage_keys.result_content(*where), found)
    home.jobs.start(*where, home.clock.now())
    home.jobs.measured(*where, transcript.duration_seconds)
    home.jobs.complete(*where, home.clock.now(), ())
    return job.id


def begin(
    home: Home,
    options: JobOptions,
    *,
    tenant: str = "acme",
    created_at: datetime | None = None,
) -> Job:
    """A job that is queued, and joined to its conversation."""
    job = make_job(
        next(_NUMBERS),
        tenant=tenant,
        options=options,
        created_at=created_at or home.clock.now(),
        file=FileInfo(name="call.wav", size_bytes=10, duration_seconds=60.0),
    )
    add_job(home.jobs, job)
    mark_part(home.blobs, job)
    return job


def redacted(turns: Sequence[Turn], sources: Mapping[str, str]) -> Transcript:
    labels = dict.fromkeys(label for label, _ in turns)
    roles = tuple(
        SpeakerRole(
            label=label,
            source=sources.get(label, f"voice {number}"),
            confidence=0.9,
            reason="a test",
        )
        for number, label in enumerate(labels, start=1)
    )
    return make_transcript(turns).model_copy(update={"speakers": roles, "pii_redacted": True})


def make_some_insights(transcript: Transcript, scores: Sequence[float], summary: str) -> Insights:
    sentences = (Sentence(kind="reason", text=summary, segment_ids=(2,)),)
    return make_insights().model_copy(
        update={
            "sentiment": sentiment_of(transcript.segments, scores, "a test"),
            "summary": Summary(text=summary, sentences=sentences, outcome="resolved"),
        }
    )


def viewed(home: Home, job_id: str, tenant: str = "acme") -> View:
    return read_view(home, tenant, conversation_id(job_id))


def wire(shape: Shape) -> Any:
    """As it is sent."""
    return shape.model_dump(mode="json", by_alias=True, exclude_none=True)


def event(user: str, at: float, *, began: bool, **who: str) -> SpeakerEvent:
    return SpeakerEvent(began=began, at=at, user_id=user, **who)
