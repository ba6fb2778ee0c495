"""What the trained head knows of a turn: features by name, most of them words and how they stand
together, the others what the lexicon says of it."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from novapulse.domain.pii import PLACEHOLDER
from novapulse.domain.transcript import AGENT
from novapulse.language.sentiment.courtesy import without_courtesy
from novapulse.language.sentiment.lexicon import LexiconScorer
from novapulse.language.sentiment.phrases import phrases_in
from novapulse.language.sentiment.praise import plain_praise
from novapulse.language.sentiment.words import words_of

FEWEST_WORDS = 4
"""A shorter turn counts as one of this length: what is short is less sure."""
_NEGATIONS = frozenset(("not", "no", "never", "nobody", "nothing", "none", "without", "hardly"))
_REACH = 4
"""Words after a negation that it may concern."""
_LONGEST = 400
"""Words that count; of what is said after them only the lexicon and its phrases tell."""


def features_of(speaker: str, text: str, lexicon: LexiconScorer) -> dict[str, float]:
    """The value of each feature that is not zero."""
    plain = plain_praise(text)
    words = words_of(PLACEHOLDER.sub("[x]", plain))[:_LONGEST]
    by_agent = speaker == AGENT
    weight = 2 / math.sqrt(max(FEWEST_WORDS, len(words)))
    found = dict.fromkeys(chain(_runs(words), _negated(words)), weight)
    if by_agent:
        found.update(dict.fromkeys((f"agent {word}" for word in words), weight))
    stripped = without_courtesy(plain)
    found.update({f"({name})": 0.5 for name in phrases_in(stripped)})
    found.update(_said(by_agent, text, words))
    found.update(_felt(by_agent, lexicon.raw(text)))
    return {name: value for name, value in found.items() if value}


def _said(by_agent: bool, text: str, words: Sequence[str]) -> dict[str, float]:
    return {
        "=agent": float(by_agent),
        "=question": float(text.rstrip().endswith("?")),
        "=short": float(len(words) <= FEWEST_WORDS),
        "=negations": min(3, sum(map(_negates, words))) / 2,
    }


def _felt(by_agent: bool, raw: float) -> dict[str, float]:
    """``raw``: the lexicon's score of the turn, -1..1."""
    return {
        "=good": max(raw, 0.0),
        "=bad": max(-raw, 0.0),
        "=surely good": float(raw > 0.35),
        "=surely bad": float(raw < -0.1),
        "=agent good": by_agent * max(raw, 0.0),
        "=agent bad": by_agent * max(-raw, 0.0),
    }


def _runs(words: Sequence[str]) -> Iterator[str]:
    """One to three words, and two with any one between them."""
    said = ("^", *words, "$")
    yield from words
    for first, second in pairwise(said):
        yield f"{first} {second}"
    for first, second, third in zip(said, said[1:], said[2:], strict=False):
        yield f"{first} {second} {third}"
        yield f"{first} _ {third}"


def _negated(words: Sequence[str]) -> Iterator[str]:
    left = 0
    for word in words:
        if _negates(word):
            left = _REACH
        elif word in ("?", "!"):
            left = 0
        elif left:
            left -= 1
            yield f"not:{word}"


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")
