"""All that is told about how a call was held."""

from novapulse.domain.compliance import Compliance
from novapulse.domain.insights import Behavioral, Sentiment
from novapulse.domain.policy import Policy
from novapulse.domain.quality import Quality
from novapulse.language.assessment.call import Call
from novapulse.language.assessment.quality.empathy import empathy
from novapulse.language.assessment.quality.feeling import sentiment_analysis
from novapulse.language.assessment.quality.interruptions import interruptions
from novapulse.language.assessment.quality.opening_closing import closing, greeting
from novapulse.language.assessment.quality.pace import pace, talk_ratio
from novapulse.language.assessment.quality.silences import dead_air, holds, silences_of
from novapulse.language.assessment.quality.structure import Course, call_structure


def judge_quality(
    call: Call,
    course: Course,
    *,
    sentiment: Sentiment,
    behavioral: Behavioral,
    compliance: Compliance,
    policy: Policy,
) -> Quality:
    opened, closed = greeting(call), closing(call)
    silences = silences_of(call)
    held = holds(call, silences, policy.time_limits)
    return Quality(
        greeting=opened,
        closing=closed,
        empathy=empathy(call, sentiment),
        interruptions=interruptions(call, behavioral),
        dead_air=dead_air(silences, held, policy.time_limits),
        hold=held,
        talk_ratio=talk_ratio(call, behavioral),
        pace=pace(call),
        sentiment_analysis=sentiment_analysis(call, sentiment),
        call_structure=call_structure(compliance, course, opened, closed),
    )
