"""Formulas of courtesy, which say nothing about how anybody feels, are taken out first."""

import re

_FORMULAS = (
    r"\bthank\s+you\s+for\s+(?:calling|choosing|holding|waiting|contacting"
    r"|your\s+(?:patience|time|call|business|loyalty))\b"
    r"(?:(?!\b(?:i|my|we|it|this|but|because|nobody)\b)[^.?!,])*",
    r"\b(?:have|enjoy)\s+(?:a|the\s+rest\s+of\s+your)\s+(?:(?:good|great|nice|wonderful|lovely"
    r"|pleasant)\s*)?(?:day|one|evening|weekend|night|afternoon)(?:\s+ahead)?\b",
    r"\b(?:good|great)\s+(?:morning|afternoon|evening)\b",
    r"\b(?:you'?re|you\s+are)\s+(?:very\s+|most\s+)?welcome\b",
    r"\b(?:i'?m|i\s+am|we'?re|we\s+are)?\s*(?:so\s+|very\s+|really\s+|truly\s+)?sorry\s+"
    r"(?:about|for|to\s+hear)\b[^.?!]*",
    r"\bi\s+(?:sincerely\s+|really\s+|do\s+)?apologi[sz]e\b[^.?!]*",
    r"\b(?:my|our)\s+apologies\b[^.?!]*",
    r"\b(?:i\s+)?(?:completely\s+|totally\s+|fully\s+|can\s+){0,4}understand\s+"
    r"(?:your|how|that|the|this)\b[^.?!]*",
    r"\b(?:i'?d|i\s+would|i'?ll|i'?m|i\s+am|we'?re)\s+(?:be\s+)?(?:more\s+than\s+)?"
    r"(?:happy|glad|delighted)\s+to\s+(?:help|assist)\b[^.?!]*",
    r"\bhappy\s+to\s+help\b",
    r"\bis\s+there\s+anything\s+else\b[^.?!]*",
    r"\banything\s+else\s+(?:i|you)\b[^.?!]*",
    r"\bhow\s+(?:can|may)\s+i\s+(?:help|assist)\b[^.?!]*",
    r"\bfor\s+(?:security|quality)\s+(?:purposes|assurance)\b",
)
_COURTESY = re.compile("|".join(_FORMULAS), re.IGNORECASE)
_PUNCTUATION = re.compile(r"[.?!,]")
_LONGEST_FORMULA = 14
"""Words. Without punctuation a formula would swallow the complaint that follows it."""


def without_courtesy(text: str) -> str:
    """``text`` less its formulas of courtesy."""
    return _COURTESY.sub(_shortened, text)


def _shortened(match: re.Match[str]) -> str:
    words = match.group().split()
    if len(words) <= _LONGEST_FORMULA or _PUNCTUATION.search(match.group()):
        return " "
    return " " + " ".join(words[_LONGEST_FORMULA:])
