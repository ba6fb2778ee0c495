"""Patterns of whole words."""

import re


def whole_words(pattern: str) -> re.Pattern[str]:
    """``pattern``, with alternatives or none, where words begin and end, in any case."""
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
