"""By when something is to be done, from the words of its clause."""

import re
from dataclasses import dataclass
from datetime import datetime

from novapulse.language.content.temporal import TimeExpression, time_expressions

_LIMIT = re.compile(
    r"\b(?:by|before|until|till|within|no later than|at the latest|due|latest)\s+(?:the )?$"
)
_NOT_DUE = re.compile(r"\b(?:from|since|of|dated|about|last|through)\s+(?:the )?$")
_FOR = re.compile(r"\bfor\s+(?:the )?$")
_RELATIVE = re.compile(r"^\s+(?:after|from|of|once|when|following|since)\b(?! (?:now|today))")
_OTHER_SUBJECT = re.compile(
    r"(?:,\s+(?:and |so |but )?|\s+(?:and|so|but) )(?:then )?"
    r"(?:the \w+|they|it|he|she|that|there)(?:['’]\w+)?\s",
    re.IGNORECASE,
)
"""What follows is said of something else: "I'll order it today, it comes on Friday"."""
_SPAN = re.compile(r"\b(?:minute|hour|day|week|month|year)s?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Due:
    """``by``: the last moment that the words allow."""

    text: str
    by: datetime


def find_due(text: str, now: datetime, *, contact: bool) -> Due | None:
    """The expression that sets a limit ("by Friday"), else the last one that lies ahead. "For
    Friday" is the day of a contact, but not a limit of work: a room for Friday may be booked today.
    What counts from an event that has no date ("within ten days after the inspection") is none."""
    its_own = _OTHER_SUBJECT.split(text, maxsplit=1)[0]
    if its_own != text and (found := find_due(its_own, now, contact=contact)):
        return found
    ahead = [
        e for e in time_expressions(text, now) if e.ends >= now and not _excluded(text, e, contact)
    ]
    if not ahead:
        return None
    limits = [e for e in ahead if _LIMIT.search(text[: e.start].lower()) or _own_limit(e)]
    chosen = (limits or ahead)[-1]
    return Due(chosen.text, chosen.ends)


def _own_limit(expression: TimeExpression) -> bool:
    return expression.text.lower().startswith("within")


def _excluded(text: str, expression: TimeExpression, contact: bool) -> bool:
    before, after = text[: expression.start].lower(), text[expression.end :].lower()
    if _NOT_DUE.search(before) or (_SPAN.search(expression.text) and _RELATIVE.match(after)):
        return True
    return bool(_FOR.search(before)) and not contact
