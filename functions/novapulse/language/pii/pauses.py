"""Numbers that are said in pieces: with a pause, a slip or a correction in between."""

import re
from collections.abc import Sequence

from novapulse.language.pii.spoken_numbers import DigitRun

_PAUSE = re.compile(
    r"(?:\W|\b(?:uh|uhm|um|er|erm|hmm|mm|no|not|sorry|oops|wait|and|then|so|i|i'm|mean|meant|said"
    r"|actually|let|me|think|see|check|hang|hold|on|a|sec|second|moment|it|its|it's|rather"
    r"|correction|scratch|that|that's|again|or|excuse|pardon|bear|with|slash|dash|hyphen|point"
    r"|plus|of|extension|ext|is|end|last|start|over|going|too|fast|yeah|yes|okay|ok)\b)*",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\W*(?:and|or|so|a|of|is|on|not|in|with|it['’]?s)\W*", re.IGNORECASE)
""" "Between eight and eleven": two numbers."""
_LONGEST = 48
"""Characters between two pieces of one number."""


def pieces(text: str, runs: Sequence[DigitRun]) -> list[list[DigitRun]]:
    """``runs`` in groups between whose members nothing is said but pauses and corrections:
    "three three, sorry, three eight two"."""
    groups: list[list[DigitRun]] = []
    for run in runs:
        again = groups and groups[-1][-1].digits == run.digits
        if groups and not again and _only_pause(text[groups[-1][-1].end : run.start]):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _only_pause(gap: str) -> bool:
    if _JOINED.fullmatch(gap):
        return False
    return len(gap) <= _LONGEST and bool(_PAUSE.fullmatch(gap.replace("’", "'")))
