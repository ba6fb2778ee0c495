"""A day that is said after the thing itself: "I'll have a lens made. It'll be ready on Friday."."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from novapulse.domain.content import Message
from novapulse.language.content.due import find_due
from novapulse.language.content.openings import core
from novapulse.language.content.parties import Parties
from novapulse.language.content.pledges.finding import Pledge

REACH = 4
"""Messages after it in which the day may be said."""
_IT = r"(?:that|it|this|them|those|these|one|some)"
_JOINED = r"^(?:(?:and|so|but|then|well|because) )*"
_GOES_ON = re.compile(
    rf"{_JOINED}(?:you(?:'ll| will| should)(?: \w+)? (?:have|get|see|receive) {_IT}\b"
    r"|(?:it|that|this|they|those|he|she)(?:'ll|'d| will| would| should| usually| normally| can)?"
    r" (?:be|take|takes|come|comes|arrive|arrives)\b)",
    re.IGNORECASE,
)
"""Says more of what was just promised, and no other thing."""
_TAKES_UP = re.compile(
    rf"{_JOINED}(?:i|we)(?:'ll| will| can|'m going to|'re going to) "
    rf"(?:(?:\w+ )?\w+ {_IT}|do|come|pop|drop|ring|call)\b",
    re.IGNORECASE,
)
"""Says of what was asked that it will be done."""


def with_later_day(
    pledge: Pledge, messages: Sequence[Message], parties: Parties, started_at: datetime
) -> Pledge:
    """``pledge`` with the day that whoever does it gives soon after, where it has none itself."""
    if pledge.due is not None:
        return pledge
    place = pledge.clause.place
    doer = parties.assignee(pledge.form.whose, pledge.clause.message, place)
    for message in messages[place + 1 : place + 1 + REACH]:
        said = core(message.text)
        asked = doer != pledge.clause.message.speaker and _TAKES_UP.match(said)
        if message.speaker != doer or not (asked or _GOES_ON.match(said)):
            continue
        now = started_at + timedelta(seconds=message.start)
        due = find_due(message.text, now, contact=pledge.kind == "follow_up")
        if due is not None:
            return replace(pledge, due=due)
    return pledge
