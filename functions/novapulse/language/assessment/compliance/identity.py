"""Whether the agent says who is speaking, and in time.

The rule is CallCov's: the agent states their identity, within the first 15 seconds. A name or the
company's is an identity; a policy may ask for one of them or for both.
"""

import re
from collections.abc import Iterable, Iterator

from novapulse.domain.compliance import IdentityPart, IdentityVerification
from novapulse.domain.evidence import Evidence
from novapulse.domain.policy import Policy
from novapulse.language.assessment.call import Call, SpokenTurn

_CAPITAL = r"(?-i:[A-Z][a-z]+)"
_A_NAME = rf"(?:\[NAME\]|{_CAPITAL})"
_COMPANY = (
    r"(?!(?:us|in|back|about|today|again|me|your|you|the number|this|that|so|to|and|how|my|our"
    r"|here|now|just)\b)(?:\w[\w&'’-]*)"
)
_OWN_COMPANY = (
    r"(?-i:\b(?!(?:Good|Hi|Hello|Hey|Yes|Well|Thanks|Thank)\b)[A-Z][\w&'’]*"
    r"(?: (?:& )?[A-Z][\w&'’]*){0,3}"
    r"(?: [A-Z][\w&'’]*| claims| support| sales| service| services| billing| care| team| desk))"
)
"""Two words at least, as "Harbour Mutual" before ", this is": one may be any word."""
_NAME = re.compile(
    rf"\bmy name(?:['’]s| is)\s+(?!(?:not|on|in|spelled)\b)(?:{_A_NAME}|[a-z]+)"
    rf"|\b(?:this is|i['’]m|i am|it['’]s)\s+(?:\[NAME\]|{_CAPITAL}(?=\s+(?:from|with|at|calling"
    rf"|speaking|here)\b))|{_A_NAME}\s+speaking\b|\[NAME\]\s+here\b"
    rf"|\byou(?:['’]re| are)\s+(?:speaking|talking)\s+(?:with|to)\s+{_A_NAME}"
    rf"|\byou(?:['’]ve| have)\s+(?:got|reached)\s+\[NAME\]",
    re.IGNORECASE,
)
"""A transcript without capital letters still has the placeholder where the name was."""
_COMPANY_SAID = re.compile(
    rf"\b(?:thank you|thanks)\s+for\s+(?:calling|contacting|choosing|phoning|reaching(?: out to)?"
    rf"|ringing)\s+{_COMPANY}"
    rf"|\bwelcome to\s+{_COMPANY}|\b(?:calling|phoning|ringing)\s+(?:you\s+)?(?:today\s+)?"
    rf"(?:from|on behalf of|for)\s+{_COMPANY}|\bthrough to\s+{_COMPANY}"
    rf"|{_A_NAME}\s+(?:speaking\s+)?(?:here\s+|over\s+)?(?:from|with|at|of)\s+{_COMPANY}"
    rf"|\byou(?:['’]ve| have)\s+reached\s+{_COMPANY}"
    rf"|{_OWN_COMPANY},\s+(?:{_A_NAME}\s+speaking"
    rf"|(?:this is|my name(?:['’]s| is)|you(?:['’]re| are)\s+(?:speaking|talking)\s+(?:to|with))"
    rf"\s+{_A_NAME})",
    re.IGNORECASE,
)
_PATTERNS: dict[IdentityPart, re.Pattern[str]] = {"name": _NAME, "company": _COMPANY_SAID}
_CUSTOMER_CHECK = re.compile(
    r"\b(?:confirm|verify|verification|security question|have|get|take|give me|provide|tell me"
    r"|what(?:['’]s| is| was)|and)\b(?:\s+(?:me|for|with|please|i|the|first|full|last|line|of))*"
    r"\s+your\s+(?:\w+\s+){0,2}"
    r"(?:name|surname|account|date of birth|birth ?date|birthday|post ?code|zip|address|phone"
    r"|telephone|mobile|email|password|pin|reference|policy|customer|social|number)\b"
    r"|\b(?:billing )?(?:zip|post) ?code for\b|\bsecurity question\b"
    r"|\bam i (?:speaking|talking) (?:with|to)\b|\blast four digits\b",
    re.IGNORECASE,
)
"""Asking the customer for what they are known by."""


def identity_verification(call: Call, policy: Policy) -> IdentityVerification:
    """``flagged`` when missing or later than the policy's seconds."""
    first = _first_of_each(call)
    wanted = policy.identity
    done = all(part in first for part in wanted) if wanted else bool(first)
    at = None
    if done:
        times = [first[part].start for part in wanted] or [min(e.start for e in first.values())]
        at = max(times)
    return IdentityVerification(
        verified=done,
        timestamp=at,
        flagged=at is None or at > policy.time_limits.identity_seconds,
        said=tuple(sorted(first)),
        evidence=_one_for_each_quote(first.values()),
        customer_check=customer_check(call),
    )


def customer_check(call: Call) -> Evidence | None:
    found = (turn.first(_CUSTOMER_CHECK) for turn in call.agent_turns)
    return next((evidence for evidence in found if evidence), None)


def _first_of_each(call: Call) -> dict[IdentityPart, Evidence]:
    first: dict[IdentityPart, Evidence] = {}
    for turn in call.agent_turns:
        for part, evidence in _said(turn):
            first.setdefault(part, evidence)
    return first


def _said(turn: SpokenTurn) -> Iterator[tuple[IdentityPart, Evidence]]:
    for part, pattern in _PATTERNS.items():
        evidence = turn.first(pattern)
        if evidence:
            yield part, evidence


def _one_for_each_quote(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Name and company are often said in one breath."""
    return tuple({e.quote: e for e in sorted(found, key=lambda e: -e.start)}.values())[::-1]
