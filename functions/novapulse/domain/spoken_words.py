"""Each word and the speaker whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from novapulse.domain.transcript import SpeakerTurn, Utterance, Word

_BREATH_SECONDS = 0.4
_NEAR_SECONDS = 1.0
"""Utterances of one call overlap by less than this."""


@dataclass(frozen=True)
class SpokenWord:
    """``utterance``: index of the utterance that the word came from."""

    word: Word
    speaker: int
    utterance: int


def words_of_channel(utterances: Sequence[Utterance], channel: int) -> list[SpokenWord]:
    return [
        SpokenWord(word, channel, index)
        for index, utterance in enumerate(utterances)
        if utterance.channel == channel
        for word in utterance.words
    ]


def words_by_voice(
    utterances: Sequence[Utterance], turns: Sequence[SpeakerTurn]
) -> list[SpokenWord]:
    """Each word goes to the turn that it overlaps most, else to the nearest.

    Words and turns are both in order of start, so one sweep over the turns is enough."""
    spoken: list[SpokenWord] = []
    first = 0
    for index, utterance in enumerate(utterances):
        for word in utterance.words:
            while first + 1 < len(turns) and _is_past(turns[first], turns[first + 1], word):
                first += 1
            spoken.append(SpokenWord(word, _speaker_of(word, turns, first), index))
    return spoken


def _speaker_of(word: Word, turns: Sequence[SpeakerTurn], first: int) -> int:
    """The speaker of the turn with the largest overlap, or else with the smallest distance."""
    if not turns:
        return 0
    best, closeness = turns[first].speaker, float("-inf")
    for turn in islice(turns, first, None):
        if word.end - turn.start <= closeness:
            break
        overlap = min(word.end, turn.end) - max(word.start, turn.start)
        if overlap > closeness:
            best, closeness = turn.speaker, overlap
    return best


def _is_past(turn: SpeakerTurn, following: SpeakerTurn, word: Word) -> bool:
    """True if neither this word nor a later one can belong to ``turn``."""
    return turn.end < word.start - _NEAR_SECONDS and following.start <= word.start


def smooth(words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Give a single word between two of another speaker to that speaker, if no pause sets it
    apart: voices do not change for one word without a breath."""
    smoothed = list(words)
    for i in range(1, len(words) - 1):
        before, word, after = smoothed[i - 1], words[i], words[i + 1]
        close = (
            word.word.start - before.word.end < _BREATH_SECONDS
            and after.word.start - word.word.end < _BREATH_SECONDS
        )
        if close and before.speaker == after.speaker != word.speaker:
            smoothed[i] = SpokenWord(word.word, before.speaker, word.utterance)
    return smoothed
