"""Recommendations, strengths and effort together."""

from novapulse.domain.coaching import PRIORITIES, Coaching
from novapulse.domain.compliance import Compliance
from novapulse.domain.insights import Sentiment
from novapulse.domain.policy import Policy
from novapulse.domain.quality import Quality
from novapulse.language.assessment.call import Call
from novapulse.language.assessment.coaching.about_compliance import about_compliance
from novapulse.language.assessment.coaching.about_quality import about_quality
from novapulse.language.assessment.coaching.effort import customer_effort
from novapulse.language.assessment.coaching.strengths import strengths
from novapulse.language.assessment.quality.structure import Course

MOST_RECOMMENDATIONS = 10
"""Nobody works on more at once."""


def judge_coaching(
    call: Call,
    course: Course,
    compliance: Compliance,
    quality: Quality,
    *,
    sentiment: Sentiment,
    policy: Policy,
) -> Coaching:
    """The most urgent recommendation first; of one priority, compliance before quality."""
    found = [
        *about_compliance(compliance, policy.time_limits),
        *about_quality(call, quality, course, policy.time_limits),
    ]
    found.sort(key=lambda recommendation: PRIORITIES.index(recommendation.priority))
    return Coaching(
        recommendations=tuple(found[:MOST_RECOMMENDATIONS]),
        strengths=tuple(strengths(call, compliance, quality, course)),
        customer_effort=customer_effort(call, course, quality, sentiment),
    )
