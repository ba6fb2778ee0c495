"""Why the call was made, in the words of whoever made it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log2

from novapulse.domain.pii import PLACEHOLDER
from novapulse.language.stems import stem_words
from novapulse.language.summary import cues
from novapulse.language.summary.opening import (
    DULL,
    invited_turns,
    is_outbound,
    telling_turns,
    tells_who,
)
from novapulse.language.summary.sentences import Spoken, without_opening
from novapulse.language.summary.statement import statement

CALLER_TURNS = 5
"""Callers say in their first turns why they call. Turns that say next to nothing do not count."""
INVITED = 2.0
"""For the first turn that counts after an agent has asked what it is about."""
CALLED, AGAINST_CALLED = 2.0, 1.0
"""For what the agent says in a call that the agent made, and against what they are told there."""
FEWEST_TOLD = 7
"""An agent who calls says more than this many words of why."""
AGENT_TURNS = 4
"""An agent who calls says so as early."""
EARLY_TURNS = 60
"""Nobody waits longer before saying why they call."""
ASIDE = 1.5
"""Against what is not about the matter: "sorry, let me sit down"."""
SHORTEST = 4
MOST_TOPIC_WORDS = 4
"""Of a sentence, that count: a long one is not more to the point for being long."""
TOPIC_WEIGHT = 0.45
TURN_COST = 0.55
SECOND_TURN_SPAN = 6
"""A second sentence comes from as near to the first."""
SECOND_AT_LEAST = 1.2
SECOND_ALONE = 2.0
"""Where it names nothing else of what the call is about."""
MOST_SENTENCES = 3


@dataclass(frozen=True)
class _Candidate:
    sentence: Spoken
    score: float
    topics: frozenset[str]


def find_reason(spoken: Sequence[Spoken]) -> Spoken | None:
    """The sentence that most likely says why the call was made: it states a need, early on, about
    what the whole call is about."""
    best = _best(tuple(_candidates(spoken)))
    return None if best is None else best.sentence


def find_reasons(spoken: Sequence[Spoken], apart: Sequence[str] = ()) -> list[Spoken]:
    """That sentence with those beside it, and up to two from close by that say more of it, in the
    order of the call. What is ``apart`` is told elsewhere and is not beside it."""
    candidates = tuple(_candidates(spoken))
    first = _best(candidates)
    if first is None:
        return []
    chosen = [first]
    while len(chosen) < MOST_SENTENCES and (more := _best(_adding(candidates, chosen))):
        chosen.append(more)
    order = {id(sentence): n for n, sentence in enumerate(spoken)}
    taken: set[int] = set()
    found: list[Spoken] = []
    for place in sorted(order[id(candidate.sentence)] for candidate in chosen):
        if place not in taken:
            quoted = statement(spoken, place, taken, apart)
            taken.update(quoted)
            text = " ".join(spoken[n].text for n in quoted)
            found.append(replace(spoken[place], text=text))
    return found


def _adding(candidates: Sequence[_Candidate], chosen: Sequence[_Candidate]) -> list[_Candidate]:
    """Those from close by that name something else of what the call is about."""
    first = chosen[0].sentence
    named = frozenset().union(*(candidate.topics for candidate in chosen))
    return [
        candidate
        for candidate in candidates
        if abs(candidate.sentence.place - first.place) <= SECOND_TURN_SPAN
        and candidate not in chosen
        and candidate.score >= (SECOND_AT_LEAST if candidate.topics - named else SECOND_ALONE)
    ]


def _best(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The first of those with the highest score; None where none has any."""
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    return best if best is not None and best.score > 0 else None


def _candidates(spoken: Sequence[Spoken]) -> Iterator[_Candidate]:
    weights = _topic_weights(spoken)
    early = [s for s in spoken if s.place - spoken[0].place < EARLY_TURNS]
    invited, outbound = invited_turns(early), is_outbound(early)
    callers = sorted({*telling_turns(early, agent=False)[:CALLER_TURNS], *invited})
    agents = telling_turns(early, agent=True)[:AGENT_TURNS]
    for sentence in early:
        places = agents if sentence.agent else callers
        if sentence.place not in places:
            continue
        text = without_opening(sentence.said)
        cue = _agents_cue(text, outbound) if sentence.agent else _callers_cue(text)
        short = len(text.split()) < (1 if sentence.place in invited else SHORTEST)
        if cue is None or short or tells_who(text):
            continue
        if not sentence.agent:
            cue += INVITED * (sentence.place in invited) - AGAINST_CALLED * outbound
        topics = frozenset(stem_words(text)) & weights.keys()
        about = sorted((weights[topic] for topic in topics), reverse=True)[:MOST_TOPIC_WORDS]
        late = TURN_COST * min(places.index(sentence.place), CALLER_TURNS - 1)
        yield _Candidate(sentence, cue + TOPIC_WEIGHT * sum(about) - late, topics)


def _topic_weights(spoken: Sequence[Spoken]) -> dict[str, float]:
    """How much a word says of what the call is about: by how many turns name it, from two on."""
    turns: dict[int, set[str]] = {}
    for sentence in spoken:
        words = stem_words(PLACEHOLDER.sub(" ", sentence.text))
        turns.setdefault(sentence.place, set()).update(words)
    counts = Counter(word for words in turns.values() for word in words)
    return {
        word: log2(count)
        for word, count in counts.items()
        if count > 1 and word not in DULL and len(word) > 2 and not word.isdigit()
    }


def _callers_cue(text: str) -> float:
    score = 2.5 if cues.NEED.search(text) or cues.ASKS.search(text) else 0.0
    score += 1.0 if cues.PURPOSE.search(text) else 0.0
    score += 1.0 if len(text.split()) > 7 else 0.2
    score += 1.0 if text.endswith("?") and not score > 1.0 else 0.0
    return score - (ASIDE if cues.ASIDE.search(text) else 0.0)


def _agents_cue(text: str, outbound: bool) -> float | None:
    """Only an agent who calls has a reason; None for every other sentence of an agent."""
    if cues.CALLS_OUT.search(text) and outbound:
        return 4.5
    idle = cues.CHITCHAT.search(text) or cues.ASKS_WHO.search(text)
    tells = outbound and not text.endswith("?") and not idle and not cues.INSTRUCTS.search(text)
    return CALLED if tells and len(text.split()) > FEWEST_TOLD else None
