"""Recommendations about how a call was held: interruptions, silence, talk shares, pace."""

from collections.abc import Iterator

from novapulse.domain.insights import Behavioral, Recommendation, Sentiment
from novapulse.domain.spoken_language import is_english
from novapulse.domain.transcript import AGENT, Transcript
from novapulse.domain.written_times import TIMES_ESTIMATED

HIGH_SILENCE = 0.25
MANY_INTERRUPTIONS = 3
MANY_INTERRUPTIONS_PER_MINUTE = 1.0
FEW_INTERRUPTIONS = 1
CALM_MINIMUM_SECONDS = 30.0
"""A shorter call says nothing about how calm it was."""
HIGH_AGENT_TALK = 0.6
"""Of all speech; the reference calls 0.55 of a call with 0.06 silence slightly high."""
SLIGHTLY_HIGH_AGENT_TALK = 0.57
SLOW_RESPONSE_SECONDS = 3.0
_SPEAK_AGAINST_CALM = frozenset(
    (
        "churn_risk",
        "supervisor_asked",
        "unresolved",
        "trend_declined",
        "strong_frustration",
        "interruptions",
    )
)


def rule(name: str, text: str, segment_ids: tuple[int, ...]) -> Recommendation:
    return Recommendation(rule=name, text=text, segment_ids=segment_ids)


CALM = rule("calm", "Low interruption count indicates calm, professional interaction.", ())


def about_conduct(transcript: Transcript, behavioral: Behavioral) -> Iterator[Recommendation]:
    minutes = max(1.0, transcript.duration_seconds / 60)
    count = behavioral.interruption_count
    if count >= MANY_INTERRUPTIONS and count / minutes >= MANY_INTERRUPTIONS_PER_MINUTE:
        yield rule("interruptions", "Many interruptions — coach on letting the other finish.", ())
    if behavioral.silence_ratio >= HIGH_SILENCE:
        yield rule("silence", "High silence — check hold times and how long look-ups take.", ())
    yield from _about_talk(transcript, behavioral)
    if behavioral.average_response_time_seconds >= SLOW_RESPONSE_SECONDS:
        yield rule("slow_response", "Response times are long — check for slow systems.", ())
    elif behavioral.average_response_time_seconds > 0:
        yield rule("response_time", "Agent response time within acceptable range.", ())


def is_calm(
    transcript: Transcript, sentiment: Sentiment, behavioral: Behavioral, rules: set[str]
) -> bool:
    """Few interruptions between two parties, and nothing that was found speaks against it. Where
    the feeling is not known, because the call is not in English, or times are estimated, so that
    none shows who interrupted, nobody is called calm."""
    return (
        behavioral.interruption_count <= FEW_INTERRUPTIONS
        and not any(notice.code == TIMES_ESTIMATED for notice in transcript.notices)
        and transcript.duration_seconds >= CALM_MINIMUM_SECONDS
        and len({segment.speaker for segment in transcript.segments}) > 1
        and is_english(transcript.language)
        and sentiment.overall_label != "negative"
        and not rules & _SPEAK_AGAINST_CALM
    )


def _about_talk(transcript: Transcript, behavioral: Behavioral) -> Iterator[Recommendation]:
    """Only where it is known who the agent is."""
    spoken = behavioral.agent_talk_ratio + behavioral.customer_talk_ratio
    if spoken <= 0 or not any(s.speaker == AGENT for s in transcript.segments):
        return
    share = behavioral.agent_talk_ratio / spoken
    if share >= SLIGHTLY_HIGH_AGENT_TALK:
        degree = "high" if share >= HIGH_AGENT_TALK else "slightly high"
        yield rule(
            "agent_talk", f"Agent talk ratio {degree} — monitor for over-explanation patterns.", ()
        )
