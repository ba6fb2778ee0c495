"""A form of words in which people leave something to be done."""

import re
from dataclasses import dataclass
from typing import Literal

Whose = Literal["speaker", "other", "both"]

ADVERBS = (
    r"(?: (?:also|just|please|now|then|kindly|maybe|definitely|probably|certainly|gladly|happily"
    r"|quickly|immediately|still|only|always|actually|personally|at least|perhaps|possibly"
    r"|go ahead and|be happy to|be glad to|try to|be sure to|make sure to|need to|have to"
    r"|be able to|go and))*"
)
VERB = r" (?P<phrase>(?!not\b|never\b|don't\b)[a-z][\w'-]*\b.*)$"
AGENTIVE = (
    r"(?:(?:an?|the|our|my|your|their|his|her|one of (?:our|my)|another|some) (?:[\w-]+ ){0,2}?"
    r"(?:team|manager|supervisor|adjuster|adviser|advisor|engineer|technician|agent|representative"
    r"|rep|colleague|specialist|department|husband|wife|partner|assistant|consultant|expert|staff"
    r"|office|nurse|doctor|driver|plumber|electrician|inspector|lawyer|accountant|boss|director"
    r"|person|people|guys|branch|store|support|sales|finance|billing|courier|mechanic)"
    r"|someone(?: (?:from|in|on|at) [\w ]{2,25}?)?|somebody(?: from [\w ]{2,25}?)?|they|he|she"
    r"|\[name\])"
)


@dataclass(frozen=True)
class Form:
    """``pattern`` has the group ``phrase`` from the verb on and matches lower-case text with
    straight apostrophes. ``score``: what the form alone is worth, 0..1. ``whose``: to whom it falls
    to do it."""

    name: str
    score: float
    whose: Whose
    pattern: re.Pattern[str]
    firm: bool = True
    """Whether the form by itself is a promise or an instruction."""


def compiled_form(
    name: str, score: float, whose: Whose, pattern: str, *, firm: bool = True
) -> Form:
    """With ``pattern`` from the beginning of a word on."""
    return Form(name, score, whose, re.compile(rf"(?<![\w'])(?:{pattern})"), firm)
