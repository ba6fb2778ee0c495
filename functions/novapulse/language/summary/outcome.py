"""How a call ended, judged by what is done, what is yet to come, and how the caller leaves."""

from collections.abc import Callable, Sequence

from novapulse.domain.content import Task
from novapulse.domain.customer_cues import ASKS_FOR_SUPERIOR, says
from novapulse.domain.insights import Outcome, Sentence
from novapulse.language.summary import cues, leaving
from novapulse.language.summary.by_tasks import by_tasks
from novapulse.language.summary.sentences import Spoken, last_of_caller
from novapulse.language.summary.suppositions import without_suppositions
from novapulse.language.summary.undecided import undecided
from novapulse.language.summary.undertakings import is_work, promises, refusals, says_done
from novapulse.language.summary.verdict import (
    PENDING,
    RESOLVED,
    UNDECIDED,
    UNDECIDED_PENDING,
    UNRESOLVED,
    Verdict,
)
from novapulse.language.summary.when import When, when_due, when_said

_LAST_TURNS = 4
"""The caller's turns that tell how they leave."""


def judge_outcome(spoken: Sequence[Spoken], tasks: Sequence[Task] = ()) -> tuple[Outcome, Sentence]:
    """The outcome and the sentence about it, with the segments that it rests on.

    ``unresolved``: the caller's last words complain more than they thank, and nothing was promised
    after that; or what was asked for was refused. ``pending``: something is yet to come.
    ``resolved``: it is done, or the caller is content. ``open``: nothing tells, or the caller has
    not decided. ``tasks``: what the agent leaves to be done, which counts where nothing else does.
    """
    verdict = _verdict(without_suppositions(spoken), tasks)
    return verdict.outcome, verdict.sentence


def _verdict(spoken: Sequence[Spoken], tasks: Sequence[Task]) -> Verdict:
    callers = last_of_caller(spoken, _LAST_TURNS)
    content = [s for s in callers if _is_content(s)]
    upset = [s for s in callers if s.place != _came(spoken) and _complains(s.said)]
    promise, done = _last(spoken, promises), _last(spoken, says_done)
    due = when_due(tasks, spoken) or when_said(spoken, done=False)
    if _weight(upset, callers) > _weight(content, callers) and not _after(promise, upset):
        return Verdict("unresolved", UNRESOLVED, upset[-1:])
    waits = undecided(spoken, done)
    thanked = done is not None and any(_after(s, waits) for s in content)
    if waits and not thanked and not (_after(promise, waits) and is_work(promise)):
        return _undecided(waits[-1], promise, tasks, due)
    if promise is not None:
        return Verdict("pending", PENDING, [promise], due)
    refused = refusals(spoken)
    if refused and not _after(done, refused) and not any(_after(s, refused) for s in content):
        return Verdict("unresolved", UNRESOLVED, refused[-1:])
    if content or done is not None:
        on = content[-1:] or ([done] if done is not None else [])
        return Verdict("resolved", RESOLVED, on, when_said(spoken, done=True))
    return by_tasks(spoken, [task for task in tasks if task.definitive], due)


def _undecided(
    waits: Spoken, promise: Spoken | None, tasks: Sequence[Task], due: When | None
) -> Verdict:
    """With what the agent will send or ask for nevertheless."""
    promised = promise if _after(promise, [waits]) else None
    agreed = any(t.definitive and t.segment_ids[-1] > waits.segment_id for t in tasks)
    if promised is None and not agreed:
        return Verdict("open", UNDECIDED, [waits])
    return Verdict("open", UNDECIDED_PENDING, [waits, promised] if promised else [waits], due)


def _is_content(sentence: Spoken) -> bool:
    """Not where thanks are meant otherwise: "thanks for nothing"."""
    pleased = says(cues.SATISFIED, sentence.said) or says(leaving.CLEARED, sentence.said)
    return pleased and not leaving.GIVES_UP.search(sentence.said)


def _complains(text: str) -> bool:
    return (
        says(cues.DISSATISFIED, text)
        or says(ASKS_FOR_SUPERIOR, text)
        or bool(leaving.GIVES_UP.search(text))
    )


def _came(spoken: Sequence[Spoken]) -> int | None:
    """The turn in which the caller says why they call: it does not tell how they leave."""
    return next((s.place for s in spoken if not s.agent), None)


def _after(later: Spoken | None, sentences: Sequence[Spoken]) -> bool:
    """Whether it was said after the last of them."""
    return later is not None and all(later.place > s.place for s in sentences)


def _weight(chosen: Sequence[Spoken], callers: Sequence[Spoken]) -> float:
    """Later sentences weigh more."""
    return sum(1 + 0.5 * callers.index(sentence) for sentence in chosen)


def _last(spoken: Sequence[Spoken], holds: Callable[[Spoken], bool]) -> Spoken | None:
    return next((sentence for sentence in reversed(spoken) if holds(sentence)), None)
