"""Whether the agent makes the call's purpose clear, and in which turn.

An agent who calls has to say why: "I'm calling about". One who is called makes it clear by taking
up the customer's concern or by asking for it.
"""

import re

from novapulse.domain.compliance import PurposeDeclaration, PurposeKind
from novapulse.domain.policy import CallDirection, Policy
from novapulse.language.assessment.call import Call, SpokenTurn

_CALLS = re.compile(
    r"\b(?:i['’]?m|i am|we['’]?re|we are|i was|i)\s+(?:just\s+)?(?:calling|phoning|ringing"
    r"|contacting you|getting in touch|reaching out)\b"
    r"|\b(?:the\s+)?(?:reason|purpose)\s+(?:for|of|why|that|i['’]?m)\b[\w\s]{0,20}\bcall",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:calling|phoning|ringing|contacting you|getting in touch|reaching out)\s+"
    r"(?:you\s+)?(?:today\s+)?(?:about|to\s+(?!you\b)|regarding|because|concerning|in regards? to"
    r"|with regards? to|as\s|since\s)"
    r"|\b(?:reason|purpose)\s+(?:for|of|why|that|i['’]?m)\b[\w\s]{0,20}\bcall\w*"
    r"|\bi (?:wanted|just wanted|want|['’]d like) to (?:talk|speak) to you about\b"
    r"|\bfollow(?:ing)? up (?:on|about|with)\b",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(
    r"\b(?:i can|i['’]ll|i will|let me|i['’]d be (?:happy|glad) to|happy to|we can|let['’]s)\s+"
    r"(?:definitely\s+|certainly\s+|absolutely\s+|gladly\s+|see if we can\s+)?"
    r"(?:help|assist|get that|(?:take|have) (?:a |another )?(?:quick )?(?:look|care)|look into"
    r"|sort)\b"
    r"|\b(?:so|i understand|i see)\s+you(?:['’]re| are|['’]d like| would like| want| need)\b"
    r"|\byou(?:['’]re| are) calling (?:about|to|because|regarding)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bhow (?:can|may|could|might) (?:i|we) (?:help|assist|be of|direct)\b"
    r"|\bwhat can (?:i|we) (?:do|help)\b|\bwhat(?:['’]s| is) (?:the (?:problem|matter|issue|reason)"
    r"|going on|this (?:about|regarding)|your call)\b|\bhow (?:i|we) (?:can|may) help\b"
    r"|\bwhat (?:are you|brings you|brought you|seems to be)\b|\bcan i help you\b"
    r"|\bwhat (?:is it )?you(?:['’]re| are) calling\b",
    re.IGNORECASE,
)


def purpose_declaration(
    call: Call, policy: Policy, direction: CallDirection | None
) -> PurposeDeclaration:
    """``flagged`` when not within the policy's first agent turns. Where the direction is not known,
    an agent who says "I'm calling" is taken for the caller."""
    outbound = direction == "outbound" or (direction is None and _agent_calls(call))
    for turn in call.agent_turns:
        found = _declared(turn, outbound)
        if found:
            kind, span = found
            evidence = turn.evidence(*span)
            return PurposeDeclaration(
                disclosed=True,
                interaction_number=turn.number,
                timestamp=evidence.start,
                flagged=turn.number > policy.time_limits.purpose_agent_turns,
                kind=kind,
                evidence=evidence,
            )
    return PurposeDeclaration(
        disclosed=False, interaction_number=None, timestamp=None, flagged=True
    )


def _agent_calls(call: Call) -> bool:
    return any(_CALLS.search(turn.text) for turn in call.agent_turns)


def _declared(turn: SpokenTurn, outbound: bool) -> tuple[PurposeKind, tuple[int, int]] | None:
    kinds: tuple[tuple[PurposeKind, re.Pattern[str]], ...] = (("stated", _STATED),)
    if not outbound:
        kinds = (*kinds, ("taken_up", _TAKEN_UP), ("asked", _ASKED))
    for kind, pattern in kinds:
        match = pattern.search(turn.text)
        if match:
            return kind, match.span()
    return None
