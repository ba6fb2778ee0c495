"""How a call ended of which nobody says so: by what was promised in it, or by an answer."""

import re
from collections.abc import Sequence

from novapulse.domain.content import Task
from novapulse.language.summary import cues, leaving
from novapulse.language.summary.sentences import Spoken
from novapulse.language.summary.undertakings import is_idle
from novapulse.language.summary.verdict import PENDING, RESOLVED, UNTOLD, Verdict
from novapulse.language.summary.when import When, when_said

_LAST_WORDS = 5
"""Sentences in which the caller says that there is nothing else."""
_AT_ONCE = re.compile(r"\b(?:today|now|tonight|minutes?|moment)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:once|when|as soon as|after)\b", re.IGNORECASE)
_BY_OTHERS = frozenset({"third_party", "notice", "delegation"})


def by_tasks(spoken: Sequence[Spoken], promised: Sequence[Task], due: When | None) -> Verdict:
    """Pending while something ``promised`` is yet to come. Resolved where it is done at once and
    the caller wants nothing else, or where nothing was promised and a question was answered."""
    last = [s for s in spoken[-_LAST_WORDS:] if not s.agent]
    if not promised:
        left = [s for s in last if leaving.CLOSES.search(s.said)]
        if left and _answered(spoken):
            return Verdict("resolved", RESOLVED, left[-1:])
        return Verdict("open", UNTOLD, spoken[-1:])
    later = [task for task in promised if _is_later(task)]
    on = _holding(spoken, later or promised)
    if later or not any(leaving.NOTHING_ELSE.search(s.said) for s in last):
        return Verdict("pending", PENDING, on, due)
    return Verdict("resolved", RESOLVED, on, when_said(spoken, done=True))


def _answered(spoken: Sequence[Spoken]) -> bool:
    """The caller asked for something, and the agent said something that asks nothing back."""
    asked = next((s.place for s in spoken if not s.agent and _asks(s.said)), None)
    return asked is not None and any(
        s.agent and s.place > asked and not s.said.endswith("?") and not is_idle(s.said)
        for s in spoken
    )


def _asks(text: str) -> bool:
    return text.endswith("?") or bool(cues.ASKS.search(text))


def _is_later(task: Task) -> bool:
    """What is not done as soon as the call is over."""
    dated = task.due_text is not None and not _AT_ONCE.search(task.due_text)
    by_others = bool(_BY_OTHERS & set(task.evidence))
    return task.kind == "follow_up" or dated or by_others or bool(_AFTER.search(task.text))


def _holding(spoken: Sequence[Spoken], tasks: Sequence[Task]) -> list[Spoken]:
    """The last sentence of the segment of the last of them."""
    return [s for s in spoken if s.segment_id == tasks[-1].segment_ids[-1]][-1:]
