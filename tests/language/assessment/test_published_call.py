"""A published call of 37 segments, transcribed by somebody else's recogniser."""

import json
from functools import cache
from pathlib import Path

import pytest

from novapulse.domain.assessment import Assessment
from novapulse.domain.compliance import Compliance
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


def compliance() -> Compliance:
    found = assessment().compliance
    assert found is not None
    return found


def test_the_company_is_named_at_once_and_the_agent_later() -> None:
    identity = compliance().identity_verification
    assert (identity.verified, identity.timestamp, identity.flagged) == (True, 0.04, False)
    assert [e.segment_ids for e in identity.evidence] == [(1,), (7,)]
    assert identity.customer_check is not None
    assert identity.customer_check.segment_ids == (5,)


def test_nobody_speaks_of_the_recording_and_nothing_prohibited_is_said() -> None:
    found = compliance()
    assert found.mandatory_disclosures.missing_disclosures == ("recording",)
    assert not found.prohibited_phrases.detected
    purpose = found.purpose_declaration
    assert (purpose.interaction_number, purpose.kind, purpose.flagged) == (1, "asked", False)


def test_the_card_is_flagged_and_the_date_of_birth_is_told() -> None:
    data = compliance().sensitive_data
    flagged = [(item.type, item.evidence.segment_ids) for item in data.items if item.flagged]
    assert flagged == [("CARD_NUMBER", (10,)), ("CARD_NUMBER", (12,))]
    assert ("DATE_OF_BIRTH", (14,)) in [(i.type, i.evidence.segment_ids) for i in data.items]
    assert "2020" not in assessment().model_dump_json()


def test_both_interruptions_that_its_publisher_counts_are_among_ours() -> None:
    quality = assessment().quality
    assert quality is not None
    ours = {(e.timestamp, e.duration, e.by) for e in quality.interruptions.events}
    assert {(18.74, 2.12, "Agent"), (166.44, 3.61, "Agent")} <= ours
    structure = quality.call_structure
    assert structure.problem is not None
    assert structure.problem.segment_ids == (4,)
    assert structure.resolution is not None
    assert quality.hold.count == quality.dead_air.count == 0
