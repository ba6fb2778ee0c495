"""Which kinds of sensitive data were spoken, known by the marks that redaction leaves."""

from novapulse.domain.compliance import SensitiveData, SensitiveItem
from novapulse.domain.pii import PLACEHOLDER, PiiKind
from novapulse.domain.policy import Policy
from novapulse.language.assessment.call import Call

NOT_SENSITIVE = frozenset({PiiKind.NAME})
"""Every call begins with one."""


def sensitive_data(call: Call, policy: Policy) -> SensitiveData:
    """One item for each mark, in order of time. The card's number, its code, PINs and social
    security numbers are flagged by default: the security code must not be kept at all once a
    payment is authorised, and a recording keeps it (PCI DSS, requirement 3)."""
    items = []
    for turn in call.turns:
        for match in turn.find(PLACEHOLDER):
            kind = PiiKind(match.group().strip("[]"))
            if kind in NOT_SENSITIVE:
                continue
            evidence = turn.evidence(*match.span())
            items.append(
                SensitiveItem(
                    type=kind,
                    speaker=turn.speaker,
                    timestamp=evidence.start,
                    flagged=kind in policy.sensitive_data,
                    evidence=evidence,
                )
            )
    return SensitiveData(
        detected=bool(items), items=tuple(items), flagged=any(item.flagged for item in items)
    )
