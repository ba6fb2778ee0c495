"""What a run of digits looks like by itself: by checksum, grouping and length."""

import re
from collections.abc import Sequence

from novapulse.domain.pii import PiiKind
from novapulse.language.pii.quantities import LONG
from novapulse.language.pii.spoken_numbers import DigitRun, digit_runs
from novapulse.language.pii.topics import KIND_OF, Topic

_PHONE_LENGTHS = (10, 11)
_SSN_DIGITS = 9
_SSN_GROUPS = [3, 2, 4]
CARD_LENGTHS = range(13, 20)
_LOCAL_PHONE = re.compile(r"\d{3}[-. ]\d{4}")
_GROUPED_CARD_LENGTHS = (15, 16)
_CARD_SHAPE = re.compile(r"\d{4}(?:[ -]\d{4}){3}")
_SSN_SHAPE = re.compile(r"\d{3}-\d{2}-\d{4}")


def by_shape(text: str, run: DigitRun) -> PiiKind | None:
    if len(run) in CARD_LENGTHS and luhn_valid(run.digits):
        return PiiKind.CARD_NUMBER
    if _CARD_SHAPE.fullmatch(text[run.start : run.end]):
        return PiiKind.CARD_NUMBER
    if _SSN_SHAPE.fullmatch(text[run.start : run.end]):
        return PiiKind.SSN
    return None


def by_length(text: str, run: DigitRun, topics: Sequence[Topic]) -> PiiKind | None:
    if Topic.OTHER in topics and not KIND_OF.keys() & set(topics):
        return None
    abroad = text[run.start] == "+" or text[: run.start].rstrip().lower().endswith("plus")
    local = _LOCAL_PHONE.fullmatch(text[run.start : run.end])
    if local or len(run) in _PHONE_LENGTHS or (abroad and len(run) >= LONG):
        return PiiKind.PHONE_NUMBER
    if len(run) in _GROUPED_CARD_LENGTHS:
        return PiiKind.CARD_NUMBER
    if len(run) == _SSN_DIGITS and _sizes(text[run.start : run.end]) == _SSN_GROUPS:
        return PiiKind.SSN
    return PiiKind.ACCOUNT_NUMBER if len(run) >= LONG else None


def _sizes(written: str) -> list[int]:
    """How many digits stand between the commas, blanks or dashes of a dictated number."""
    parts = re.split(r",\s*|-", written)
    return [sum(map(len, digit_runs(part))) for part in parts]


def luhn_valid(digits: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
