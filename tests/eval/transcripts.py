"""Transcripts made of turns, as if an engine had heard every word, and what a job makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from novapulse.domain.transcript import (
    AGENT,
    CUSTOMER,
    EngineInfo,
    Segment,
    SpeakerRole,
    Transcript,
    Word,
)
from novapulse.language.pii_detector import PiiDetector
from novapulse.language.redact import redact_transcript

SECONDS_PER_WORD = 0.4
"""150 words a minute, where a turn has no times."""
PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class SpokenTurn:
    """``start`` and ``end`` in seconds, both or neither."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None


def transcript_of(turns: Sequence[SpokenTurn]) -> Transcript:
    """Each turn is one segment, its words evenly over its time. Turns without times follow one
    another, 0.5 s between them."""
    segments: list[Segment] = []
    clock = 0.0
    for number, turn in enumerate(turns, start=1):
        start = clock if turn.start is None else turn.start
        words = turn.text.split()
        end = start + SECONDS_PER_WORD * len(words) if turn.end is None else turn.end
        segments.append(
            Segment(
                id=number,
                speaker=turn.speaker,
                start=start,
                end=end,
                text=turn.text,
                confidence=1.0,
                words=_words(words, start, end),
            )
        )
        clock = max(clock, end + PAUSE_SECONDS)
    return Transcript(
        language="en-US",
        duration_seconds=max((segment.end for segment in segments), default=0.0),
        engine=EngineInfo(name="script", model="none", version="1"),
        speakers=tuple(
            SpeakerRole(label=label, source="script", confidence=1.0, reason="written so")
            for label in (AGENT, CUSTOMER)
        ),
        segments=tuple(segments),
        pii_redacted=False,
    )


def redacted(transcript: Transcript, detector: PiiDetector) -> Transcript:
    """As a job does before any other analysis: searched twice."""
    return redact_transcript(redact_transcript(transcript, detector), detector)


def _words(words: Sequence[str], start: float, end: float) -> tuple[Word, ...]:
    each = (end - start) / max(1, len(words))
    return tuple(
        Word(word=word, start=start + n * each, end=start + (n + 1) * each, confidence=1.0)
        for n, word in enumerate(words)
    )
