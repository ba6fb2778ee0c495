"""Money, shares and numbers, written or spoken."""

import re
from collections.abc import Iterator

from novapulse.domain.content import FoundEntity
from novapulse.domain.letters import plain_letters
from novapulse.language.cardinals import BELOW_TWENTY, CARDINAL_VALUES, TENS

_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_WORDS = "|".join([*reversed(BELOW_TWENTY), *TENS, *_SCALES])
_SPOKEN = (
    rf"(?:(?:an? )(?=hundred|thousand|million))?(?:{_WORDS})"
    rf"(?:(?:[ -]|(?:(?<=hundred)|(?<=thousand)|(?<=million)) and )(?:{_WORDS})){{0,10}}"
)
_WRITTEN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = rf"(?:(?:{_WRITTEN})(?: (?:hundred|thousand|million))?|{_SPOKEN})"
_CURRENCIES = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "dollar": "USD",
    "buck": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "cent": "USD",
    "rupee": "INR",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
}
_EDGE = r"(?<![\w.,-])"
_SIGNED = re.compile(
    rf"(?<!\w)(?P<sign>[$€£])\s?(?P<number>(?:{_WRITTEN})(?: (?:thousand|million))?)"
)
_NAMED = re.compile(
    rf"{_EDGE}(?P<number>{_NUMBER})[ -](?P<name>dollar|buck|euro|pound|rupee|cent|usd|eur|gbp)s?\b"
    rf"(?:(?: and)? (?P<cents>{_NUMBER}) cents?\b)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"{_EDGE}(?P<number>{_NUMBER})(?:\s?%| per ?cent\b)", re.IGNORECASE)
_PLAIN = re.compile(rf"{_EDGE}(?P<number>{_NUMBER})(?![\w%]|[.,:/-]\d|-\w)", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"\b(?:this|that|which|the|no|any|each|every|another|either|new|first|last|other|good|red|only"
    r"|right|big|is|was|number)\s+$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" (?!(?:of|that|which|who|is|was|more|moment|second|sec|thing|to|for|please|and|or|but|in|on"
    r"|at|with|i|you|we|it)\b)\w",
    re.IGNORECASE,
)
_MOST_DIGITS = 15
"""That a float holds without loss; what has more is an id and no amount."""


def amounts(text: str) -> Iterator[FoundEntity]:
    """Money (``69.99 USD``), percent (``12``) and numbers (``2``), each kind in order; a number
    inside money or a share is found again and is for the caller to drop. "One" alone counts only
    before something that can be counted."""
    for match in _readable(_SIGNED, text):
        yield _found("money", match, f"{_value(match['number'])} {_CURRENCIES[match['sign']]}")
    for match in _readable(_NAMED, text):
        yield _found("money", match, _money(match))
    for match in _readable(_PERCENT, text):
        yield _found("percent", match, _value(match["number"]))
    for match in _readable(_PLAIN, text):
        if not _idle_one(text, match):
            yield _found("number", match, _value(match["number"]))


def _readable(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(text):
        if sum(map(str.isdigit, match.group())) <= _MOST_DIGITS:
            yield match


def _found(kind: str, match: re.Match[str], value: str) -> FoundEntity:
    return FoundEntity(type=kind, text=match.group(), offset=match.start(), value=value)


def _money(match: re.Match[str]) -> str:
    name = plain_letters(match["name"]).lower()
    amount = _number(match["number"]) / (100 if name == "cent" else 1)
    amount += _number(match["cents"]) / 100 if match["cents"] else 0
    return f"{_written(amount)} {_CURRENCIES[name]}"


def _idle_one(text: str, match: re.Match[str]) -> bool:
    """ "That one", "one of them", "one moment": no count."""
    if match.group().lower() != "one":
        return False
    after = text[match.end() :]
    counted = _COUNTED.match(after)
    return bool(_NO_COUNT.search(text[: match.start()])) or not counted


def _value(said: str) -> str:
    return _written(_number(said))


def _written(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else f"{amount:.2f}"


def _number(said: str) -> float:
    """Of digits, with a scale in words after them, or of number words."""
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", plain_letters(said).lower()):
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0.0
        elif word in CARDINAL_VALUES:
            current = _with_unit(current, CARDINAL_VALUES[word])
        elif word[:1].isdigit():
            current = float(word.replace(",", ""))
    return total + current


def _with_unit(current: float, value: int) -> float:
    """ "Twenty five" counts on; "four one one" dictates."""
    if current % 100 == 0 or (current % 10 == 0 and value < 10 and current % 100 >= 20):
        return current + value
    return current * 10 + value if value < 10 else current * 100 + value
