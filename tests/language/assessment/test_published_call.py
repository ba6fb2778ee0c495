"""A published call of 37 segments, transcribed by somebody else's recogniser."""

import json
from functools import cache
from pathlib import Path

import pytest

from novapulse.domain.assessment import Assessment
from novapulse.domain.policy import DEFAULT_POLICY
from novapulse.domain.transcript import Transcript
from novapulse.language.pii.detector import RuleDetector
from novapulse.language.redact import redact_transcript
from tests.language.assessment.scripted import assessed, transcript_of

PUBLISHED = Path(__file__).parents[4] / "shared" / "transcripts" / "aws-example-call.json"
pytestmark = pytest.mark.skipif(not PUBLISHED.exists(), reason=f"{PUBLISHED} is not there")

REDACTED_AS = {
    **{6: "NAME", 7: "NAME", 8: "ADDRESS", 10: "CARD_NUMBER", 12: "CARD_NUMBER", 24: "ADDRESS"},
    **{26: "ADDRESS", 27: "EMAIL", 29: "ADDRESS", 35: "ADDRESS"},
}
"""What stood where the publisher put [PII], as the sentences around it tell a reader."""


@cache
def transcript() -> Transcript:
    turns = json.loads(PUBLISHED.read_text(encoding="utf-8"))["Transcript"]
    lines = [
        f"{turn['BeginOffsetMillis'] / 1000}-{turn['EndOffsetMillis'] / 1000} "
        f"{turn['ParticipantRole'].title()}: "
        + turn["Content"].replace("[PII]", f"[{REDACTED_AS.get(number, 'NAME')}]")
        for number, turn in enumerate(turns, 1)
    ]
    return redact_transcript(transcript_of(lines), RuleDetector())


@cache
def assessment() -> Assessment:
    return assessed(transcript(), DEFAULT_POLICY)
