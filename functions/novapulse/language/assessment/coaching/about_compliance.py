"""What the agent should work on to keep to the policy."""

from collections.abc import Iterator

from novapulse.domain.coaching import CoachingRecommendation
from novapulse.domain.compliance import (
    Compliance,
    IdentityVerification,
    PurposeDeclaration,
    SensitiveData,
    SpokenPhrase,
)
from novapulse.domain.policy import TimeLimits

MOST_EVIDENCE = 5
_NAMES = {"name": "their name", "company": "the company's name"}


def about_compliance(
    compliance: Compliance, limits: TimeLimits
) -> Iterator[CoachingRecommendation]:
    """``high`` where the customer was misled or put at risk, or a duty was missed; ``medium`` where
    it was done late."""
    for phrase in _first_of_each(compliance.prohibited_phrases.phrases):
        yield CoachingRecommendation(
            area="prohibited_phrases",
            priority="high",
            message=f"Do not say this to customers. {phrase.text}",
            evidence=(phrase.evidence,),
        )
    yield from _about_disclosures(compliance)
    yield from _about_identity(compliance.identity_verification, limits)
    yield from _about_data(compliance.sensitive_data)
    yield from _about_purpose(compliance.purpose_declaration, limits)


def _about_disclosures(compliance: Compliance) -> Iterator[CoachingRecommendation]:
    for finding in compliance.mandatory_disclosures.findings:
        if not finding.read:
            yield CoachingRecommendation(
                area="disclosures",
                priority="high",
                message=f"Read the disclosure “{finding.text}” in every call.",
            )
        elif finding.late and finding.evidence:
            yield CoachingRecommendation(
                area="disclosures",
                priority="medium",
                message=f"Read the disclosure “{finding.text}” earlier.",
                evidence=(finding.evidence,),
            )


def _about_identity(
    identity: IdentityVerification, limits: TimeLimits
) -> Iterator[CoachingRecommendation]:
    if not identity.flagged:
        return
    within = f"within the first {limits.identity_seconds:g} seconds"
    partly = (
        f", not only {_NAMES[identity.said[0]]}," if identity.said and not identity.verified else ""
    )
    yield CoachingRecommendation(
        area="identity",
        priority="medium" if identity.verified else "high",
        message=f"Say who is speaking{partly} {within}.",
        evidence=identity.evidence,
    )


def _about_data(data: SensitiveData) -> Iterator[CoachingRecommendation]:
    risky = [item for item in data.items if item.flagged]
    if risky:
        kinds = ", ".join(dict.fromkeys(item.type.value for item in risky))
        yield CoachingRecommendation(
            area="sensitive_data",
            priority="high",
            message=f"Take such data by keypad or with the recording paused: {kinds}.",
            evidence=tuple(item.evidence for item in risky[:MOST_EVIDENCE]),
        )


def _about_purpose(
    purpose: PurposeDeclaration, limits: TimeLimits
) -> Iterator[CoachingRecommendation]:
    if purpose.flagged:
        yield CoachingRecommendation(
            area="purpose",
            priority="medium",
            message="Make the purpose of the call clear within the first "
            f"{limits.purpose_agent_turns} turns.",
            evidence=(purpose.evidence,) if purpose.evidence else (),
        )


def _first_of_each(phrases: tuple[SpokenPhrase, ...]) -> list[SpokenPhrase]:
    return list({phrase.id: phrase for phrase in reversed(phrases)}.values())[::-1]
