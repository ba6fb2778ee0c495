"""Whether a turn asks something new, with or without a question mark."""

import re

_OPENERS = re.compile(
    r"^\W*(?:(?:and|so|okay|ok|thanks|thank you|alright|all right|right|great|good|perfect|got it"
    r"|sure|mhm|uh huh|uh|um|then|now|yes|no|well)\b\W*)*",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"(?:(?:what|when|where|how|which|who|why)(?:['’]?(?:s|re|d|ll))?|did|does|do you|is (?:it"
    r"|there)"
    r"|are|was|were|have you|has)\b",
    re.IGNORECASE,
)
_GO_ON = re.compile(
    r"\b(?:again|repeat|else|next|correct|right|slow\w*|catch|caught|sorry|pardon|rest|missed"
    r"|confirm|that['’]?s|it['’]?s|year|month)\b",
    re.IGNORECASE,
)
"""A question about the answer itself, which goes on with it."""
_AGAIN = re.compile(
    r"\b(?:again|repeat|slow\w*|catch|caught|sorry|pardon|rest|missed|last|first|year|month|digits"
    r"|got so far|go ahead|go on|carry on|keep going|read (?:that|it) back)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
""" "Okay?" and "and then?" ask for nothing new."""
_REACH = 200


def asks_anew(text: str) -> bool:
    """True for "okay, how much was it", not for "could you repeat that?" or "and the rest?"."""
    last = re.split(r"[.!?,]\s+", text.strip()[-_REACH:])[-1]
    question = last[_end(_OPENERS.match(last)) :]
    if _GO_ON.search(question):
        return False
    asked = question.endswith("?") and len(question.split()) >= _FEWEST_WORDS
    return asked or bool(_QUESTION_WORD.match(question))


def asks_again(text: str) -> bool:
    """ "Sorry, could you repeat the last part?": about the answer itself."""
    return bool(_AGAIN.search(text))


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0
