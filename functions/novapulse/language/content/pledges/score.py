"""How sure it is that a clause leaves something to be done: evidence with written weights."""

import re

from novapulse.language.content.action_phrases import cut_phrase

LASTING, HAS_DUE, HAS_OBJECT, AGREED = 0.15, 0.1, 0.05, 0.05
"""What each kind of evidence adds to its form's score."""
UNKNOWN_VERB, VAGUE, HEDGED, CONDITION_BEFORE, CONDITION_AFTER = -0.2, -0.15, -0.15, -0.5, -0.05
"""And what it takes away."""
MOST = 0.95

_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|might|possibly|probably|try to|hopefully|i think|not sure)\b"
)
_CONDITION = re.compile(
    r"(?<!as )\b(?:if(?! you (?:just )?(?:could|would|can|send|email|post|mail|bring|upload|forward"
    r"|text)\b)|unless|otherwise|sometimes|usually|normally"
    r"|typically|generally|what happens is)\b"
)
"""Or what is told of how it goes in general. "If you could" asks."""
_VAGUE = re.compile(
    r"^(?:do|take care of|handle|look into|sort) (?:that|this|it|so)\b|^do so\b"
    r"|^(?:get|set) (?:that|this|it) (?:done|sorted|up|fixed|taken care)\b"
)


def weights_of(said: str, phrase: str, *, due: bool, lasts: bool) -> dict[str, float]:
    """By name; ``said`` is the clause and ``phrase`` its part from the verb on, in lower case."""
    before = said[: max(0, said.find(phrase))]
    weights = {"lasting": LASTING} if lasts else {"unknown_verb": UNKNOWN_VERB}
    weights |= {"due": HAS_DUE} if due else {}
    weights |= {"object": HAS_OBJECT} if len(cut_phrase(phrase).split()) > 2 else {}
    weights |= {"vague": VAGUE} if _VAGUE.match(phrase) else {}
    weights |= {"hedged": HEDGED} if _HEDGE.search(before) else {}
    if any(match.start() < len(before) for match in _CONDITION.finditer(said)):
        weights["condition"] = CONDITION_BEFORE
    elif _CONDITION.search(phrase):
        weights["condition"] = CONDITION_AFTER
    return weights


def total(evidence: dict[str, float]) -> float:
    return round(min(max(sum(evidence.values()), 0.0), MOST), 2)
