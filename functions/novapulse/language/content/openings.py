"""What stands before the meaning of a sentence, and is taken away before it is judged."""

import re

from novapulse.language.contractions import with_apostrophes

_OPENING = re.compile(
    r"^(?:(?:\W|\b(?:and|so|but|because|okay|ok|well|now|then|sure|great|good|alright|all right|yes"
    r"|yeah|yep|yup|no|nope|hi|hello|hey|sorry|perfect|right|oh|ah|um+|uh+|er+|hmm+|mhm|fine|cool"
    r"|thanks|thank you|of course|absolutely|certainly|actually|basically|anyway|also|like"
    r"|excuse me|you know|i mean|wonderful|excellent|awesome|lovely|definitely|sounds good"
    r"|no problem|not a problem|alright then|got it|i see|sir|ma['’]am)(?![\w'’]))(?!\[))+",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?<![\w'’])(?:uh+|um+|er+m?|hmm+|mhm|you know)(?![\w'’]),?\s*", re.IGNORECASE
)
_STUTTER = re.compile(r"\b(\w+(?:['’]\w+)?)(?:[,.]? \1\b)+", re.IGNORECASE)

_ROUNDABOUT = re.compile(
    r"\bwhat ((?:i|we)(?:'ll| will| can|(?:'m| am|'re| are) (?:going to|gonna))(?: just)?) do"
    r"(?: for you| then| now)? is,? (?:(?:i|we)(?:'ll| will| can|(?:'m| am|'re| are) (?:going to"
    r"|gonna)) )?"
    r"|\b(?:i|we)(?:'ll| will) do one thing,? (?=(?:i|we)\b)",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Without fillers and stutters, straight apostrophes, single blanks. Case stays. "What I'll do
    is I'll send it" and "what I'll do is send it" are about sending it."""
    said = _STUTTER.sub(r"\1", _FILLER.sub("", text.replace("’", "'")))
    return " ".join(
        _ROUNDABOUT.sub(lambda way: f"{way[1]} " if way[1] else "", with_apostrophes(said)).split()
    )


def opening_length(text: str) -> int:
    """Characters of ``text`` before its meaning begins; 0 where there would be nothing left."""
    match = _OPENING.match(text)
    return match.end() if match and match.end() < len(text.rstrip()) else 0


def core(text: str) -> str:
    """``plain`` less greeting and assent: "Yes, sure, I'll do that" is about doing it."""
    return _OPENING.sub("", plain(text)).strip()
