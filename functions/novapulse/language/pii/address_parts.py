"""What stands before and after a street: the flat, the city, the state, the postal code."""

import re
from itertools import islice

from novapulse.language.pii.codes import WRITTEN_POSTAL
from novapulse.language.pii.spoken_numbers import DigitRun
from novapulse.language.pii.street_words import STATES, UNIT
from novapulse.language.pii.words import is_common

_POSTAL_DIGITS = range(4, 10)
_ANSWER_WORDS = 8
_UNIT_WORDS = frozenset((*UNIT.split("|"), "number"))
_WORD = re.compile(r"[\w'’-]+")
_UNIT = re.compile(
    rf"^\s*,?\s*(?:(?:{UNIT}|number|#)\s*\.?\s*(?:number\s+)?[\w-]+(?:\s+[A-Za-z]\b(?!['’]))?"
    r"|(?:the\s+)?(?:ground|first|second|third|fourth|fifth|top|\d+(?:st|nd|rd|th)) floor\b)",
    re.IGNORECASE,
)
_CITY = re.compile(
    r"^\s*,?\s*(?:in\s+)?(?:[A-Z][a-z]+(?:\s+(?:of|upon|on|le|de|by)\s+(?=[A-Z])|\s+|(?=[,.!?]|$))){1,3}"
)
_STATE = re.compile(rf"^\s*,?\s*(?:[A-Za-z]+\s+){{0,2}}?(?:(?i:{STATES})|[A-Z]{{2}})\b")
_UNIT_BEFORE = re.compile(
    rf"\b(?:(?:{UNIT}|house)\s+(?:(?:number|no\.?)\s+)?[\w-]+,?\s+|lot\s+|(?:ground|first|second"
    rf"|third|top)"
    r"\s+floor(?: flat)?,?\s+|number\s+)$",
    re.IGNORECASE,
)
_CITY_BEFORE = re.compile(r"(?:[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?,?\s+)(?:[A-Z]{2},?\s+)?$")


def unit_start(text: str, start: int) -> int:
    """ "Flat 6, 212 ...": where the unit before the number begins, else ``start``."""
    unit = _UNIT_BEFORE.search(text[:start])
    return unit.start() if unit else start


def city_start(text: str, start: int) -> int:
    """ "Duluth, 55806": where the city before the postal code begins, else ``start``."""
    city = _CITY_BEFORE.search(text[:start])
    return city.start() if city and not begins_clause(city.group()) else start


def parts_end(text: str, end: int, runs: list[DigitRun]) -> int:
    """Take in the apartment, the city, the state and the postal code that follow ``end``."""
    for part in (_UNIT, _CITY, _STATE):
        match = part.match(text[end:])
        if match and not begins_clause(match.group()):
            end += len(match.group().rstrip(" ,"))
    postal = WRITTEN_POSTAL.search(text, end)
    if postal and not _WORD.search(text[end : postal.start()]):
        return postal.end()
    for run in runs:
        if run.start >= end and not _WORD.search(text[end : run.start]):
            return run.end if len(run) in _POSTAL_DIGITS else end
    return end


def begins_clause(part: str) -> bool:
    """ "Oak Street. Can you ...": the capital is a new sentence, not a city."""
    words = _WORD.findall(part)
    return bool(words) and is_common(words[0]) and words[0].lower() not in ("number", "in", "new")


def answer_end(text: str, end: int) -> int:
    """The words from ``end`` on as far as they may belong to an address."""
    of_unit = False
    for word in islice(_WORD.finditer(text, end), _ANSWER_WORDS):
        said = word.group().lower()
        sentence_over = re.search(r"[.?!]\s", text[end : word.start()])
        if sentence_over or (is_common(said) and said != "new" and not of_unit):
            break
        of_unit = said in _UNIT_WORDS
        end = word.end()
    return end
