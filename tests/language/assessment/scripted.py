"""The scripted calls of ``calls/``: transcripts as lines, each with what has to be found in it."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from novapulse.domain.assessment import Assessment
from novapulse.domain.behaviour import behavioral
from novapulse.domain.policy import Policy
from novapulse.domain.transcript import EngineInfo, Segment, Transcript
from novapulse.language.assessment.assess import assess
from novapulse.language.sentiment.analyse import analyse_sentiment
from novapulse.language.sentiment.lexicon import LexiconScorer
from novapulse.services.policies.read import read_policy

CALLS = Path(__file__).parent / "calls"
_LINE = re.compile(r"(?P<start>[\d.]+)-(?P<end>[\d.]+) (?P<speaker>[^:]+): (?P<text>.*)", re.DOTALL)


def scripted(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((CALLS / f"{name}.yaml").read_text("utf-8"))
    return document


@cache
def energy_policy() -> Policy:
    return read_policy((CALLS / "policy.yaml").read_bytes())


def transcript_of(lines: list[str], **changes: Any) -> Transcript:
    """Each line is ``START-END SPEAKER: TEXT``, in seconds. ``changes`` replace fields."""
    segments = tuple(_segment(number, line) for number, line in enumerate(lines, 1))
    transcript = Transcript(
        language="en-US",
        duration_seconds=max((s.end for s in segments), default=0.0),
        engine=EngineInfo(name="script", model="none", version="1"),
        speakers=(),
        segments=segments,
        pii_redacted=True,
    )
    return transcript.model_copy(update=changes)


def assessed(transcript: Transcript, policy: Policy | None = None, **options: Any) -> Assessment:
    return assess(
        transcript,
        analyse_sentiment(transcript, LexiconScorer()),
        behavioral(transcript),
        policy or energy_policy(),
        **options,
    )


def _segment(number: int, line: str) -> Segment:
    parts = _LINE.fullmatch(line)
    assert parts is not None, line
    return Segment(
        id=number,
        speaker=parts["speaker"],
        start=float(parts["start"]),
        end=float(parts["end"]),
        text=parts["text"],
        confidence=0.9,
    )
