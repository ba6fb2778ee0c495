"""Where a text names a topic."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from novapulse.language.pii.topic_cues import CUES
from novapulse.language.pii.topics import Topic

_NOT_OF_CARD = re.compile(
    r"\b(?:warranty|best before|lot|passport|contract|offer|coupon|voucher|lease|permit|membership"
    r"|subscription|policy|points|certificate|prescription|medicine|licen[cs]e|domain|trial|promo"
    r"|discount)\b",
    re.IGNORECASE,
)
"""What expires as well."""
_TEXTS_KEPT = 64
"""The rules ask for the topics of a turn many times, and for those of its neighbours."""
_EMAIL_ADDRESS = re.compile(r"e-?mail(?:ing)? address", re.IGNORECASE)


_BARE = re.compile(
    r"(?:accounts?|acct|checking|savings|cards?|visa|master ?card|amex|debit|credit card|policy)",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:(?:last|first) (?:two|three|four|six|\d)|digits|numbers?)(?: digits| numbers)?"
    r" (?:of|on|for|from) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"(?:['’]s)?\W*(?:numbers?|names?\b|no\b|#|id\b|end|details|\d|in front)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """``weak``: the thing is named, not its number: "the PIN of your account"."""

    topic: Topic
    end: int
    weak: bool = False


@lru_cache(maxsize=_TEXTS_KEPT)
def mentions(text: str) -> Sequence[Mention]:
    """Every topic named in ``text``, in order of where its cue ends."""
    text = _EMAIL_ADDRESS.sub(lambda m: "email".ljust(len(m.group())), text)
    found = [
        Mention(topic, match.end(), _is_weak(text, match))
        for topic, pattern in CUES.items()
        for match in pattern.finditer(text)
    ]
    if _NOT_OF_CARD.search(text) and not CUES[Topic.CARD].search(text):
        found = [
            replace(mention, topic=Topic.OTHER) if mention.topic is Topic.EXPIRY else mention
            for mention in found
        ]
    return sorted(found, key=lambda mention: mention.end)


def _is_weak(text: str, cue: re.Match[str]) -> bool:
    if not _BARE.fullmatch(cue.group()) or _NUMBER_OF.match(text, cue.end()):
        return False
    return not _PART_OF.search(text[: cue.start()])
