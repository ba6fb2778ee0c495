"""Small numbers and ordinals, in digits or in words."""

import re

_UNITS_TEXT = """\
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
_UNITS = tuple(_UNITS_TEXT.split())
_TENS_TEXT = """\
twenty thirty forty fifty sixty seventy eighty ninety"""
_TENS = tuple(_TENS_TEXT.split())
_ORDINALS_TEXT = """\
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_ORDINALS = tuple(_ORDINALS_TEXT.split())
_VALUES = {word: n for n, word in enumerate(_UNITS)}
_VALUES |= {word: 20 + 10 * n for n, word in enumerate(_TENS)}
_VALUES |= {word: n for n, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
_VALUES |= {"a": 1, "an": 1, "couple": 2, "few": 3, "next": 1}

_TENS_WORD, _UNIT_WORD = "|".join(_TENS), "|".join(_UNITS[1:10])
NUMBER = (
    rf"(?:\d{{1,3}}|(?:a )?couple of|a few|(?:{_TENS_WORD})(?:[ -](?:{_UNIT_WORD}))?"
    rf"|{'|'.join(reversed(_UNITS))}|an?)"
)
"""Whole numbers below a thousand in digits, below a hundred in words; a couple, a few."""
ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)[ -](?:" + "|".join(_ORDINALS[:9]) + ")|"
    rf"{'|'.join(reversed(_ORDINALS))}|thirtieth)"
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
