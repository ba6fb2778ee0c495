"""Topics of a call: phrases like nouns that it comes back to, with how much it is about them.

After RAKE (S. Rose et al., "Automatic keyword extraction from individual documents", 2010):
candidates are what stands between stop words, here between verbs as well; and C-value (K. Frantzi
et al., "Automatic recognition of multi-word terms", 2000): what is only said inside a longer
phrase is no candidate by itself, and longer phrases weigh more.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from novapulse.domain.content import Message, Topic
from novapulse.domain.insights import Sentiment
from novapulse.domain.sentiment import segment_label
from novapulse.language.content.candidates import candidates
from novapulse.language.content.identity import item_id
from novapulse.language.stems import stem

LENGTH = {1: 1.0, 2: 1.5, 3: 1.65}
"""Weight of a mention by words: a pair is more telling than a word, a third word adds little."""
RECURRING = 0.4
"""What a phrase gains whose words all come up in other messages, too (RAKE's degree of words)."""
BOTH_SIDES = 1.3
"""For what more than one speaker names: it is talked about, not only mentioned."""
SCALE = 2.05
"""Weight at which the score is 1 - 1/e. Chosen so that two words said once come to 0.52 and one
word said once to 0.39, in a call of up to ``SHORT_CALL`` messages; in longer ones more is asked."""
SHORT_CALL = 24
_BASE_COUNT, _MESSAGES_PER_TOPIC, _MOST = 8, 8, 25
"""How many topics a call may have: eight, one more for each eight messages, 25 at most."""

Stems = tuple[str, ...]


@dataclass
class _Mentions:
    """Where a phrase was said, and how it was written."""

    messages: dict[int, Message] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)
    own: float = 0.0
    """Mentions, those inside longer phrases left out."""


def topics_of(
    messages: Sequence[Message], sentiment: Sentiment | None, *, threshold: float
) -> tuple[Topic, ...]:
    """By score, those below ``threshold`` left out. Whether a phrase is named once or often counts
    by messages: who repeats a word in one sentence does not speak of it more."""
    mentions = _mentions(messages)
    _count_parts(mentions)
    telling = len({i for found in mentions.values() for i in found.messages})
    scale = SCALE * max(1.0, math.log(max(2, telling)) / math.log(SHORT_CALL))
    recurrence = _recurrence(mentions)
    scored = {
        stems: _score(stems, found, scale, recurrence[stems]) for stems, found in mentions.items()
    }
    best = sorted(
        (stems for stems, score in scored.items() if score >= threshold and score > 0),
        key=lambda stems: (-scored[stems], _first_place(mentions[stems]), stems),
    )
    chosen = best[: min(_MOST, _BASE_COUNT + telling // _MESSAGES_PER_TOPIC)]
    feelings = {s.segment_id: s.score for s in sentiment.segments} if sentiment else {}
    return tuple(_topic(stems, mentions, scored[stems], chosen, feelings) for stems in chosen)


def _mentions(messages: Sequence[Message]) -> dict[Stems, _Mentions]:
    found: dict[Stems, _Mentions] = defaultdict(_Mentions)
    for message in messages:
        for words in candidates(message.text):
            mention = found[tuple(map(stem, words))]
            mention.messages[message.id] = message
            mention.forms[" ".join(words)] += 1
    return dict(found)


def _count_parts(mentions: Mapping[Stems, _Mentions]) -> None:
    """Own mentions of every phrase, and at half their weight those inside longer phrases, which
    then count among its messages."""
    inside: dict[Stems, dict[int, Message]] = defaultdict(dict)
    for stems, found in mentions.items():
        found.own = float(len(found.messages))
        for part in _parts(stems):
            if part in mentions:
                inside[part] |= found.messages
    for part, messages in inside.items():
        more = {i: m for i, m in messages.items() if i not in mentions[part].messages}
        mentions[part].own += 0.5 * len(more)
        mentions[part].messages |= more


def _parts(stems: Stems) -> Iterator[Stems]:
    """Shorter runs of its words."""
    for length in range(1, len(stems)):
        for start in range(len(stems) - length + 1):
            yield stems[start : start + length]


def _recurrence(mentions: Mapping[Stems, _Mentions]) -> dict[Stems, float]:
    """0..1: how far the words of a phrase are said in other messages. 0 for single words, whose
    mentions count already."""
    said: dict[str, set[int]] = defaultdict(set)
    for stems, found in mentions.items():
        for word in stems:
            said[word] |= set(found.messages)
    return {
        stems: sum(min(1.0, (len(said[word]) - 1) / 2) for word in stems) / len(stems)
        if len(stems) > 1
        else 0.0
        for stems in mentions
    }


def _score(stems: Stems, found: _Mentions, scale: float, recurrence: float) -> float:
    weight = found.own * LENGTH[len(stems)] * (1 + RECURRING * recurrence)
    if len({message.speaker for message in found.messages.values()}) > 1:
        weight *= BOTH_SIDES
    return round(1 - math.exp(-weight / scale), 4)


def _first_place(found: _Mentions) -> float:
    return min(message.start for message in found.messages.values())


def _topic(
    stems: Stems,
    mentions: Mapping[Stems, _Mentions],
    score: float,
    chosen: Sequence[Stems],
    feelings: Mapping[int, float],
) -> Topic:
    found = mentions[stems]
    said = sorted(found.messages.values(), key=lambda m: (m.start, m.segment_id))
    segments = tuple(dict.fromkeys(message.segment_id for message in said))
    felt = [feelings[segment] for segment in segments if segment in feelings]
    mean = round(sum(felt) / len(felt), 2) if felt else None
    parents = [part for part in dict.fromkeys(_parts(stems)) if part in chosen]
    return Topic(
        id=_topic_id(stems),
        text=_written(found.forms),
        score=score,
        message_ids=tuple(message.id for message in said),
        segment_ids=segments,
        parents=tuple(_topic_id(parent) for parent in parents),
        sentiment_score=mean,
        sentiment_label=None if mean is None else segment_label(mean),
    )


def _topic_id(stems: Stems) -> int:
    return item_id("topic", *stems)


def _written(forms: Counter[str]) -> str:
    """As it was said most; of equals the shortest, which is mostly the singular."""
    return min(forms, key=lambda form: (-forms[form], len(form), form))
