"""A sentence with those beside it in its turn: what somebody says in one breath."""

from collections.abc import Sequence, Set

from novapulse.language.summary import cues
from novapulse.language.summary.opening import tells_who
from novapulse.language.summary.sentences import Spoken, without_opening

SHORTEST_BESIDE = 3
LONGEST_STATEMENT = 40
"""Words."""


def statement(spoken: Sequence[Spoken], place: int, taken: Set[int], apart: Sequence[str]) -> range:
    """The sentence with those before and after it in its turn, as far as they fit: "It's my
    dishwasher. It won't let me press anything. All the buttons are dead."."""
    here = spoken[place]
    first = last = place
    words = here.words
    while first - 1 not in {-1, *taken} and _fits(spoken[first - 1], here, words, apart):
        first -= 1
        words += spoken[first].words
    while last + 1 < len(spoken) and _fits(spoken[last + 1], here, words, apart):
        last += 1
        words += spoken[last].words
    return range(first, last + 1)


def _fits(sentence: Spoken, here: Spoken, words: int, apart: Sequence[str]) -> bool:
    """Whether it may be quoted with the one that is ``here``, beside so many ``words``."""
    said = without_opening(sentence.said)
    return (
        sentence.segment_id == here.segment_id
        and len(said.split()) >= SHORTEST_BESIDE
        and words + sentence.words <= LONGEST_STATEMENT
        and not (cues.ASIDE.search(said) or tells_who(said))
        and not any(text in sentence.text for text in apart)
    )
