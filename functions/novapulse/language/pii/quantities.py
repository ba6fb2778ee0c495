"""Numbers that measure or count something, and therefore are nobody's."""

import re

from novapulse.language.pii.spoken_numbers import TEENS, TENS, UNITS, DigitRun

LONG = 8
"""Digits from which a run is no amount, duration or clock time."""

_REACH = 40
"""Characters: units and signs stand right beside their number."""
_UNIT_AFTER = re.compile(
    r"^(?![.?!;]\s)\W{0,2}\s*(?:and a half\s+)?(?:%|(?:dollars?|cents?|bucks|pounds?|euros?"
    r"|pence|quid|seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|percent|per ?cent"
    r"|point|(?:business|working) (?:days?|hours?)|(?:kilo|mega|giga?|tera)?bytes?|gigs?|gb|mbp?s?"
    r"|a\.?m|p\.?m|o['’]?clock"
    r"|hundred|thousand|million|grand|miles?|degrees|feet|foot|inch(?:es)?|met(?:er|re)s?"
    r"|centimet(?:er|re)s?|millimet(?:er|re)s?|cm|mm|km|kilomet(?:er|re)s?|lit(?:er|re)s?|gallons?"
    r"|ounces?|lbs?|tons?|tonnes?|square|horsepower|calories|mph|psi|volts?|watts?|amps?"
    r"|kilowatt\w*|kwh|milligrams?|mg|grams?|kilos?|rupees?|naira|pesos?|rand|dirhams?|shillings?"
    r"|(?:with|plus|before|after|including|in) (?:the )?(?:tax|vat|tip|delivery|shipping|postage)"
    r"|pending|(?:an?|per|every) (?:month|week|year|day|night|hour|piece))\b)",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"^\s*(?:business|times?|people|phones?|lines?|devices?|digits?|stars?|kids|cards?|accounts?"
    r"|agents?|items?|copies|different|more|other|of (?:you|them|us|those|these)|each\b"
    r"|tablets?|boxes|units?|pieces|packs?|rooms?|nights?|guests?|adults?|tickets?"
    r"|points?|pages?|calls?|emails?|stops?|seats?|seater|bags?|beds?|bedrooms?|doors?|windows?"
    r"|orders?|sets?|pairs?|bottles?|grand|or so|ish"
    r"|off(?! (?:you|(?:the|my|your) (?:back|front|top|card|screen|phone|text|letter|app))\b))\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b\d{2,3}/\d{3}(?:/\d{2,3})?\W?$")
"""Of an insurance: "100/300/100" thousand."""
_DECIMAL = re.compile(r"\d{1,4}\.\d{2}")
_COUNTED_ALOUD = re.compile(r"\b(?:hundred|thousand)\b", re.IGNORECASE)
_ROUND = re.compile(r"\b(?:thousand|million)$", re.IGNORECASE)
_MOST_COUNTED_ALOUD = 4
""" "Three hundred and forty" counts; what is dictated is longer."""
_MOST_COUNTED = 3
"""Digits of what is counted; "account 82210 account holder" counts nothing."""
_MONEY_BEFORE = re.compile(r"[$£€]\s*$")
_CLOCK_BEFORE = re.compile(r"\b(?:at|around|by|until|till|past)\s*$", re.IGNORECASE)
_WRITTEN_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d{2}$")
_CLOCK_DIGITS = range(3, 5)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = re.compile(
    r"(?<!\bend )(?<!\bends )(?<!\bended )(?<!\bending )"
    r"\b(?:from|since|in|of|until|till|year|before|after)\s*$",
    re.IGNORECASE,
)
"""Not "my card ends in 1984"."""
_DIALLED = re.compile(r"\b(?:dial|press|option|channel|text \w+ to)\s*$", re.IGNORECASE)
_MOST_DIALLED = 5
_TENS_AND_UNIT = rf"(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(UNITS)}))?"
_PRICE = re.compile(
    rf"(?:{'|'.join((*UNITS, *TEENS))})[ -]{_TENS_AND_UNIT}(?:[ -]{_TENS_AND_UNIT})?"
    rf"|(?:{'|'.join(UNITS)})[ -](?:{'|'.join(TEENS)})[ -](?:{_TENS_AND_UNIT}|{'|'.join(TEENS)})"
    rf"|{_TENS_AND_UNIT}[ -](?:{_TENS_AND_UNIT}|{'|'.join(TEENS)})",
    re.IGNORECASE,
)


def is_dialled(text: str, run: DigitRun) -> bool:
    """ "Dial one five nine"."""
    before = text[max(0, run.start - _REACH) : run.start]
    return len(run) <= _MOST_DIALLED and bool(_DIALLED.search(before))


def is_year(text: str, run: DigitRun) -> bool:
    """ "From 1971"."""
    before = text[max(0, run.start - _REACH) : run.start]
    return bool(_YEAR.fullmatch(text[run.start : run.end]) and _YEAR_BEFORE.search(before))


def like_price(text: str, run: DigitRun) -> bool:
    """ "Two ninety-nine": so said, an amount or a rate; what is dictated comes digit by digit."""
    return bool(_PRICE.fullmatch(text[run.start : run.end]))


def is_quantity(text: str, run: DigitRun) -> bool:
    """Money, durations, counts and clock times. A long run is none of these."""
    counted = len(run) <= _MOST_COUNTED_ALOUD and _COUNTED_ALOUD.search(text[run.start : run.end])
    rounded = len(run) < LONG and _ROUND.search(text[run.start : run.end])
    return is_measure(text, run) or _is_clock(text, run) or bool(counted or rounded)


def is_measure(text: str, run: DigitRun) -> bool:
    """Money, durations and counts; "at 1420" may be a house as well as a time."""
    before = text[max(0, run.start - _REACH) : run.start]
    after = text[run.end : run.end + _REACH]
    if _LIMITS.search(text[max(0, run.end - _REACH) : run.end + 1]):
        return True
    if len(run) >= LONG:
        return False
    if _DECIMAL.fullmatch(text[run.start : run.end]):
        return True
    if len(run) <= _MOST_COUNTED and _COUNTED_AFTER.match(after):
        return True
    return bool(_MONEY_BEFORE.search(before)) or bool(_UNIT_AFTER.match(after))


def _is_clock(text: str, run: DigitRun) -> bool:
    if _WRITTEN_CLOCK.search(text[max(0, run.end - _REACH) : run.end]):
        return True
    before = text[max(0, run.start - _REACH) : run.start]
    if is_dialled(text, run):
        return True
    return len(run) in _CLOCK_DIGITS and bool(_CLOCK_BEFORE.search(before))
