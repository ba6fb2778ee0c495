"""Numbers that measure or count something, and therefore are nobody's."""

import re

from novapulse.language.pii.spoken_numbers import DigitRun

LONG = 8
"""Digits from which a run is no amount, duration or clock time."""

_REACH = 40
"""Characters: units and signs stand right beside their number."""
_UNIT_AFTER = re.compile(
    r"^\W{0,2}\s*(?:and a half\s+)?(?:dollars?|cents?|bucks|pounds?|euros?|seconds?|minutes?|mins?"
    r"|hours?|days?|weeks?|months?|years?|business|times?|percent|%|giga?bytes?|gigs?|gb|mbp?s?"
    r"|people|phones?|lines?|devices?|a\.?m\b|p\.?m\b|o'?clock|digits?|hundred|thousand|million"
    r"|stars?|kids|cards?|accounts?|agents?|items?|copies|miles|degrees|feet|different|more|other"
    r"|of (?:you|them|us|those|these)|each\b)",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"[$£€]\s*$")
_CLOCK_BEFORE = re.compile(r"\b(?:at|around|by|until|till|past)\s*$", re.IGNORECASE)
_CLOCK_DIGITS = range(3, 5)


def is_quantity(text: str, run: DigitRun) -> bool:
    """Money, durations, counts and clock times. A long run is none of these."""
    return is_measure(text, run) or _is_clock(text, run)


def is_measure(text: str, run: DigitRun) -> bool:
    """Money, durations and counts; "at 1420" may be a house as well as a time."""
    before = text[max(0, run.start - _REACH) : run.start]
    after = text[run.end : run.end + _REACH]
    if len(run) >= LONG:
        return False
    return bool(_MONEY_BEFORE.search(before)) or bool(_UNIT_AFTER.match(after))


def _is_clock(text: str, run: DigitRun) -> bool:
    before = text[max(0, run.start - _REACH) : run.start]
    return len(run) in _CLOCK_DIGITS and bool(_CLOCK_BEFORE.search(before))
