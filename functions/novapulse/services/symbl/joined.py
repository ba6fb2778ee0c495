"""What is found in several calls that are one conversation."""

import hashlib
import logging
from collections.abc import Sequence, Set
from functools import partial

from novapulse.domain.behaviour import known_agents
from novapulse.domain.content import Content
from novapulse.domain.content_options import ContentOptions
from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.insights import Sentiment
from novapulse.domain.sentiment import overall_label, overall_score, trend
from novapulse.domain.tracker import Tracker
from novapulse.domain.transcript import Transcript
from novapulse.language.content import analyse_content
from novapulse.language.embedder import Embedder
from novapulse.language.pii.detector import RuleDetector
from novapulse.language.redact_content import scan_content
from novapulse.services.home import Home
from novapulse.services.symbl.conversation import Conversation
from novapulse.services.symbl.part import Part
from novapulse.stages.content import wanted_trackers

log = logging.getLogger(__name__)


def find_content(home: Home, conversation: Conversation, parts: Sequence[Part]) -> Content:
    """All that any part asked for is looked for in all; the last one's threshold holds. It is
    scanned for personal data as that of one call is before it is stored. Of an hour this takes
    seconds: as long as the parts are the same, it is remembered."""
    options = [part.job.options.content for part in parts]
    asked = ContentOptions(
        custom_entities=tuple(dict.fromkeys(e for each in options for e in each.custom_entities)),
        trackers=_trackers(home, parts),
        confidence_threshold=options[-1].confidence_threshold,
    )
    embedder = _embedder(home, asked.trackers)
    transcript = _joined_transcript(parts)
    sentiment = _joined_sentiment(parts, known_agents(transcript))
    first = conversation.first
    what = (first.tenant, first.id, str(conversation.started_at), str(embedder is None))
    key = hashlib.sha256("\n".join(what).encode())
    for document in (asked, transcript, sentiment):
        key.update(document.model_dump_json().encode())
    find = partial(_found, conversation, transcript, sentiment, asked, embedder)
    return home.found.get(key.hexdigest(), find)


def _found(
    conversation: Conversation,
    transcript: Transcript,
    sentiment: Sentiment,
    asked: ContentOptions,
    embedder: Embedder | None,
) -> Content:
    found = analyse_content(
        transcript,
        sentiment,
        started_at=conversation.started_at,
        custom_entities=asked.custom_entities,
        trackers=asked.trackers,
        embedder=embedder,
        confidence_threshold=asked.confidence_threshold,
    )
    return scan_content(found, RuleDetector())


def _trackers(home: Home, parts: Sequence[Part]) -> tuple[Tracker, ...]:
    """Of one name the first."""
    by_name: dict[str, Tracker] = {}
    for part in parts:
        for tracker in wanted_trackers(part.job, home.trackers):
            by_name.setdefault(tracker.name, tracker)
    return tuple(by_name.values())


def _embedder(home: Home, trackers: Sequence[Tracker]) -> Embedder | None:
    """Its model is loaded for trackers alone; without it they are found by their words."""
    if not trackers:
        return None
    try:
        return home.embedder()
    except EngineUnavailable as error:
        log.warning("trackers are found by their words alone: %s", error.code)
        return None


def _joined_transcript(parts: Sequence[Part]) -> Transcript:
    """Labels are left as they are: the agent of one call stands on the same side in the next."""
    first = parts[0].transcript
    engine = first.engine.model_copy(
        update={"draft": any(part.transcript.engine.draft for part in parts)}
    )
    speakers = {role.label: role for part in reversed(parts) for role in part.transcript.speakers}
    return first.model_copy(
        update={
            "engine": engine,
            "duration_seconds": parts[-1].end,
            "speakers": tuple(speakers.values()),
            "segments": tuple(s for part in parts for s in part.transcript.segments),
            "pii_redacted": all(part.transcript.pii_redacted for part in parts),
            "notices": tuple(n for part in parts for n in part.transcript.notices),
        }
    )


def _joined_sentiment(parts: Sequence[Part], agents: Set[str]) -> Sentiment:
    segments = tuple(each for part in parts for each in part.sentiment)
    score = overall_score(segments, agents)
    return Sentiment(
        overall_label=overall_label(score),
        overall_score=score,
        trend=trend(segments, agents),
        segments=segments,
    )
