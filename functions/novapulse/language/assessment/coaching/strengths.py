"""What went well, so that it is said too."""

from collections.abc import Iterator
from math import floor

from novapulse.domain.coaching import Strength
from novapulse.domain.compliance import Compliance
from novapulse.domain.quality import Quality
from novapulse.language.assessment.call import Call
from novapulse.language.assessment.quality.structure import Course

CALM_FROM_SECONDS = 60.0
"""A shorter call says nothing about how calm it was."""
MOST_EVIDENCE = 3


def strengths(
    call: Call, compliance: Compliance, quality: Quality, course: Course
) -> Iterator[Strength]:
    """Only what the evidence shows, and only where it is known who the agent is."""
    if not call.roles_clear:
        return
    yield from _in_compliance(compliance)
    yield from _in_quality(call, quality)
    if course.outcome == "resolved" and course.ending:
        yield Strength(
            area="resolution",
            message="The customer leaves with the matter settled.",
            evidence=(course.ending,),
        )


def _in_compliance(compliance: Compliance) -> Iterator[Strength]:
    identity, told = compliance.identity_verification, compliance.mandatory_disclosures
    if identity.timestamp is not None and not identity.flagged:
        yield Strength(
            area="identity",
            message=f"Said who is speaking within the first {_seconds(identity.timestamp)}.",
            evidence=identity.evidence,
        )
    if told.findings and not told.flagged:
        yield Strength(
            area="disclosures",
            message="Read every disclosure.",
            evidence=tuple(f.evidence for f in told.findings if f.evidence),
        )


def _in_quality(call: Call, quality: Quality) -> Iterator[Strength]:
    if quality.empathy.detected:
        yield Strength(
            area="empathy",
            message="Showed understanding for the customer.",
            evidence=quality.empathy.examples[:MOST_EVIDENCE],
        )
    if quality.greeting.evidence and quality.closing.evidence:
        yield Strength(
            area="closing",
            message="Greeted the customer and said goodbye.",
            evidence=(quality.greeting.evidence, quality.closing.evidence),
        )
    long = call.transcript.duration_seconds >= CALM_FROM_SECONDS and bool(call.customer_turns)
    if long and not quality.interruptions.agent_count:
        yield Strength(area="interruptions", message="Let the customer finish every time.")
    for speaker in quality.sentiment_analysis.speakers:
        content = speaker.speaker == call.customer and speaker.label != "negative"
        if content and speaker.trend == "improving":
            yield Strength(area="sentiment", message="The customer leaves happier than at first.")


def _seconds(timestamp: float) -> str:
    whole = floor(timestamp) + 1
    return "second" if whole == 1 else f"{whole} seconds"
