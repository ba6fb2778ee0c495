"""Callers who have not made up their mind when the call ends."""

import re
from collections.abc import Sequence

from novapulse.language.summary import leaving
from novapulse.language.summary.sentences import Spoken, last_of_caller

TURNS = 6
"""Of the caller's, the last: those that tell that nothing was decided."""
_EXTRA = re.compile(
    r"\b(?:as well|too|also|while (?:we|you|i)(?:['’](?:re|m|ve))?|at the same time)\b.*\?$",
    re.IGNORECASE,
)
_NO = re.compile(r"^(?:(?:oh|um|er|uh|well|ah)\W+)*(?:no|nah|not)\b", re.IGNORECASE)


def undecided(spoken: Sequence[Spoken], done: Spoken | None) -> list[Spoken]:
    """Sentences that say so. ``done``: in which the agent has done what was asked for; who leaves
    an extra for another time has decided then."""
    waits = [s for s in last_of_caller(spoken, TURNS) if leaving.UNDECIDED.search(s.said)]
    return [s for s in waits if done is None or not _declines_extra(s, spoken)]


def _declines_extra(sentence: Spoken, spoken: Sequence[Spoken]) -> bool:
    """ "Would you like to see the hygienist as well?" - "No, leave it for now."."""
    before = [s.said for s in spoken if s.agent and s.place == sentence.place - 1]
    return any(_EXTRA.search(said) for said in before) and bool(_NO.match(sentence.said))
