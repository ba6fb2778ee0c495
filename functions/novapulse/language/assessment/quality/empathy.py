"""What the agent says to show that the customer's trouble is understood."""

import re

from novapulse.domain.evidence import Evidence
from novapulse.domain.insights import Sentiment
from novapulse.domain.quality import Empathy
from novapulse.domain.recommendations import VERY_NEGATIVE
from novapulse.domain.sentiment import filter_speaker
from novapulse.language.assessment.call import Call

MOST_EXAMPLES = 10
_FEELS = re.compile(
    r"\b(?:i['’]?m|i am|we['’]?re|we are)\s+(?:so |very |really |truly |terribly |deeply )*sorry\s+"
    r"(?:about|for|to hear|that|you|this)\b(?! (?:please|could))"
    r"|\b(?:so|really|very|truly|terribly) sorry\b(?! (?:but|could|can|i did))"
    r"|\bsorry (?:to hear|about (?:that|this|the|all)|for (?:the|all|any|your|what|this|that))\b"
    r"|\b(?:i|we) (?:(?:do|really|sincerely|truly) )*apologi[sz]e\b|\b(?:my|our) apologies\b"
    r"|\b(?:i|we) (?:(?:can|do|completely|totally|fully|really|certainly|absolutely) )*"
    r"(?:understand|imagine|appreciate|see)\s+(?:how|why|that (?:must|this|you['’]?re|you are"
    r"|is (?:\w+ )?(?:frustrat|upset|annoy|worry))|your (?:frustration|concern|worry|anger)"
    r"|the (?:frustration|inconvenience)|completely|entirely|where you)\b"
    r"|\b(?:that|this|it) must(?:['’]ve| have) been\b"
    r"|\b(?:that|this|it) (?:must (?:be|feel)|sounds|is really)\s+"
    r"(?:\w+\s+)?(?:frustrat\w+|difficult|hard|annoy\w+|stress\w*|upset\w*|worr\w+|awful|terrible"
    r"|scary|disappoint\w+|tough|inconvenien\w+)"
    r"|\bi know how\b|\bi(?:['’]d| would) (?:be|feel) (?:\w+ )?(?:frustrated|upset|worried|annoyed"
    r"|the same)\b|\bdon['’]?t blame you\b",
    re.IGNORECASE,
)
_NOT_FOR_THEM = re.compile(
    r"\b(?:did(?:n['’]t| not)|do(?:n['’]t| not)|ca(?:n['’]t|nnot)) (?:\w+ )?(?:catch|hear|get that"
    r"|understand)|\b(?:repeat|say) (?:that|it)\b|\bmy screen\b",
    re.IGNORECASE,
)
"""Sorry, but only for not having heard."""


def empathy(call: Call, sentiment: Sentiment) -> Empathy:
    """``flagged``: the customer is strongly negative in a segment, or negative as a whole, and
    nothing answers it."""
    found = [
        evidence
        for turn in call.agent_turns
        for match in turn.find(_FEELS)
        if not _NOT_FOR_THEM.search((evidence := turn.evidence(*match.span())).quote)
    ]
    distinct = list({(e.segment_ids, e.quote): e for e in found}.values())
    return Empathy(
        detected=bool(distinct),
        count=len(distinct),
        examples=tuple(_in_order(distinct)[:MOST_EXAMPLES]),
        flagged=not distinct and _is_unhappy(call, sentiment),
    )


def _is_unhappy(call: Call, sentiment: Sentiment) -> bool:
    if not call.roles_clear:
        return sentiment.overall_label == "negative"
    own = filter_speaker(sentiment, call.customer)
    lowest = min((segment.score for segment in own.segments), default=0.0)
    return own.overall_label == "negative" or lowest <= VERY_NEGATIVE


def _in_order(found: list[Evidence]) -> list[Evidence]:
    return sorted(found, key=lambda evidence: evidence.start)
