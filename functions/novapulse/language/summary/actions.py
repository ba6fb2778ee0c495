"""What was done and what is left to be done, in the words of who said it."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime

from novapulse.domain.content import Task
from novapulse.domain.transcript import Transcript
from novapulse.language.content.messages import messages_of
from novapulse.language.content.tasks import tasks_of
from novapulse.language.summary import cues, endings
from novapulse.language.summary.sentences import Spoken, without_fillers
from novapulse.language.summary.sides import agents_of
from novapulse.language.summary.suppositions import without_suppositions

MOST = 3
MOST_PROMISES = 2
"""While somebody else has something to do as well."""
LATE = 0.3
"""What the last sentence of a call has before the first: what was agreed in the end counts."""
TELLING = 0.02
"""For each word up to so many: "I'll text you" tells little."""
_TELLING_WORDS = 12
_SHORTEST = 4
_LONGEST = 32
"""Words of a sentence that is quoted whole; of a longer one the clause alone."""
_SURE = 0.5
_ASKED = re.compile(r"\b(?:you|your|please)\b", re.IGNORECASE)
_LOOSE_END = re.compile(r",?\s+(?:and|but|so|or|because|then)$", re.IGNORECASE)
_ANY_DAY = datetime(2000, 1, 3, 9, tzinfo=UTC)
"""Days are not told here."""
_OTHERS = frozenset({"third_party", "passive", "farewell", "in_progress"})
"""In a caller's mouth these say what somebody else will do, or what passes with the call."""


@dataclass(frozen=True)
class _Candidate:
    sentence: Spoken
    score: float


def left_to_do(transcript: Transcript, spoken: Sequence[Spoken]) -> tuple[Task, ...]:
    """The tasks of the segments that are believed."""
    believed = {sentence.segment_id for sentence in spoken}
    messages = messages_of(transcript, english=False, sentences=True)  # Without their phrases.
    told = [message for message in messages if message.segment_id in believed]
    return tasks_of(told, started_at=_ANY_DAY, threshold=_SURE)


def left_to_agents(transcript: Transcript, spoken: Sequence[Spoken]) -> tuple[Task, ...]:
    """Of those tasks, the ones that the company's side speaks of."""
    agents = agents_of(transcript)
    return tuple(task for task in left_to_do(transcript, spoken) if task.speaker in agents)


def find_actions(spoken: Sequence[Spoken], tasks: Sequence[Task], agents: Set[str]) -> list[Spoken]:
    """At most three sentences in the order of the call: what the company firmly promised, what the
    caller is to do, what the agent has done; then what may be done."""
    last = max((s.place for s in spoken), default=0) or 1
    promised, callers, perhaps = _tasks(spoken, tasks, agents, last)
    done = [
        _Candidate(sentence, score + LATE * sentence.place / last)
        for sentence in without_suppositions(spoken)
        if sentence.agent and (score := _deed(sentence)) > 0
    ]
    first = _best(promised)
    wanted = [*first[:MOST_PROMISES], *_best(callers)[:1], *first[MOST_PROMISES:]]
    chosen: dict[tuple[int, str], Spoken] = {}
    for sentence in (*wanted, *_best(done), *_best(callers)[1:], *_best(perhaps)):
        if len(chosen) < MOST and not _repeats(sentence, chosen.values()):
            chosen[sentence.place, sentence.text] = sentence
    return sorted(chosen.values(), key=lambda s: (s.place, _position(s, spoken)))


def _tasks(
    spoken: Sequence[Spoken], tasks: Sequence[Task], agents: Set[str], last: int
) -> tuple[list[_Candidate], list[_Candidate], list[_Candidate]]:
    """Promised by the company, left to the caller, and not certain."""
    promised: list[_Candidate] = []
    callers: list[_Candidate] = []
    perhaps: list[_Candidate] = []
    by_segment: dict[int, list[Spoken]] = {}
    for each in spoken:
        by_segment.setdefault(each.segment_id, []).append(each)
    for task in tasks:
        sentence = _sentence_of(task, by_segment)
        by_agent, for_agent = task.speaker in agents, task.assignee in agents
        if sentence is None or not _tells(task, sentence, by_agent=by_agent):
            continue
        told = TELLING * min(sentence.words, _TELLING_WORDS)
        candidate = _Candidate(sentence, task.score + told + LATE * sentence.place / last)
        if not task.definitive and by_agent:
            perhaps.append(candidate)
        elif task.definitive and for_agent and by_agent:
            promised.append(candidate)
        elif task.definitive and not for_agent:
            callers.append(candidate)
    return promised, callers, perhaps


def _tells(task: Task, sentence: Spoken, *, by_agent: bool) -> bool:
    """By itself, to who has not heard what was said before."""
    asks = sentence.text.endswith("?") and "promise" not in task.evidence
    if asks and not (by_agent and "agreed" in task.evidence):
        return False
    return by_agent or not _OTHERS & set(task.evidence)


def _sentence_of(task: Task, by_segment: Mapping[int, Sequence[Spoken]]) -> Spoken | None:
    """The one of a segment's sentences that holds the task, or its clause alone where that is
    long. Of "I'll do that" what was asked."""
    here = by_segment.get(task.segment_ids[-1], ())
    if "vague" in task.evidence:
        asked = by_segment.get(task.segment_ids[0], ()) if len(task.segment_ids) > 1 else ()
        return next((s for s in reversed(asked) if s.agent and _ASKED.search(s.said)), None)
    clause = _LOOSE_END.sub("", without_fillers(task.text))
    whole = next((s for s in here if clause in s.text and s.words <= _LONGEST), None)
    if not here or (whole is not None and not _runs_on(whole, clause)):
        return whole
    return Spoken(clause, here[0].segment_id, here[0].place, here[0].agent)


def _runs_on(whole: Spoken, clause: str) -> bool:
    """No mark tells where the clause begins or ends: "up to you mate i can email them"."""
    marked = re.search(r"[,;:.!?]", whole.text[:-1])
    return not marked and _SHORTEST <= len(clause.split()) < whole.words


def _deed(sentence: Spoken) -> float:
    text = sentence.said
    if sentence.words < _SHORTEST or text.endswith("?") or cues.CHITCHAT.search(text):
        return 0.0
    acts = cues.PERFORMS.search(text) and cues.ACTION.search(text)
    if not (acts or endings.DONE.search(text)):
        return 0.0
    if cues.CALLS_OUT.search(text) or endings.REFUSED.search(text):
        return 0.0
    score = 2.0 + (0.5 if cues.DUE.search(text) else 0.0)
    return score - (0.8 if cues.CONDITIONAL.search(text) else 0.0)


def _best(candidates: Sequence[_Candidate]) -> list[Spoken]:
    ranked = sorted(candidates, key=lambda candidate: -candidate.score)
    return [candidate.sentence for candidate in ranked]


def _repeats(sentence: Spoken, chosen: Iterable[Spoken]) -> bool:
    """The same words, or some of one that is quoted already."""
    said = sentence.text.lower()
    return any(said in other.text.lower() or other.text.lower() in said for other in chosen)


def _position(sentence: Spoken, spoken: Sequence[Spoken]) -> int:
    """Of a clause: the place of the sentence that holds it."""
    return next(
        (
            n
            for n, other in enumerate(spoken)
            if other.segment_id == sentence.segment_id and sentence.text in other.text
        ),
        0,
    )
