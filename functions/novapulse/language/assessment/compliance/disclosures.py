"""Which of the policy's disclosures the agent read."""

from novapulse.domain.compliance import DisclosureFinding, MandatoryDisclosures
from novapulse.domain.policy import Disclosure, Policy
from novapulse.language.assessment.call import Call
from novapulse.language.assessment.wordings.meant import is_not_denied
from novapulse.language.assessment.wordings.search import spans


def mandatory_disclosures(call: Call, policy: Policy) -> MandatoryDisclosures:
    """``flagged`` when one is missing or late."""
    findings = tuple(_finding(call, disclosure) for disclosure in policy.disclosures)
    missing = tuple(finding.id for finding in findings if not finding.read)
    return MandatoryDisclosures(
        read=not missing,
        matched_disclosures=tuple(finding.id for finding in findings if finding.read),
        missing_disclosures=missing,
        flagged=bool(missing) or any(finding.late for finding in findings),
        findings=findings,
    )


def _finding(call: Call, disclosure: Disclosure) -> DisclosureFinding:
    """Its first reading counts."""
    for turn in call.agent_turns:
        for span in spans(turn, disclosure.wordings, is_not_denied)[:1]:
            evidence = turn.evidence(*span)
            limit = disclosure.within_seconds
            return DisclosureFinding(
                id=disclosure.id,
                text=disclosure.text,
                read=True,
                late=limit is not None and evidence.start > limit,
                timestamp=evidence.start,
                evidence=evidence,
            )
    return DisclosureFinding(id=disclosure.id, text=disclosure.text, read=False)
