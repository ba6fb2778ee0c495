"""What one concept is: a thing that people call a contact centre about, or how they feel."""

from dataclasses import dataclass

UNTOUCHED = ""
"""For ``negated``: said with "not", the text does not touch the concept."""


@dataclass(frozen=True)
class Concept:
    """``words``: separated by spaces; any form of a word stands for all of its forms.
    ``phrases``: separated by commas; ``*`` stands for up to three words more.
    ``kin``: broader concepts, separated by commas, that are touched a little too. ``negated``: the
    name of what a "not" before it makes of it, ``UNTOUCHED``, or None where that changes nothing
    ("I did not get a refund" is about a refund). ``weight``: less than 1 for what is in every call.
    """

    name: str
    words: str = ""
    phrases: str = ""
    kin: str = ""
    negated: str | None = None
    weight: float = 1.0
