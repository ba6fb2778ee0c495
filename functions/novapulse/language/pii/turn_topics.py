"""Which topics each turn of a call names, as far as they are what it asks for or gives."""

import re
from collections.abc import Sequence

from novapulse.language.pii.mentions import mentions
from novapulse.language.pii.own_topic import ENDING
from novapulse.language.pii.questions import asks_anew
from novapulse.language.pii.spoken_numbers import digit_runs
from novapulse.language.pii.topics import KIND_OF, LIKE_AMOUNTS, Topic

_REQUEST = re.compile(
    r"\?|\b(?:give|read|have|get|need|take|confirm|verify|tell|what|which|number|last|end)\b",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(r"(?<!your )\bbirthday\b(?!.*\b(?:of birth|born)\b)", re.IGNORECASE)
"""What presents are for."""
_HOW_MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)
_ON_DEVICE = re.compile(
    r"\bnumbers? (?:\w+ )?on the (?:front|back)\b(?! of (?:the"
    r"|your) card)",
    re.IGNORECASE,
)
_CARD_TALK = re.compile(
    r"\b(?:cards?|visa|master ?card|amex|debit|security|c ?v ?[vc]|expir\w*|\d{4} \d{4}|digits?"
    r"|three|four)\b",
    re.IGNORECASE,
)
_CODE_OF_THING = re.compile(
    r"\b(?:voucher|promo\w*|discount|coupon|gift ?card|error|offer|product|item|colou?r|paint"
    r"|bar ?code|fault|tracking|game|redeem\w*|gift)\b",
    re.IGNORECASE,
)
_CODE_SENT = re.compile(
    r"\b(?:sent|text\w*|send\w*|digit|verif\w*|security|pass ?code|one.time|log ?in|phone|otp)\b",
    re.IGNORECASE,
)
_CARD_TURNS, _THING_TURNS = 8, 3
"""So many turns back a card, or a thing that has a code, is still talked of."""
_GIVEN_DIGITS = 6
_ELLIPTIC = 4
"""Words."""


def turn_topics(turns: Sequence[tuple[str, str]]) -> list[tuple[Topic, ...]]:
    """The topics of each (speaker, text) turn, in the order in which it names them."""
    named = [_named(text) for _, text in turns]
    for index, topics in enumerate(named):
        if Topic.SECURITY_CODE in topics and _off_card(turns, index):
            named[index] = tuple(t for t in topics if t is not Topic.SECURITY_CODE)
        elif Topic.ONE_TIME_CODE in topics and _of_thing(turns, index):
            named[index] = tuple(
                Topic.OTHER if t is Topic.ONE_TIME_CODE else t for t in topics if t is not Topic.PIN
            )
    return named


def _named(text: str) -> tuple[Topic, ...]:
    """ "How much was charged to your account?" asks for no number of it, nor does who gives it."""
    named = mentions(text)
    if _BIRTHDAY.search(text) and not (text.rstrip().endswith("?") or _REQUEST.search(text)):
        named = [m for m in named if m.topic is not Topic.BIRTH]
    if not text.rstrip().endswith("?"):
        given = [run.start for run in digit_runs(text) if len(run) >= _GIVEN_DIGITS]
        last = max(given, default=0)
        named = [m for m in named if m.topic not in KIND_OF or m.end > last]
    strong = [m for m in named if not m.weak]
    if any(m.topic in KIND_OF or m.topic is Topic.NAME for m in strong):
        named = strong
    elif named and not strong and not _requests(text):
        named = []
    topics = tuple(mention.topic for mention in named)
    amount = _HOW_MUCH.search(text) and not ENDING.search(text)
    return tuple(t for t in topics if t not in LIKE_AMOUNTS) if amount else topics


def _requests(text: str) -> bool:
    """Also "and the account"."""
    short = len(text.split()) <= _ELLIPTIC
    return short or asks_anew(text) or bool(_REQUEST.search(text))


def _off_card(turns: Sequence[tuple[str, str]], index: int) -> bool:
    """ "A number on the front" where nobody talks of a card: of a device."""
    recent = [text for _, text in turns[max(0, index - _CARD_TURNS) : index + 1]]
    where = _ON_DEVICE.search(turns[index][1])
    return bool(where) and not any(_CARD_TALK.search(text) for text in recent)


def _of_thing(turns: Sequence[tuple[str, str]], index: int) -> bool:
    """ "What does the code start with?" where the talk is of a voucher."""
    recent = [text for _, text in turns[max(0, index - _THING_TURNS) : index + 1]]
    return any(_CODE_OF_THING.search(t) for t in recent) and not _CODE_SENT.search(turns[index][1])
