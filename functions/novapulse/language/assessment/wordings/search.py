"""Where a turn says one of several wordings and does not deny it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from novapulse.domain.policy import Wording
from novapulse.language.assessment.call import SpokenTurn
from novapulse.language.assessment.wordings.fuzzy import find_fuzzy
from novapulse.language.assessment.wordings.meant import is_denied_within
from novapulse.language.assessment.wordings.safe_patterns import safe_pattern
from novapulse.language.assessment.wordings.tokens import Token, tokens

_MOST_PER_TURN = 20
"""Places of one wording in one turn that are looked at: more tell nothing new."""


def spans(
    turn: SpokenTurn, wordings: Iterable[Wording], counts: Callable[[str, int], bool]
) -> list[tuple[int, int]]:
    """Characters (start, end) of ``turn.text`` that say one of ``wordings``, in order; of places
    that overlap, the first and longest. ``counts`` judges the place in the text where one begins:
    see ``meant``."""
    said = (span for wording in wordings for span in _said(turn.text, wording))
    found = sorted(
        (span for span in said if counts(turn.text, span[0])),
        key=lambda span: (span[0], -span[1]),
    )
    kept: list[tuple[int, int]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _said(text: str, wording: Wording) -> Iterator[tuple[int, int]]:
    if wording.kind == "regex":
        return _by_pattern(text, wording)
    return iter(_by_words(text, wording))


def _by_words(text: str, wording: Wording) -> list[tuple[int, int]]:
    said, wanted = _tokens(text), _tokens(wording.text)
    places = _exactly(wanted, said) if wording.kind == "exact" else find_fuzzy(wanted, said)
    return [(said[first].start, said[last].end) for first, last in places[:_MOST_PER_TURN]]


def _exactly(wanted: Sequence[Token], said: Sequence[Token]) -> list[tuple[int, int]]:
    words = [token.word for token in wanted]
    return [
        (place, place + len(words) - 1)
        for place in range(len(said) - len(words) + 1)
        if [token.word for token in said[place : place + len(words)]] == words
    ]


def _by_pattern(text: str, wording: Wording) -> Iterator[tuple[int, int]]:
    """Also those that begin within another: the first may be denied and the second not."""
    pattern, position = safe_pattern(wording.text), 0
    for _ in range(_MOST_PER_TURN):
        match = pattern.search(text, position)
        if match is None:
            return
        if _is_denial(wording) or not is_denied_within(text, *match.span()):
            yield match.span()
        position = match.start() + 1


def _is_denial(wording: Wording) -> bool:
    """A pattern that itself speaks of "not" or "no"."""
    return bool(re.search(r"\b(?:no|not|never|without|cannot)\b|n['’]", wording.text))


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    return tokens(text)
