"""Praise in negative words: "I can't thank you enough" is put plainly before it is scored."""

import re

_INVERTED = re.compile(
    r"\b(?:can(?:['’]?t|not| not)|could(?:n['’]?t| not)) (?:possibly )?(?:"
    r"(?:thank|praise|recommend) (?:you|him|her|them|it|this)(?: \w+){0,3} enough"
    r"|complain\b(?! (?:to|about))"
    r"|be (?:any )?(?:happier|better|more (?:pleased|satisfied|helpful))"
    r"|(?:have )?ask(?:ed)? for (?:anything )?(?:more|better)|fault (?:you|him|her|them|it))",
    re.IGNORECASE,
)
_PLAIN = "am really very delighted"


def plain_praise(text: str) -> str:
    return _INVERTED.sub(_PLAIN, text)
