"""Transcripts made from a few lines, for the tests of the language functions."""

from collections.abc import Sequence

from novapulse.domain.media import Notice
from novapulse.domain.transcript import EngineInfo, Segment, SpeakerRole, Transcript, Word

SECONDS_PER_WORD = 0.4
PAUSE = 0.5


def with_a_second_agent(transcript: Transcript, label: str = "Speaker 3") -> Transcript:
    """``label`` is a colleague of the agent who takes over."""
    role = SpeakerRole(label=label, source="voice 3", confidence=0.9, reason="also the agent")
    return transcript.model_copy(update={"speakers": (*transcript.speakers, role)})


def make_transcript(
    turns: Sequence[tuple[str, str]],
    *,
    draft: bool = False,
    confidence: float = 0.9,
    notices: tuple[Notice, ...] = (),
) -> Transcript:
    """Turns one after another, each word 0.4 s long, 0.5 s between turns."""
    segments: list[Segment] = []
    clock = 0.0
    for number, (speaker, text) in enumerate(turns, 1):
        words = tuple(
            Word(
                word=word,
                start=clock + i * SECONDS_PER_WORD,
                end=clock + (i + 1) * SECONDS_PER_WORD,
                confidence=confidence,
            )
            for i, word in enumerate(text.split())
        )
        end = clock + len(words) * SECONDS_PER_WORD
        segments.append(
            Segment(
                id=number,
                speaker=speaker,
                start=clock,
                end=end,
                text=text,
                confidence=confidence,
                words=words,
            )
        )
        clock = end + PAUSE
    return Transcript(
        language="en-US",
        duration_seconds=clock,
        engine=EngineInfo(name="test", model="none", version="1", draft=draft),
        speakers=(),
        segments=tuple(segments),
        pii_redacted=False,
        notices=notices,
    )
