"""How much each speaker of a call sounds like an agent, and what of that can be quoted."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from novapulse.domain import role_words
from novapulse.domain.role_cues import AGENT_CUES, CUSTOMER_CUES

OPENING_TURNS = 6
OPENING_FACTOR = 1.5
"""The first turns are where roles are said aloud."""
MOST_PER_CUE = 3
"""Repeating one phrase proves nothing more after this many times."""
WORDS_FACTOR = 0.5
"""What a word counts beside a phrase: words of one turn hang together."""
WORDS_LEVEL = 0.4
"""Added for each turn: a customer's turn leans this much further from 0 than an agent's."""
MOST_QUOTED = 3

_CUES = tuple(
    (name, sign * weight, re.compile(pattern, re.IGNORECASE))
    for sign, cues in ((1, AGENT_CUES), (-1, CUSTOMER_CUES))
    for name, (weight, pattern) in cues.items()
)


@dataclass
class Heard:
    """Of one speaker: the weights of phrases and of words (above 0: an agent's), the number of
    turns, how often each phrase and each word occurred."""

    phrases: float = 0.0
    words: float = 0.0
    turns: int = 0
    cues: Counter[str] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)

    @property
    def lean(self) -> float:
        """For comparison with the other speaker of a call."""
        return self.phrases + WORDS_FACTOR * self.words

    @property
    def standing(self) -> float:
        """By itself: about 0 where nothing is known."""
        return self.lean + WORDS_FACTOR * WORDS_LEVEL * self.turns

    def quoted(self, cues: Mapping[str, tuple[float, str]]) -> list[str]:
        """The strongest of these cues that occurred."""
        return sorted(self.cues & Counter(dict.fromkeys(cues, 1)), key=lambda n: -cues[n][0])[
            :MOST_QUOTED
        ]


def hear(turns: Sequence[tuple[int, str]], speakers: int) -> tuple[Heard, ...]:
    """``turns`` are (speaker from 0, text) in time order."""
    heard = tuple(Heard() for _ in range(speakers))
    for place, (speaker, text) in enumerate(turns):
        _take(heard[speaker], text, OPENING_FACTOR if place < OPENING_TURNS else 1.0)
    return heard


def _take(heard: Heard, text: str, factor: float) -> None:
    heard.turns += 1
    words = role_words.role_words(text)
    heard.words += role_words.weight(words)
    heard.spoken.update(words)
    plain = text.replace("’", "'")
    for name, weight, pattern in _CUES:
        if heard.cues[name] < MOST_PER_CUE and pattern.search(plain):
            heard.cues[name] += 1
            heard.phrases += weight * factor


def reason(agents: Sequence[Heard], customers: Sequence[Heard]) -> str:
    """The strongest things that each party said; single words where no phrase survived."""
    parts = [_quote("agent", h, AGENT_CUES, 1) for h in agents]
    parts += [_quote("customer", h, CUSTOMER_CUES, -1) for h in customers]
    return "; ".join(filter(None, dict.fromkeys(parts))) or "nothing but who speaks first"


def _quote(party: str, heard: Heard, cues: Mapping[str, tuple[float, str]], sign: int) -> str:
    if quoted := heard.quoted(cues):
        return f"the {party} {', '.join(quoted)}"
    words = role_words.telling(heard.spoken, sign, MOST_QUOTED)
    return f"the {party} says {', '.join(words)}" if words else ""
