"""Small numbers and ordinals, in digits or in words."""

import re

from novapulse.language.cardinals import (
    BELOW_TWENTY,
    CARDINAL_VALUES,
    ORDINAL_VALUES,
    ORDINALS,
    TENS,
    UNITS,
)

_VALUES = CARDINAL_VALUES | ORDINAL_VALUES | {"a": 1, "an": 1, "couple": 2, "few": 3, "next": 1}

_TENS_WORD, _UNIT_WORD = "|".join(TENS), "|".join(UNITS[1:])
NUMBER = (
    rf"(?:\d{{1,3}}|(?:a )?couple of|a few|(?:{_TENS_WORD})(?:[ -](?:{_UNIT_WORD}))?"
    rf"|{'|'.join(reversed(BELOW_TWENTY))}|an?)"
)
"""Whole numbers below a thousand in digits, below a hundred in words; a couple, a few."""
ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)[ -](?:" + "|".join(ORDINALS[:9]) + ")|"
    rf"{'|'.join(reversed(ORDINALS))}|thirtieth)"
)


def number_value(said: str) -> int:
    """Of what ``NUMBER`` or ``ORDINAL`` matched. "A couple of" is two, "a few" is three."""
    plain = said.lower()
    digits = re.match(r"\d+", plain)
    if digits:
        return int(digits.group())
    words = [word for word in re.split(r"[ -]", plain) if word not in ("of",)]
    if len(words) > 1 and words[0] == "a":
        words = words[1:]
    return sum(_VALUES[word] for word in words)
