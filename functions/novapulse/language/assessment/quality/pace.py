"""How fast everybody speaks, and how the time is shared."""

from novapulse.domain.insights import Behavioral
from novapulse.domain.pii import PLACEHOLDER
from novapulse.domain.quality import Pace, SpeakerPace, TalkRatio
from novapulse.domain.transcript import Segment
from novapulse.language.assessment.call import Call

SLOW, FAST = 100, 200
"""Words per minute. Conversation in English runs at about 150 (National Center for Voice and
Speech); a third more or less is where listeners notice. The bounds are ours."""
FEWEST_WORDS = 20
"""Below that a pace says nothing."""
MOST_AGENT_TALK = 0.7
"""Of all speech. Agents who explain hold more than half; from here on it is a lecture. Ours."""


def pace(call: Call) -> Pace:
    """Segments with redacted words are left out where there are others: nobody knows how many
    words a placeholder stands for."""
    speakers: list[str] = []
    for segment in call.transcript.segments:
        if segment.speaker not in speakers:
            speakers.append(segment.speaker)
    found = tuple(
        SpeakerPace(speaker=speaker, words_per_minute=_words_per_minute(call, speaker))
        for speaker in speakers
    )
    agents = [p.words_per_minute for p in found if call.may_be_agent(p.speaker)]
    return Pace(
        speakers=found,
        flagged=call.roles_clear
        and any(rate is not None and not SLOW <= rate <= FAST for rate in agents),
    )


def talk_ratio(call: Call, behavioral: Behavioral) -> TalkRatio:
    spoken = behavioral.agent_talk_ratio + behavioral.customer_talk_ratio
    both = len({segment.speaker for segment in call.transcript.segments}) > 1
    return TalkRatio(
        agent=behavioral.agent_talk_ratio,
        customer=behavioral.customer_talk_ratio,
        silence=behavioral.silence_ratio,
        flagged=call.roles_clear
        and both
        and spoken > 0
        and behavioral.agent_talk_ratio / spoken > MOST_AGENT_TALK,
    )


def _words_per_minute(call: Call, speaker: str) -> int | None:
    own = [s for s in call.transcript.segments if s.speaker == speaker and s.end > s.start]
    for segments in ([s for s in own if not PLACEHOLDER.search(s.text)], own):
        words, seconds = sum(map(_words, segments)), sum(s.end - s.start for s in segments)
        if words >= FEWEST_WORDS and seconds > 0:
            return round(60 * words / seconds)
    return None


def _words(segment: Segment) -> int:
    return len(segment.text.split())
