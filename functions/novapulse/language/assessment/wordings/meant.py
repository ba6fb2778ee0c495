"""Whether somebody says a thing, or only denies it, supposes it, or tells that others said it.

"I can't guarantee that" and "who told you it is risk free?" promise nothing.
"""

import re

REACH = 60
"""Characters before a phrase in which a word may turn it round."""
_CLOSE_WORDS = 2
_AHEAD = 12
"""Characters of the phrase itself in which a subject and its verb begin."""

_NO_DENIAL = re.compile(
    r"\bno (?:problem|worries|doubt)\b|\bnot (?:only|just)\b|\bdo(?:n['’]?t| not) worry\b"
    r"|\bwhy (?:not|do(?:n['’]?t| not))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|never|cannot|nor|neither|nobody|no one|none|without|unable|refuse|nothing"
    r"|(?:ca|wo|do|did|does|is|was)nt|no(?!\s*,)(?!\s+(?:i|we|you|it|sir|madam|ma['’]am)\b))\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    r"\b(?:wish (?:i|we) could|if (?:i|we|it|there) (?:could|were|was)"
    r"|would(?:n['’]t)? (?:love|like) to be able)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|telling|heard|mentioned|ask(?:ed|ing)|claim(?:ed|s)?"
    r"|promised|advertised?|the (?:words?|phrase))\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:(?:i|we)(?:['’](?:ve|ll|d|m|re))?|let me)(?:\W+(?!who\b|what\b|if\b)\w+){0,2}\W+$",
    re.IGNORECASE,
)
"""Before "tell" or "said": the speaker's own telling, which is no report of others."""
_NEW_SENTENCE = re.compile(r"[.;:!?]")
_NEW_THOUGHT = re.compile(r"[.;:!?]|\b(?:but|because|so)\b", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r",\s*(?=(?:i|we|you|he|she|they|it|this|that|there)\b)"
    r"|\b(?:i|we|you|he|she|they|it|this|that)(?:['’]|\s+(?=(?:can|will|may|could|have|has|am|are"
    r"|is)\b))",
    re.IGNORECASE,
)
_OF_THOUGHT = re.compile(
    r"\W*(?:(?:be|to|ever|really|going|allowed|able)\W+)*"
    r"(?:think|thinking|believe|suppose|say|saying|claim|promise|mean|know|see|tell|telling)\b",
    re.IGNORECASE,
)
"""After "not", these carry the denial on into the next clause: "I don't think we can ..."."""


def is_not_denied(text: str, start: int) -> bool:
    """Whether no "not" stands right before ``start``: enough for what has to be told, which
    "I don't know if I said it, but" does not take back."""
    close = " ".join(text[max(0, start - REACH) : start].split()[-_CLOSE_WORDS:])
    return not _DENIES.search(_NO_DENIAL.sub(" ", _NEW_SENTENCE.split(close)[-1]))


def is_meant(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is said as the speaker's own word."""
    thought = _since_last(_NEW_THOUGHT, text, start)
    if _SUPPOSES.search(thought):
        return False
    clause = _since_last(_NEW_CLAUSE, text, start)
    clause = clause if len(clause) < len(thought) else thought
    if _is_report(clause) or _is_report(thought, within=_CLOSE_WORDS) or _DENIES.search(clause):
        return False
    return not any(_OF_THOUGHT.match(thought[m.end() :]) for m in _DENIES.finditer(thought))


def _since_last(boundary: re.Pattern[str], text: str, start: int) -> str:
    """What stands before ``start`` since the last boundary, which may lie in what begins there:
    "we will" opens a clause of its own. Without the "not"s that deny nothing."""
    first = max(0, start - REACH)
    ends = [m.end() for m in boundary.finditer(text, first, start + _AHEAD) if m.start() <= start]
    since = text[min(start, max(ends, default=first)) : start]
    return _NO_DENIAL.sub(" ", since)


def _is_report(text: str, *, within: int = REACH) -> bool:
    """Whether others are said to have said what follows, in at most ``within`` more words."""
    return any(
        not _OWN.search(text[: match.start()]) and len(text[match.end() :].split()) <= within
        for match in _TELLS.finditer(text)
    )


def is_denied_within(text: str, start: int, end: int) -> bool:
    """Whether the characters hold a "not" of their own."""
    return bool(_DENIES.search(_NO_DENIAL.sub(" ", text[start:end])))
