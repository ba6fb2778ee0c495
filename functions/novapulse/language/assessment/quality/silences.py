"""Silences: those that the agent announced are holds, the other long ones dead air."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.evidence import Evidence
from novapulse.domain.policy import TimeLimits
from novapulse.domain.quality import DeadAir, Hold, Holds, Silence
from novapulse.language.assessment.call import Call

HOLD_FROM = 3.0
"""Seconds of silence from which an announced hold was one: less is a breath (call analytics count
non-talk time from 3 s)."""
_FOLLOWS_WITHIN = 15.0
"""Seconds between the announcement and the silence, for a thank you and a good reason."""
_ANNOUNCES = re.compile(
    r"\b(?:put|place|pop|have|get|putting|placing|popping) you (?:back )?(?:on|in) (?:a |an )?"
    r"(?:(?:brief|quick|short|little|small) )*hold\b|\b(?:hold on|hang on|hold the line)\b"
    r"|\bbear with me\b|\b(?:can|could|would|do) you (?:please |mind |just )*hold(?:ing)?\b"
    r"|\b(?:one|just a|just one|give me a|give me one|a) (?:quick |brief )?(?:moment|minute|second"
    r"|sec)\b|\bwhile i (?:\w+ )?(?:check|look|pull|get|bring|find|do|search|speak|talk|ask"
    r"|open)\b",
    re.IGNORECASE,
)


def silences_of(call: Call) -> list[Silence]:
    """Between the first word and the last, of 3 s and more, in order."""
    found: list[Silence] = []
    ordered = sorted(call.transcript.segments, key=lambda s: (s.start, s.end))
    latest = ordered[0] if ordered else None
    for segment in ordered[1:]:
        if latest is not None and segment.start - latest.end >= HOLD_FROM:
            ids = (latest.id, segment.id)
            found.append(Silence(start=latest.end, end=segment.start, segment_ids=ids))
        if latest is None or segment.end > latest.end:
            latest = segment
    return found


def holds(call: Call, silences: Sequence[Silence], limits: TimeLimits) -> Holds:
    """``flagged``: one of them is longer than the policy's ``hold_seconds``."""
    announced = list(_announcements(call))
    found = []
    for silence in silences:
        before = [e for e in announced if 0 <= silence.start - e.end <= _FOLLOWS_WITHIN]
        if before:
            found.append(Hold(silence=silence, announcement=before[-1]))
    lengths = [hold.silence.seconds for hold in found]
    longest = max(lengths, default=0.0)
    return Holds(
        count=len(found),
        total_seconds=round(sum(lengths), 2),
        longest_seconds=longest,
        events=tuple(found),
        flagged=longest > limits.hold_seconds,
    )


def dead_air(silences: Sequence[Silence], held: Holds, limits: TimeLimits) -> DeadAir:
    """``flagged`` when there is any."""
    on_hold = {hold.silence for hold in held.events}
    found = tuple(
        silence
        for silence in silences
        if silence not in on_hold and silence.seconds > limits.dead_air_seconds
    )
    return DeadAir(
        count=len(found),
        longest_seconds=max((silence.seconds for silence in found), default=0.0),
        events=found,
        flagged=bool(found),
    )


def _announcements(call: Call) -> Iterator[Evidence]:
    for turn in call.agent_turns:
        for match in turn.find(_ANNOUNCES):
            yield turn.evidence(*match.span())
