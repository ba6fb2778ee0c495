"""How a call ended, judged by what is done, what is yet to come, and how the caller leaves."""

import re
from collections.abc import Callable, Sequence

from novapulse.domain.content import Task
from novapulse.domain.customer_cues import ASKS_FOR_SUPERIOR, says
from novapulse.domain.insights import Outcome, Sentence
from novapulse.language.summary import cues, endings, leaving
from novapulse.language.summary.sentences import Spoken, last_of_caller
from novapulse.language.summary.suppositions import without_suppositions
from novapulse.language.summary.undecided import undecided
from novapulse.language.summary.when import When, is_over, when_due, when_said

Holds = Callable[[Spoken], bool]

_LAST_TURNS = 4
"""The caller's turns that tell how they leave."""
_LAST_WORDS = 5
"""Sentences in which the caller says that there is nothing else."""
_AT_ONCE = re.compile(r"\b(?:today|now|tonight|minutes?|moment)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:once|when|as soon as|after)\b", re.IGNORECASE)
_TAG = re.compile(
    r",? (?:(?:does|would|will|is) (?:that|this|it) (?:work|sound|be|do|help|okay|ok|alright|all"
    r" right|fine|good)\b[^,.?!]*|(?:is )?(?:okay|ok|all right|alright|yeah|right|sound good))\?$",
    re.IGNORECASE,
)
"""Asks for consent to what was promised: "I'll call you on Monday, does that work?"."""


def judge_outcome(spoken: Sequence[Spoken], tasks: Sequence[Task] = ()) -> tuple[Outcome, Sentence]:
    """The outcome and the sentence about it, with the segments that it rests on.

    ``unresolved``: the caller's last words complain more than they thank, and nothing was promised
    after that; or what was asked for was refused. ``pending``: something is yet to come.
    ``resolved``: it is done, or the caller is content. ``open``: nothing tells, or the caller has
    not decided. ``tasks``: what the agent leaves to be done, which counts where nothing else does.
    """
    spoken = without_suppositions(spoken)
    callers = last_of_caller(spoken, _LAST_TURNS)
    content = [s for s in callers if _is_content(s)]
    upset = [s for s in callers if s.place != _came(spoken) and _complains(s.said)]
    promise = _last(spoken, _promises)
    done = _last(spoken, lambda s: s.agent and bool(endings.DONE.search(s.said)))
    due = when_due(tasks, spoken) or when_said(spoken, done=False)
    if _weight(upset, callers) > _weight(content, callers) and not _after(promise, upset):
        return "unresolved", _outcome("No resolution reached", None, upset[-1:])
    waits = undecided(spoken, done)
    thanked = done is not None and any(_after(s, waits) for s in content)
    if waits and not thanked and not (_after(promise, waits) and _is_work(promise)):
        return "open", _undecided(waits[-1], promise, tasks, due)
    if promise is not None:
        return "pending", _outcome("Follow-up pending", due, [promise])
    refused = _refused(spoken)
    if refused and not _after(done, refused) and not any(_after(s, refused) for s in content):
        return "unresolved", _outcome("No resolution reached", None, refused[-1:])
    if content or done is not None:
        on = content[-1:] or ([done] if done is not None else [])
        return "resolved", _outcome("Resolved", when_said(spoken, done=True), on)
    return _by_tasks(spoken, [task for task in tasks if task.definitive], due)


def _is_content(sentence: Spoken) -> bool:
    """Not where thanks are meant otherwise: "thanks for nothing"."""
    pleased = says(cues.SATISFIED, sentence.said) or says(leaving.CLEARED, sentence.said)
    return pleased and not leaving.GIVES_UP.search(sentence.said)


def _undecided(
    waits: Spoken, promise: Spoken | None, tasks: Sequence[Task], due: When | None
) -> Sentence:
    """With what the agent will send or ask for nevertheless."""
    promised = promise if _after(promise, [waits]) else None
    agreed = any(t.definitive and t.segment_ids[-1] > waits.segment_id for t in tasks)
    if promised is None and not agreed:
        return _outcome("Nothing was decided", None, [waits])
    on = [waits, promised] if promised else [waits]
    return _outcome("Nothing was decided yet; follow-up pending", due, on)


def _is_work(promise: Spoken | None) -> bool:
    """More than a brochure for who is to decide first."""
    return promise is not None and not endings.INFORMS.search(promise.said)


def _by_tasks(
    spoken: Sequence[Spoken], promised: Sequence[Task], due: When | None
) -> tuple[Outcome, Sentence]:
    if not promised:
        left = _last(
            spoken[-_LAST_WORDS:], lambda s: not s.agent and bool(leaving.CLOSES.search(s.said))
        )
        if left is not None and _answered(spoken):
            return "resolved", _outcome("Resolved", None, [left])
        text = "The call ended without an explicit resolution"
        return "open", _outcome(text, None, spoken[-1:])
    later = [task for task in promised if _is_later(task)]
    on = _holding(spoken, later or promised)
    closed = any(leaving.NOTHING_ELSE.search(s.said) for s in spoken[-_LAST_WORDS:] if not s.agent)
    if later or not closed:
        return "pending", _outcome("Follow-up pending", due, on)
    return "resolved", _outcome("Resolved", when_said(spoken, done=True), on)


def _answered(spoken: Sequence[Spoken]) -> bool:
    """The caller asked for something, and the agent said something that asks nothing back."""
    asked = next((s.place for s in spoken if not s.agent and _asks(s.said)), None)
    return asked is not None and any(
        s.agent and s.place > asked and not s.said.endswith("?") and not _idle(s.said)
        for s in spoken
    )


def _asks(text: str) -> bool:
    return text.endswith("?") or bool(cues.ASKS.search(text))


def _came(spoken: Sequence[Spoken]) -> int | None:
    """The turn in which the caller says why they call: it does not tell how they leave."""
    return next((s.place for s in spoken if not s.agent), None)


def _is_later(task: Task) -> bool:
    """What is not done as soon as the call is over."""
    dated = task.due_text is not None and not _AT_ONCE.search(task.due_text)
    by_others = bool({"third_party", "notice", "delegation"} & set(task.evidence))
    return task.kind == "follow_up" or dated or by_others or bool(_AFTER.search(task.text))


def _holding(spoken: Sequence[Spoken], tasks: Sequence[Task]) -> list[Spoken]:
    """A sentence of the segment of the last of them."""
    return [s for s in spoken if s.segment_id == tasks[-1].segment_ids[-1]][-1:]


def _complains(text: str) -> bool:
    return (
        says(cues.DISSATISFIED, text)
        or says(ASKS_FOR_SUPERIOR, text)
        or bool(leaving.GIVES_UP.search(text))
    )


def _promises(sentence: Spoken) -> bool:
    """Somebody of the company will do something after the call, beyond confirming what is done."""
    text = _TAG.sub(".", sentence.said)
    if not sentence.agent or text.endswith("?") or is_over(text) or _idle(text):
        return False
    if endings.ONLY_CONFIRMS.search(text) and not cues.PENDING.search(text):
        return False
    if endings.LATER_WORK.search(text):
        return True
    return bool(cues.PENDING.search(text)) and not endings.CONDITION.search(text)


def _idle(text: str) -> bool:
    return bool(cues.CHITCHAT.search(text)) and not cues.ACTION.search(text)


def _refused(spoken: Sequence[Spoken]) -> list[Spoken]:
    """What the agent refused in the second half of the call, with nothing offered in its place."""
    half = spoken[-1].place / 2
    return [
        s
        for s in spoken
        if s.agent
        and s.place >= half
        and endings.REFUSED.search(s.said)
        and not endings.OFFERS_INSTEAD.search(s.said)
    ]


def _after(later: Spoken | None, sentences: Sequence[Spoken]) -> bool:
    """Whether it was said after the last of them."""
    return later is not None and all(later.place > s.place for s in sentences)


def _weight(chosen: Sequence[Spoken], callers: Sequence[Spoken]) -> float:
    """Later sentences weigh more."""
    return sum(1 + 0.5 * callers.index(sentence) for sentence in chosen)


def _last(spoken: Sequence[Spoken], holds: Holds) -> Spoken | None:
    return next((sentence for sentence in reversed(spoken) if holds(sentence)), None)


def _outcome(text: str, when: When | None, on: Sequence[Spoken]) -> Sentence:
    evidence = {s.segment_id for s in on} | ({when.segment_id} if when else set())
    said = f"{text} — {when.text}." if when else f"{text}."
    return Sentence(kind="outcome", text=said, segment_ids=tuple(sorted(evidence)))
