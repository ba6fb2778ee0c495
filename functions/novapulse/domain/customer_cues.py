"""What customers say that calls for action: leaving, asking for a superior, the price."""

import re

CHURN = re.compile(
    r"\bcancel(?:l?ing)? (?:(?:it|everything)\b|(?:my|the|this|our) (?:\w+ )?(?:account|contract"
    r"|subscription|service|plan|policy|membership)\b)"
    r"|\b(?:close|terminate|end) (?:my|the|this|our) (?:account|contract|subscription|service|plan"
    r"|policy|membership)\b"
    r"|\b(?:switch(?:ing)?|going|moving|leaving) (?:to|for) (?:another|a different|your)\b"
    r"|\btake my business\b|\bcompetitors?\b|\banother provider\b",
    re.IGNORECASE,
)
ASKS_FOR_SUPERIOR = re.compile(
    r"\b(?:speak|talk|connect|transfer|escalate\w*|get|put|give|want|need|where|ask\w*|see)"
    r"(?:['’]s)?(?:\s+(?:to|with|me|us|this|it|on|through|a|an|your|the|another|you|for|is))*\s+"
    r"(?:supervisor|manager|boss|someone higher)\b"
    r"|\b(?:supervisor|manager),? (?:please|now)\b",
    re.IGNORECASE,
)
"""A request for one, not the mere word: customers are managers, and praise them."""
PRICE = re.compile(
    r"\b(?:too|so|way) (?:expensive|much money|high)\b|\bexpensive\b|\boverpriced\b"
    r"|\bprices? (?:went|keeps?|going|increase)|\bcan['’]?t afford\b|\bcheaper\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|no need to|(?:do|did|does|wo|would|is|was|have|are)n['’]?t)"
    r"(?:\s+(?:really|that|so|very|even))?"
    r"(?:\s+(?:want\w*|going|trying|planning|looking|need|like|thinking|asking)"
    r"(?:\s+(?:to|of|about|for|have))?)?\s*$",
    re.IGNORECASE,
)
_NEGATION_REACH = 40


def says(pattern: re.Pattern[str], text: str) -> bool:
    """``text`` has the pattern, and not only as what is denied: "I don't want to cancel"."""
    return any(
        not _NEGATED.search(text[max(0, match.start() - _NEGATION_REACH) : match.start()])
        for match in pattern.finditer(text)
    )
