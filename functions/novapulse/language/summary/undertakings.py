"""What an agent undertakes to do after the call, and what they refuse."""

import re
from collections.abc import Sequence

from novapulse.language.summary import cues, endings
from novapulse.language.summary.sentences import Spoken
from novapulse.language.summary.when import is_over

_TAG = re.compile(
    r",? (?:(?:does|would|will|is) (?:that|this|it) (?:work|sound|be|do|help|okay|ok|alright|all"
    r" right|fine|good)\b[^,.?!]*|(?:is )?(?:okay|ok|all right|alright|yeah|right|sound good))\?$",
    re.IGNORECASE,
)
"""Asks for consent to what was promised: "I'll call you on Monday, does that work?"."""


def promises(sentence: Spoken) -> bool:
    """Somebody of the company will do something after the call, beyond confirming what is done."""
    text = _TAG.sub(".", sentence.said)
    if not sentence.agent or text.endswith("?") or is_over(text) or is_idle(text):
        return False
    if endings.ONLY_CONFIRMS.search(text) and not cues.PENDING.search(text):
        return False
    if endings.LATER_WORK.search(text):
        return True
    return bool(cues.PENDING.search(text)) and not endings.CONDITION.search(text)


def is_work(promise: Spoken | None) -> bool:
    """More than a brochure for who is to decide first."""
    return promise is not None and not endings.INFORMS.search(promise.said)


def is_idle(text: str) -> bool:
    """What is said in every call, and does nothing."""
    return bool(cues.CHITCHAT.search(text)) and not cues.ACTION.search(text)


def says_done(sentence: Spoken) -> bool:
    return sentence.agent and bool(endings.DONE.search(sentence.said))


def refusals(spoken: Sequence[Spoken]) -> list[Spoken]:
    """In the second half of the call, with nothing offered in their place."""
    half = max((s.place for s in spoken), default=0) / 2
    return [
        s
        for s in spoken
        if s.agent
        and s.place >= half
        and endings.REFUSED.search(s.said)
        and not endings.OFFERS_INSTEAD.search(s.said)
    ]
