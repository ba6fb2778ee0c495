"""Why the call was made, in the words of whoever made it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from novapulse.domain.pii import PLACEHOLDER
from novapulse.language.embedding.common_words import FAINT, SILENT
from novapulse.language.stems import stem_words
from novapulse.language.summary import cues
from novapulse.language.summary.sentences import Spoken, without_opening

CALLER_TURNS = 5
"""Callers say in their first turns why they call."""
AGENT_TURNS = 4
"""An agent who calls says so as early."""
SHORTEST = 4
MOST_TOPIC_WORDS = 4
"""Of a sentence, that count: a long one is not more to the point for being long."""
TOPIC_WEIGHT = 0.45
TURN_COST = 0.55
SECOND_TURN_SPAN = 6
"""A second sentence comes from as near to the first."""
SECOND_AT_LEAST = 1.2
MOST_SENTENCES = 3
_GIVES_DETAILS = re.compile(
    r"^(?:and |so |it['’]s )?(?:(?:my|the|this is) )?(?:[\w-]+ ){0,2}?(?:name|number|address"
    r"|e-?mail|code|date of birth|birthday|zip|postcode|id)\b.{0,12}(?:\bis\b|['’]s\b|:)",
    re.IGNORECASE,
)
"""What an agent has asked for, before a placeholder."""
_DULL = frozenset(stem_words(f"{SILENT} {FAINT}"))


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


def find_reasons(spoken: Sequence[Spoken]) -> list[Spoken]:
    """That sentence, and up to two from close by that say more of it, in the order of the call."""
    candidates = tuple(_candidates(spoken))
    first = _best(candidates)
    if first is None:
        return []
    chosen = [first]
    while len(chosen) < MOST_SENTENCES and (more := _best(_adding(candidates, chosen))):
        chosen.append(more)
    return sorted((candidate.sentence for candidate in chosen), key=spoken.index)


def _adding(candidates: Sequence[_Candidate], chosen: Sequence[_Candidate]) -> list[_Candidate]:
    """Those from close by that name something else of what the call is about."""
    first = chosen[0].sentence
    named = frozenset().union(*(candidate.topics for candidate in chosen))
    return [
        candidate
        for candidate in candidates
        if candidate.sentence.agent == first.agent
        and abs(candidate.sentence.place - first.place) <= SECOND_TURN_SPAN
        and candidate not in chosen
        and candidate.topics - named
        and candidate.score >= SECOND_AT_LEAST
    ]


def _best(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The first of those with the highest score; None where none has any."""
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    return best if best is not None and best.score > 0 else None


def _candidates(spoken: Sequence[Spoken]) -> Iterator[_Candidate]:
    weights = _topic_weights(spoken)
    callers = sorted({s.place for s in spoken if not s.agent})[:CALLER_TURNS]
    agents = sorted({s.place for s in spoken if s.agent})[:AGENT_TURNS]
    for sentence in spoken:
        places = agents if sentence.agent else callers
        if sentence.place not in places:
            continue
        text = without_opening(sentence.said)
        cue = _agents_cue(text) if sentence.agent else _callers_cue(text)
        if cue is None or len(text.split()) < SHORTEST or _tells_who(text):
            continue
        topics = frozenset(stem_words(text)) & weights.keys()
        about = sorted((weights[topic] for topic in topics), reverse=True)[:MOST_TOPIC_WORDS]
        late = TURN_COST * places.index(sentence.place)
        yield _Candidate(sentence, cue + TOPIC_WEIGHT * sum(about) - late, topics)


def _tells_who(text: str) -> bool:
    """ "My phone number is [PHONE_NUMBER]" is no reason to call."""
    return bool(PLACEHOLDER.search(text)) and bool(_GIVES_DETAILS.search(text))


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
        if count > 1 and word not in _DULL and len(word) > 2 and not word.isdigit()
    }


def _callers_cue(text: str) -> float:
    score = 2.5 if cues.NEED.search(text) else 0.0
    score += 1.0 if cues.PURPOSE.search(text) else 0.0
    score += 1.0 if len(text.split()) > 7 else 0.2
    return score - (1.0 if text.endswith("?") and not cues.NEED.search(text) else 0.0)


def _agents_cue(text: str) -> float | None:
    """Only an agent who calls has a reason; None for every other sentence of an agent."""
    return 4.5 if cues.CALLS_OUT.search(text) else None
