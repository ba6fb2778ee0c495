"""How much effort the call cost the customer, 0..5, with every reason for it.

That effort is what drives disloyalty, and what makes it (having to call again, to repeat oneself,
to be passed on, to be left without an answer), is the finding of M. Dixon, K. Freeman and N. Toman,
"Stop Trying to Delight Your Customers", Harvard Business Review, July 2010. They ask the customer;
here it is told by what was said. The points are ours: the four of that finding weigh most.
"""

import re
from collections.abc import Iterator

from novapulse.domain.coaching import CustomerEffort, EffortReason
from novapulse.domain.evidence import Evidence
from novapulse.domain.insights import Sentiment
from novapulse.domain.quality import Quality
from novapulse.language.assessment.call import Call, SpokenTurn
from novapulse.language.assessment.quality.structure import Course
from novapulse.language.assessment.wordings.meant import is_not_denied

MOST = 5.0
MOST_EVIDENCE = 3
LONG_CALL_SECONDS = 600.0
"""Ten minutes, about twice the handling time that service desks commonly aim at. Ours."""

_AGAIN = re.compile(
    r"\b(?:second|third|fourth|fifth|\d+(?:nd|rd|th)|umpteenth|hundredth) time\b[\w\s,'’]{0,20}"
    r"\b(?:call|contact|phon|rung|ring|ask|explain|report|happen)"
    r"|\b(?:i|we)(?:['’]ve| have)?\s+(?:already|previously)\s+(?:call|phon|contact|rung|spoke"
    r"|email|report)\w*"
    r"|\b(?:i|we)(?:['’]ve| have)?\s+(?:called|phoned|rang|rung|contacted|spoke|spoken|told)\b"
    r"[\w\s]{0,30}\b(?:yesterday|last (?:week|month|time|night)|twice|before|already|earlier"
    r"|(?:two|three|several|many|multiple|\d+) times|days ago|weeks? ago"
    r"|on (?:mon|tues|wednes|thurs|fri)day)\b"
    r"|\b(?:calling|call|ringing) (?:you )?(?:back )?(?:yet )?again\b"
    r"|\b(?:had|have) to (?:call|ring|phone|contact)\b[\w\s]{0,20}\b(?:twice|again|back"
    r"|(?:two|three|four|five|several|many|multiple|\d+) times)\b"
    r"|\bkeep (?:calling|having to)\b"
    r"|\bnobody (?:ever )?(?:called|got|came|rang) (?:me )?back\b"
    r"|\bstill (?:not|waiting|no|have(?:n['’]t| not)|has(?:n['’]t| not))\b",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"\b(?:(?:like|as) i(?:['’]ve| have)? (?:already |just )?(?:said|told|explained|mentioned)"
    r"|i(?:['’]ve| have)? (?:already|just) (?:said|told|explained|gave|given|answered)"
    r"|(?:repeat|explain|say|tell) (?:it |this |that |all |everything |myself |my\w* |you ){0,3}"
    r"(?:all over )?again|repeat(?:ing)? myself|have to repeat|how many times"
    r"|i(?:['’]ve| have)? told (?:you|the other|them|your))\b",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"\b(?:(?:was|been|got|being|keep getting|am)\s+(?:\w+\s+)?(?:transferred|passed|bounced|sent)"
    r"(?:\s+(?:on|around|from|between|back|to|twice|again)\b|[\s,.])"
    r"|(?:transferred|passed|sent|put) me (?:to|through|on|around|over|back)"
    r"|(?:i|we)(?:['’]ll| will|['’]m going to| can| need to| have to)? (?:transfer|pass) you\b"
    r"|put(?:ting)? you through\b|transferring you\b)",
    re.IGNORECASE,
)


def customer_effort(
    call: Call, course: Course, quality: Quality, sentiment: Sentiment
) -> CustomerEffort:
    """The sum of the points, at most 5."""
    reasons = (*_by_words(call), *_by_ending(course, quality, call), *_by_course(call, quality))
    if sentiment.overall_label == "negative":
        reasons += (_reason("negative_sentiment", 0.5, "The call is negative as a whole."),)
    return CustomerEffort(score=min(MOST, sum(r.points for r in reasons)), reasons=reasons)


def _by_words(call: Call) -> Iterator[EffortReason]:
    again = _said(call.customer_turns, _AGAIN)
    if again:
        yield _reason("repeated_contact", 1.5, "The customer has been in touch before.", again)
    repeated = _said(call.customer_turns, _REPEATED)
    if repeated:
        yield _reason("repeated_explanation", 1.0, "The customer has to repeat things.", repeated)
    passed = _said(call.turns, _PASSED_ON)
    if passed:
        yield _reason("transfer", 1.0, "The customer is passed on.", passed)


def _by_ending(course: Course, quality: Quality, call: Call) -> Iterator[EffortReason]:
    ending = (course.ending,) if course.ending else ()
    if course.outcome == "unresolved":
        yield _reason("unresolved", 1.5, "The call ends without a resolution.", ending)
    elif course.outcome == "pending":
        yield _reason("follow_up", 0.5, "The customer has to wait for a follow-up.", ending)
    falling = [
        speaker
        for speaker in quality.sentiment_analysis.speakers
        if speaker.trend == "declining"
        and (not call.roles_clear or not call.may_be_agent(speaker.speaker))
    ]
    if falling:
        yield _reason("declining_sentiment", 0.5, "The customer leaves less content.")


def _by_course(call: Call, quality: Quality) -> Iterator[EffortReason]:
    hold, air = quality.hold, quality.dead_air
    if hold.count:
        announced = tuple(event.announcement for event in hold.events[:MOST_EVIDENCE])
        points = 1.0 if hold.flagged or hold.count > 1 else 0.5
        message = f"On hold {hold.count} times" if hold.count > 1 else "On hold once"
        seconds = f"{hold.total_seconds:.0f} seconds in all"
        yield _reason("hold", points, f"{message}, {seconds}.", announced)
    if air.count:
        yield _reason("dead_air", 0.5, f"Silence of up to {air.longest_seconds:.0f} seconds.")
    duration = call.transcript.duration_seconds
    if duration > LONG_CALL_SECONDS:
        yield _reason("long_call", 0.5, f"The call takes {duration / 60:.0f} minutes.")


def _said(turns: tuple[SpokenTurn, ...], pattern: re.Pattern[str]) -> tuple[Evidence, ...]:
    found = [
        turn.evidence(*match.span())
        for turn in turns
        for match in turn.find(pattern)
        if is_not_denied(turn.text, match.start())
    ]
    return tuple(found[:MOST_EVIDENCE])


def _reason(
    name: str, points: float, message: str, evidence: tuple[Evidence, ...] = ()
) -> EffortReason:
    return EffortReason(reason=name, points=points, message=message, evidence=evidence)
