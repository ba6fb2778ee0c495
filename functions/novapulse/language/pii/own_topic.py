"""What a speaker's own words, in the same turn, say that a stretch of it is about."""

import re

from novapulse.language.pii.mentions import Mention, mentions
from novapulse.language.pii.spoken_numbers import digit_runs
from novapulse.language.pii.topics import IMPERSONAL, KIND_OF, LIKE_AMOUNTS, Topic

_AFTER = re.compile(r"^\W*(?:is|was|that's|that is)\s+(?:my|the|our)\b[^.?!]{0,30}", re.IGNORECASE)
ENDING = re.compile(r"\b(?:end(?:s|ing)? (?:in|with)|numbers?|digits)\b", re.IGNORECASE)
""" "The card that I paid with ends in": from here on no amount is meant."""
_SENTENCE_END = re.compile(r"[.?!]\s")
_DATE_WORD = re.compile(r"\b(?:\w+teenth|\w+(?:first|second|third)|\w+th) of\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\W*(?:numbers?|no|id|code|ref)?\W*(?:(?:is|was|it['’]?s)\W*)?"
    r"(?:(?-i:[A-Z]){1,5}\d*\W?|(?:[a-z] ){1,4})?",
    re.IGNORECASE,
)
"""Between the name of a number and the number."""
_REACH = 300
"""Characters within which a cue still tells what a number is about."""
_SENTENCE_REACH = 80
"""Characters over which a personal cue outlives a harmless one: "my account on the invoice"."""
_AMOUNT_DIGITS = 6
"""An amount of money has no more, cents included."""
ANSWER_DIGITS = 3
"""So many digits at least are a number that was given."""


def own_topic(text: str, start: int, end: int) -> Topic | None:
    """The topic that is named nearest before the stretch, else right after it."""
    before = _named_before(text, start, end)
    if before:
        return before
    after = _AFTER.match(text[end : end + _REACH])
    following = mentions(after.group()) if after else []
    return following[0].topic if following else None


def is_labelled(text: str, start: int) -> bool:
    """ "The order number, nine nine ...": what the number is, right before it."""
    named = _mentions_before(text, start)
    return bool(named) and bool(_LABEL.fullmatch(text, named[-1].end, start))


def _named_before(text: str, start: int, end: int) -> Topic | None:
    """The nearest topic before the stretch; a personal one of the same sentence goes before a
    harmless one that is nearer, unless its number was given already."""
    long = sum(map(len, digit_runs(text[start:end]))) > _AMOUNT_DIGITS
    found = [
        mention
        for mention in _mentions_before(text, start)
        if mention.topic is not Topic.AMOUNT
        or not (long or ENDING.search(text[mention.end : start]))
    ]
    if not found:
        return None
    nearest = found[-1].topic
    if found[-1].weak:
        strong = next((m for m in reversed(found) if m.topic in KIND_OF and not m.weak), None)
        return strong.topic if strong and _still_open(strong, text, start) else nearest
    if nearest not in IMPERSONAL:
        return nearest
    personal = next((m for m in reversed(found) if m.topic in KIND_OF), None)
    if personal is None or not _still_open(personal, text, start):
        return nearest
    if nearest is Topic.AMOUNT and personal.topic in LIKE_AMOUNTS:
        return nearest
    return personal.topic


def _mentions_before(text: str, start: int) -> list[Mention]:
    return [m for m in mentions(text) if start - _REACH < m.end <= start]


def _still_open(mention: Mention, text: str, start: int) -> bool:
    rest = text[mention.end : start]
    if mention.topic is Topic.BIRTH and _DATE_WORD.search(rest):
        return False
    given = any(len(run) >= ANSWER_DIGITS for run in digit_runs(rest))
    return len(rest) <= _SENTENCE_REACH and not given and not _SENTENCE_END.search(rest)
