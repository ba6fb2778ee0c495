"""By when what is left will be done, or what is done will show."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from novapulse.domain.content import Task
from novapulse.language.summary import cues
from novapulse.language.summary.sentences import Spoken

_BEFORE = re.compile(
    r"\b(?:by|on|before|until|till|at|after|in|within|over|from) (?:the |your |my )?$",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august"
    r"|september|october|november|december)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:refund|credit|money|payment|reimburs|back (?:on|to|in) (?:your|the) (?:card|account"
    r"|bank))",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^[A-Z](?=[a-z]+\b)")


@dataclass(frozen=True)
class When:
    """``text`` as it follows a dash: "by Friday". ``segment_id``: where it was said."""

    text: str
    segment_id: int


def when_due(promised: Sequence[Task], spoken: Sequence[Spoken]) -> When | None:
    """Of the last thing with a day that the agent leaves to be done."""
    own = (task for task in promised if task.assignee == task.speaker)
    dated = [task for task in own if task.due_text and task.definitive]
    if not dated:
        return None
    task, due = dated[-1], dated[-1].due_text or ""
    text, segment_id = _telling(due, task, spoken)
    before = _BEFORE.search(text[: max(0, text.find(due))])
    lead = before.group().lower() if before else ""
    return When(lead + _plain(due), segment_id)


def _telling(due: str, task: Task, spoken: Sequence[Spoken]) -> tuple[str, int]:
    """The words that give the day, and their segment: those of the task, or what was said soon
    after it: "I'll have a lens made. It'll be ready on Friday."."""
    own = task.segment_ids[-1]
    if due in task.text:
        return task.text, own
    since = dropwhile(lambda sentence: sentence.segment_id != own, spoken)
    later = ((s.text, s.segment_id) for s in since if s.agent and due in s.text)
    return next(later, (task.text, own))


def when_said(spoken: Sequence[Spoken], *, done: bool) -> When | None:
    """In the agent's last sentence that says when, and neither asks nor tells what has been. Where
    all is ``done``, when money will be there."""
    for sentence in reversed(spoken):
        text = sentence.said
        match = cues.DUE.search(text) if sentence.agent and not text.endswith("?") else None
        if match and not is_over(text) and (not done or _MONEY.search(text)):
            return When(_plain(match.group()), sentence.segment_id)
    return None


def is_over(text: str) -> bool:
    """ "The technician came yesterday": told, not promised."""
    return bool(cues.PAST.search(text)) and not cues.FUTURE.search(text)


def _plain(due: str) -> str:
    """In the middle of a sentence: names of days and months alone begin with a capital."""
    small = _FIRST.sub(lambda letter: letter[0].lower(), due)
    return _NAMES.sub(lambda name: name[0].capitalize(), small)
