"""Which voices of different stretches of one call are the same person's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAME_VOICE = 0.7045654963945799
"""Cosine distance up to which two of pyannote's voice prints are one person's: the threshold
that speaker-diarization-3.1 clusters the same prints with (its config.yaml)."""
_STRICTER = (1.0, 0.75, 0.5, 0.25, 0.0)
"""Shares of the threshold that are tried in turn until there are speakers enough."""

Prints = NDArray[np.float32]


@dataclass(frozen=True)
class Voices:
    """The voices of one stretch. ``prints``: shape (voices, size). ``seconds``: how long each
    speaks, shape (voices,)."""

    prints: Prints
    seconds: NDArray[np.float32]


def link_speakers(
    stretches: Sequence[Voices], *, at_least: int = 1, at_most: int | None = None
) -> list[list[int]]:
    """A speaker, counted from 0, for each voice of each stretch.

    Stretches are taken in order. The voices of one are different people; they are matched to the
    known speakers so that the distances add up to the least (Kuhn 1955), and one that is unlike
    all is a new speaker. Where that leaves fewer than ``at_least``, closer likeness is asked for;
    beyond ``at_most`` a voice goes to the speaker that it is most like.
    """
    links: list[list[int]] = []
    for share in _STRICTER:
        links = _link(stretches, share * SAME_VOICE, at_most)
        if len({speaker for stretch in links for speaker in stretch}) >= at_least:
            break
    return links


def _link(stretches: Sequence[Voices], threshold: float, at_most: int | None) -> list[list[int]]:
    known = _Known()
    return [_match(stretch, known, threshold, at_most) for stretch in stretches]


class _Known:
    """The mean print of each speaker so far, weighted by seconds."""

    def __init__(self) -> None:
        self._sums: list[Prints] = []

    def __len__(self) -> int:
        return len(self._sums)

    def distances(self, prints: Prints) -> NDArray[np.float64]:
        """Cosine distances, 0..2, shape (voices, speakers)."""
        if not self._sums:
            return np.zeros((len(prints), 0))
        distances = 1.0 - _unit(prints) @ _unit(np.stack(self._sums)).T
        return np.asarray(distances, dtype=np.float64)

    def add(self, print_: Prints, seconds: float, speaker: int | None) -> int:
        """The number of the speaker, a new one for None."""
        weighted = _unit(print_[None])[0] * np.float32(seconds)
        if speaker is None:
            self._sums.append(weighted)
            return len(self._sums) - 1
        self._sums[speaker] = self._sums[speaker] + weighted
        return speaker


def _match(voices: Voices, known: _Known, threshold: float, at_most: int | None) -> list[int]:
    from scipy.optimize import linear_sum_assignment

    count = len(voices.prints)
    distances = known.distances(voices.prints)
    pairs = dict(zip(*map(np.ndarray.tolist, linear_sum_assignment(distances)), strict=True))
    apart = {
        voice: distances[voice, pairs[voice]] if voice in pairs else 2.0 for voice in range(count)
    }
    unlike = sorted((v for v in apart if apart[v] > threshold), key=lambda v: (-apart[v], v))
    fresh = unlike if at_most is None else unlike[: max(0, at_most - len(known))]
    speakers: dict[int, int] = {}
    for voice in [*fresh, *(v for v in range(count) if v not in fresh)]:
        print_ = voices.prints[voice]
        speaker = None if voice in fresh else pairs.get(voice, _nearest(known, print_))
        speakers[voice] = known.add(print_, float(voices.seconds[voice]), speaker)
    return [speakers[voice] for voice in range(count)]


def _nearest(known: _Known, print_: Prints) -> int:
    return int(known.distances(print_[None])[0].argmin())


def _unit(prints: Prints) -> Prints:
    """Rows of length 1; what is empty or broken stays 0, at distance 1 from everything."""
    finite = np.nan_to_num(prints, nan=0.0, posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(finite, axis=1, keepdims=True)
    return np.asarray(finite / np.maximum(lengths, 1e-9), dtype=np.float32)
