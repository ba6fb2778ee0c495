"""What a call teaches: what to work on, what went well, how hard it was for the customer."""

from typing import Literal

from novapulse.domain.evidence import Evidence
from novapulse.domain.value import Value

Priority = Literal["high", "medium", "low"]
PRIORITIES: tuple[Priority, ...] = ("high", "medium", "low")


class CoachingRecommendation(Value):
    """``area`` is a stable name: ``identity``, ``empathy``, ``hold`` ... ``evidence`` is empty
    where it rests on what was not said at all, or on the whole call."""

    area: str
    priority: Priority
    message: str
    evidence: tuple[Evidence, ...] = ()


class Strength(Value):
    area: str
    message: str
    evidence: tuple[Evidence, ...] = ()


class EffortReason(Value):
    """``points`` of the score that this ``reason``, a stable name, gives."""

    reason: str
    points: float
    message: str
    evidence: tuple[Evidence, ...] = ()


class CustomerEffort(Value):
    """``score`` 0..5 in halves, 5 = most effort: the sum of the points, at most 5."""

    score: float
    reasons: tuple[EffortReason, ...]


class Coaching(Value):
    """``recommendations``: the most urgent first."""

    recommendations: tuple[CoachingRecommendation, ...]
    strengths: tuple[Strength, ...]
    customer_effort: CustomerEffort
