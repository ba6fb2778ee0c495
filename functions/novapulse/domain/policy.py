"""What a tenant asks of its calls: disclosures, phrases, limits. Data, never code."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from novapulse.domain.compliance import IdentityPart
from novapulse.domain.pii import PiiKind
from novapulse.domain.value import Value

CallDirection = Literal["inbound", "outbound"]
WordingKind = Literal["fuzzy", "exact", "regex"]
PhraseSpeaker = Literal["agent", "customer", "anyone"]


class Wording(Value):
    """One way of saying it. ``fuzzy``: inflections, left out small words and one or two misheard
    words do not matter. ``exact``: these words in this order. ``regex``: the subset of
    ``language.assessment.safe_patterns``, whatever the case."""

    kind: WordingKind
    text: str


class Disclosure(Value):
    """What an agent has to say. ``text`` is for people; the wordings are what is looked for."""

    id: str
    text: str
    wordings: tuple[Wording, ...]
    within_seconds: float | None = None


class ProhibitedPhrase(Value):
    """What ``speaker`` must not say. Denied and quoted words do not count."""

    id: str
    text: str
    wordings: tuple[Wording, ...]
    speaker: PhraseSpeaker = "agent"


class TimeLimits(Value):
    """Seconds of the call, but for ``purpose_agent_turns``.

    15 seconds and 4 turns are those of the published CallCov field reference. Six seconds of
    silence are twice what call analytics commonly call non-talk time (3 s), since a look-up takes
    a breath; a hold of more than a minute should be explained. Both are ours."""

    identity_seconds: float = Field(default=15.0, gt=0)
    purpose_agent_turns: int = Field(default=4, ge=1)
    dead_air_seconds: float = Field(default=6.0, ge=1)
    hold_seconds: float = Field(default=60.0, ge=1)


class AppliesTo(Value):
    """Empty means all. ``agents`` are the ids that the submitter of a call gives."""

    directions: tuple[CallDirection, ...] = ()
    agents: tuple[str, ...] = ()


class Policy(Value):
    """``identity``: the parts that must be said; empty: one of them, whichever it is.
    ``sensitive_data``: the kinds that are flagged when spoken; the others are told only."""

    name: str
    applies_to: AppliesTo = AppliesTo()
    time_limits: TimeLimits = TimeLimits()
    identity: tuple[IdentityPart, ...] = ()
    sensitive_data: tuple[PiiKind, ...] = (
        PiiKind.CARD_NUMBER,
        PiiKind.SECURITY_CODE,
        PiiKind.PIN,
        PiiKind.SSN,
    )
    disclosures: tuple[Disclosure, ...] = ()
    prohibited_phrases: tuple[ProhibitedPhrase, ...] = ()


def choose_policy(
    policies: Iterable[Policy], *, direction: CallDirection | None, agent_id: str | None
) -> Policy:
    """The policy that applies and is the most specific: one for this agent before one for a
    direction before one for all; of equals the first by name. Without any, ``DEFAULT_POLICY``. A
    call whose direction is not known is under no policy that is for one direction."""
    fitting = [p for p in policies if _applies(p.applies_to, direction, agent_id)]
    return min(fitting, key=_specific_first, default=DEFAULT_POLICY)


def _applies(to: AppliesTo, direction: CallDirection | None, agent_id: str | None) -> bool:
    every_direction = set(to.directions) in (set(), {"inbound", "outbound"})
    return (every_direction or direction in to.directions) and (
        not to.agents or agent_id in to.agents
    )


def _specific_first(policy: Policy) -> tuple[bool, bool, str]:
    to = policy.applies_to
    return not to.agents, len(to.directions) != 1, policy.name


def _fuzzy(*texts: str) -> tuple[Wording, ...]:
    return tuple(Wording(kind="fuzzy", text=text) for text in texts)


def _regex(*texts: str) -> tuple[Wording, ...]:
    return tuple(Wording(kind="regex", text=text) for text in texts)


DEFAULT_POLICY = Policy(
    name="default",
    disclosures=(
        Disclosure(
            id="recording",
            text="This call may be recorded.",
            wordings=_fuzzy(
                "This call may be recorded.",
                "calls are recorded",
                "you are on a recorded line",
                "we record our calls",
                "calling on a recorded line",
                "this line is recorded",
                "this conversation is being recorded",
            ),
        ),
    ),
    prohibited_phrases=(
        ProhibitedPhrase(
            id="guarantee",
            text="Promises an outcome that nobody can promise.",
            wordings=(
                *_regex(
                    r"\b(?:i|we)(?: can| do| will)? (?:personally |absolutely )?guarantee\b",
                    r"\bguaranteed (?:returns?|profits?|savings?|results?|approval|to work)\b",
                ),
                *_fuzzy("completely risk free", "there is no risk"),
            ),
        ),
        ProhibitedPhrase(
            id="threat",
            text="Threatens with arrest, a court or other people.",
            wordings=_fuzzy(
                "you will be arrested",
                "we will have you arrested",
                "we will take you to court",
                "we will tell your employer",
            ),
        ),
        ProhibitedPhrase(
            id="pressure",
            text="Hurries the customer into a decision.",
            wordings=_fuzzy(
                "you have to decide today",
                "you have to decide right now",
                "this offer ends when we hang up",
                "you have no choice",
                "you do not have any choice",
            ),
        ),
        ProhibitedPhrase(
            id="rude",
            text="Speaks down to the customer.",
            wordings=tuple(
                Wording(kind="exact", text=text)
                for text in ("shut up", "calm down", "that's not my problem", "that's your problem")
            ),
        ),
    ),
)
"""What counts where a tenant has said nothing. A recording has to be announced to every party in
many places (California Penal Code 632 among others), and here every call is a recording; where an
announcement before the call does it, leave the disclosure out. The phrases follow what the US
Telemarketing Sales Rule (16 CFR 310.3, 310.4) and the Fair Debt Collection Practices Act (15 USC
1692d, 1692e) call misleading, threatening or abusive. It is a beginning, and no legal advice."""
