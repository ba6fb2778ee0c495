"""Whether a call kept to its policy. ``flagged`` always means: a person should look at it."""

from typing import Literal

from novapulse.domain.evidence import Evidence
from novapulse.domain.pii import PiiKind
from novapulse.domain.value import Value

IdentityPart = Literal["name", "company"]
PurposeKind = Literal["stated", "taken_up", "asked"]


class IdentityVerification(Value):
    """Whether the agent said who is speaking. ``timestamp``: seconds, when all that the policy
    asks for had been said. ``said``: which parts were. ``customer_check``: where the agent asked
    the customer for details to know them by; it is told, and never flagged."""

    verified: bool
    timestamp: float | None
    flagged: bool
    said: tuple[IdentityPart, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    customer_check: Evidence | None = None


class DisclosureFinding(Value):
    """``late``: read, but after the seconds that the policy gives it."""

    id: str
    text: str
    read: bool
    late: bool = False
    timestamp: float | None = None
    evidence: Evidence | None = None


class MandatoryDisclosures(Value):
    """``matched_disclosures`` and ``missing_disclosures`` hold ids of the policy; ``read`` is true
    where none is missing, also where the policy asks for none."""

    read: bool
    matched_disclosures: tuple[str, ...]
    missing_disclosures: tuple[str, ...]
    flagged: bool
    findings: tuple[DisclosureFinding, ...] = ()


class PurposeDeclaration(Value):
    """``interaction_number``: which turn of that speaker, from 1. ``kind``: the agent said it,
    took up what the customer said, or asked for it (which counts in calls that came in)."""

    disclosed: bool
    interaction_number: int | None
    timestamp: float | None
    flagged: bool
    kind: PurposeKind | None = None
    evidence: Evidence | None = None


class SpokenPhrase(Value):
    """``id`` and ``text`` are the policy's; what was said is in ``evidence``."""

    id: str
    text: str
    speaker: str
    timestamp: float
    evidence: Evidence


class ProhibitedPhrases(Value):
    detected: bool
    phrases: tuple[SpokenPhrase, ...]
    flagged: bool


class SensitiveItem(Value):
    """A kind of data that was spoken, never its value. ``flagged`` as the policy says."""

    type: PiiKind
    speaker: str
    timestamp: float
    flagged: bool
    evidence: Evidence


class SensitiveData(Value):
    detected: bool
    items: tuple[SensitiveItem, ...]
    flagged: bool


class Compliance(Value):
    identity_verification: IdentityVerification
    mandatory_disclosures: MandatoryDisclosures
    purpose_declaration: PurposeDeclaration
    prohibited_phrases: ProhibitedPhrases
    sensitive_data: SensitiveData
