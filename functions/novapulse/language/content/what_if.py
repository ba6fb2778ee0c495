"""Answers that hold only in a case that was asked about: "And if not?" - "Then we'd refund it."."""

import re

_OPENING = r"^(?:(?:and|but|so|oh|okay|ok|well|right|no|yes|yeah)\W+)*"
_WHAT_IF = re.compile(rf"{_OPENING}what (?:happens )?if\b", re.IGNORECASE)
_BARE_IF = re.compile(rf"{_OPENING}if\b", re.IGNORECASE)
_ASKS_MORE = re.compile(
    r"\b(?:can|could|will|would|do|does|should|is|are|when|how|what) (?:you|i|we|it|they)\b",
    re.IGNORECASE,
)
"""With a clause of its own it asks for something: "if I pay now, can you waive it?"."""
_LONGEST_BARE = 10
"""Words."""
_IN_THAT_CASE = re.compile(rf"{_OPENING}(?:then|in (?:that|which) case|if)\b", re.IGNORECASE)


def supposes(answer: str, asked: str) -> bool:
    """``answer`` and ``asked`` are what two parties say one after another. Of "then" alone nobody
    can tell: "Then I'll book it.". And "the team will call you" is so in any case."""
    return asks_what_if(asked) and bool(_IN_THAT_CASE.match(answer.strip()))


def asks_what_if(sentence: str) -> bool:
    """ "What if he doesn't come?", "and if not?"."""
    said = sentence.strip()
    if not said.endswith("?"):
        return False
    if _WHAT_IF.match(said):
        return True
    short = len(said.split()) <= _LONGEST_BARE
    return short and bool(_BARE_IF.match(said)) and not _ASKS_MORE.search(said)
