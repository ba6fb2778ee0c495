"""How a call ended, judged by the caller's last words and the agent's promises."""

import re
from collections.abc import Sequence

from novapulse.domain.customer_cues import ASKS_FOR_SUPERIOR, says
from novapulse.domain.insights import Outcome, Sentence
from novapulse.language.summary import cues
from novapulse.language.summary.sentences import Spoken

_LAST_SENTENCES = 6
"""The caller's sentences that tell how they leave."""


def judge_outcome(spoken: Sequence[Spoken]) -> tuple[Outcome, Sentence]:
    """The outcome and the sentence about it, with the segments that it rests on.

    ``unresolved``: the caller's last words complain more than they thank. ``pending``: somebody
    will come back to it. ``resolved``: the caller is content. ``open``: nothing tells.
    """
    callers = [s for s in spoken if not s.agent][-_LAST_SENTENCES:]
    content = [s for s in callers if says(cues.SATISFIED, s.text)]
    upset = [s for s in callers if _complains(s.text)]
    promise = _last([s for s in spoken if not _is_over(s.text)], cues.PENDING)
    due = _last(spoken, cues.DUE)
    if _weight(upset, callers) > _weight(content, callers):
        return "unresolved", _outcome("No resolution reached", None, upset[-1:])
    if promise is not None:
        return "pending", _outcome("Follow-up pending", due, [promise])
    if content:
        return "resolved", _outcome("Resolved", due, content[-1:])
    return "open", _outcome("The call ended without an explicit resolution", due, spoken[-1:])


def _complains(text: str) -> bool:
    return says(cues.DISSATISFIED, text) or says(ASKS_FOR_SUPERIOR, text)


def _is_over(text: str) -> bool:
    """ "The technician came yesterday": told, not promised."""
    return bool(cues.PAST.search(text)) and not cues.FUTURE.search(text)


def _weight(chosen: Sequence[Spoken], callers: Sequence[Spoken]) -> float:
    """Later sentences weigh more."""
    return sum(1 + 0.5 * callers.index(sentence) for sentence in chosen)


def _last(spoken: Sequence[Spoken], cue: re.Pattern[str]) -> Spoken | None:
    """The agent's last sentence with the cue that is neither a question nor small talk."""
    found = [
        s
        for s in spoken
        if s.agent and cue.search(s.text) and not s.text.endswith("?") and not _idle(s)
    ]
    return found[-1] if found else None


def _idle(sentence: Spoken) -> bool:
    return bool(cues.CHITCHAT.search(sentence.text)) and not cues.ACTION.search(sentence.text)


def _outcome(text: str, due: Spoken | None, on: Sequence[Spoken]) -> Sentence:
    match = cues.DUE.search(due.text) if due else None
    when = f" — {match.group().lower()}" if match else ""
    evidence = {s.segment_id for s in (*on, *((due,) if due and match else ()))}
    return Sentence(kind="outcome", text=f"{text}{when}.", segment_ids=tuple(sorted(evidence)))
