"""What the agent should work on in how calls are held."""

from collections.abc import Iterator

from novapulse.domain.coaching import CoachingRecommendation
from novapulse.domain.evidence import Evidence
from novapulse.domain.policy import TimeLimits
from novapulse.domain.quality import DeadAir, Quality, Silence
from novapulse.language.assessment.call import Call, SpokenTurn
from novapulse.language.assessment.quality.structure import Course

MOST_EVIDENCE = 5


def about_quality(
    call: Call, quality: Quality, course: Course, limits: TimeLimits
) -> Iterator[CoachingRecommendation]:
    """``medium`` where the customer feels it, ``low`` where it is style; ``high`` only where the
    customer leaves with the problem unsolved."""
    if course.outcome == "unresolved":
        yield CoachingRecommendation(
            area="resolution",
            priority="high",
            message="Do not end the call without a next step: say what happens now, and when.",
            evidence=(course.ending,) if course.ending else (),
        )
    yield from _about_listening(call, quality)
    yield from _about_waiting(call, quality, limits)
    yield from _about_form(quality)


def _about_listening(call: Call, quality: Quality) -> Iterator[CoachingRecommendation]:
    if quality.empathy.flagged:
        yield CoachingRecommendation(
            area="empathy",
            priority="medium",
            message="Acknowledge how the customer feels before going on to the solution.",
            evidence=_unhappy(call, quality),
        )
    if quality.interruptions.flagged:
        by_agent = [e for e in quality.interruptions.events if call.may_be_agent(e.by)]
        yield CoachingRecommendation(
            area="interruptions",
            priority="medium",
            message=f"Let the customer finish: {len(by_agent)} interruptions.",
            evidence=tuple(event.evidence for event in by_agent[:MOST_EVIDENCE]),
        )


def _about_waiting(
    call: Call, quality: Quality, limits: TimeLimits
) -> Iterator[CoachingRecommendation]:
    if quality.hold.flagged:
        longest = max(quality.hold.events, key=lambda event: event.silence.seconds)
        yield CoachingRecommendation(
            area="hold",
            priority="medium",
            message=f"Come back to a customer on hold within {limits.hold_seconds:g} seconds: "
            f"this one waited {longest.silence.seconds:.0f}.",
            evidence=(longest.announcement,),
        )
    if quality.dead_air.flagged:
        yield CoachingRecommendation(
            area="dead_air",
            priority="medium",
            message=f"Say what you do while you look something up: {_air(quality.dead_air)}.",
            evidence=tuple(_before(call, s) for s in quality.dead_air.events[:MOST_EVIDENCE]),
        )


def _about_form(quality: Quality) -> Iterator[CoachingRecommendation]:
    if quality.greeting.flagged:
        yield CoachingRecommendation(
            area="greeting", priority="medium", message="Begin the call with a greeting."
        )
    if quality.closing.flagged:
        yield CoachingRecommendation(
            area="closing", priority="medium", message="End the call with a goodbye."
        )
    if quality.talk_ratio.flagged:
        yield CoachingRecommendation(
            area="talk_ratio",
            priority="low",
            message="Ask more and explain less: the agent holds most of the conversation.",
        )
    if quality.pace.flagged:
        yield CoachingRecommendation(
            area="pace",
            priority="low",
            message="Mind the pace: about 150 words a minute are easy to follow.",
        )


def _air(air: DeadAir) -> str:
    silences = "one silence" if air.count == 1 else f"{air.count} silences"
    return f"{silences} of up to {air.longest_seconds:.0f} seconds"


def _unhappy(call: Call, quality: Quality) -> tuple[Evidence, ...]:
    ids = [
        segment_id
        for speaker in quality.sentiment_analysis.speakers
        if not call.roles_clear or speaker.speaker == call.customer
        for segment_id in speaker.negative_segment_ids
    ]
    return tuple(_whole(call, segment_id) for segment_id in ids[:MOST_EVIDENCE])


def _before(call: Call, silence: Silence) -> Evidence:
    return _whole(call, silence.segment_ids[0])


def _whole(call: Call, segment_id: int) -> Evidence:
    segment = next(s for s in call.transcript.segments if s.id == segment_id)
    return SpokenTurn(segment.speaker, 1, (segment,)).evidence(0, len(segment.text))
