"""Contractions as recognisers of speech write them: "im", "youll", "dont"."""

import re

_VERBS = (
    r"(?:be|have|get|give|go|do|make|take|try|see|call|ring|text|email|send|put|add|let|look|check"
    r"|need|just|also|then|definitely|probably|never|always|bring|book|cancel|change|close|come"
    r"|contact|create|credit|deal|double|drop|escalate|explain|file|find|fix|follow|forward|hold"
    r"|issue|keep|leave|mail|mark|move|note|open|order|pass|pay|pick|process|pull|raise|reach|refund"
    r"|remove|replace|request|reset|return|schedule|set|ship|sign|sort|speak|start|stop|submit"
    r"|switch|talk|tell|transfer|update|use|wait|waive|want|write)"
)
_BARE = re.compile(
    r"(?<![\w'’])(?:i(?=(?:m|ve)(?![\w'’]))|(?:you|they)(?=(?:ll|re|ve|d)(?![\w'’]))|we(?=ve(?![\w'’]))"
    r"|(?:it|that|there|nobody|somebody|someone)(?=ll(?![\w'’]))"
    r"|(?:that|what|there|here|where|who|he|she|how)(?=s(?![\w'’]))"
    r"|(?:don|doesn|didn|isn|wasn|aren|weren|haven|hasn|hadn|couldn|wouldn|shouldn|can|won)"
    r"(?=t(?![\w'’]))"
    rf"|i(?=ll {_VERBS}\b)|i(?=d (?:like|love|rather|prefer|need|have to|want)\b)"
    r"|let(?=s (?:do|go|see|try|say|get|make|have|start|keep|check|put|take)\b)"
    r"|we(?=re (?:going to|gonna|not going|happy|able|sending|calling)\b)"
    r"|we(?=ll (?:send|call|get|contact|let you|refund|email|ship|replace|waive|credit|issue"
    r"|process|arrange|schedule|be (?:in touch|there|sending|calling|back))\b))",
    re.IGNORECASE,
)
"""Each up to where its apostrophe belongs. What is a word by itself ("ill", "id", "lets", "were",
"well") counts only before a word that tells."""


def with_apostrophes(text: str) -> str:
    """ "im sure theyll call" as "i'm sure they'll call". Patterns are matched on this; what was
    said is shown as it was written."""
    return _BARE.sub(r"\g<0>'", text)
