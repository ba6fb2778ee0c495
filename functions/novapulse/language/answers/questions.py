"""What a passage asks: what is said next answers it."""

import re

from novapulse.language.summary.sentences import split

_OPENING = re.compile(
    r"^(?:(?:and|so|okay|ok|well|now|then|sure|great|alright|yes|no|hi|hello|sorry|please)\b\W*)*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:who|whose|what|which|when|where|why|how"
    r"|(?:do|does|did|can|could|may|will|would|is|are|was|were|have|has|should)(?:n['’]t)?"
    r" (?:i|you|we|he|she|it|they|there|this|that|your|my|the))\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[.!?]")


def closing_question(text: str) -> str | None:
    """Its last sentence if that ends with a question mark or, in a text without any marks, as some
    engines write it, begins as English questions do."""
    sentences = split(text)
    if not sentences:
        return None
    last = sentences[-1].rstrip("\"'”’ ")
    if _MARKS.search(text):
        asks = last.endswith("?")
    else:
        opening = _OPENING.match(last)
        asks = bool(_ASKS.match(last, opening.end() if opening else 0))
    return last if asks else None
