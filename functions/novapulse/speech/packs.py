"""Cuts laid one after another until 30 s are full: a model that always hears 30 s then hears
speech for most of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from novapulse.domain.transcript import Word
from novapulse.speech.cuts import Cut
from novapulse.speech.engines.protocol import Recognised
from novapulse.speech.pcm import SAMPLE_RATE, Signal

LONGEST = 30 * SAMPLE_RATE
PAUSE = SAMPLE_RATE * 4 // 10
"""Silence between two cuts, so that words do not run together: 0.4 s."""


@dataclass(frozen=True)
class Pack:
    """Cuts of one channel; ``starts[i]`` is where the i-th begins, in samples of the pack."""

    cuts: tuple[Cut, ...]
    starts: tuple[int, ...]

    @property
    def end(self) -> int:
        return self.starts[-1] + self.cuts[-1].samples

    def read(self, channel_paths: Sequence[Path]) -> Signal:
        signal = np.zeros(self.end, dtype=np.float32)
        for cut, start in zip(self.cuts, self.starts, strict=True):
            signal[start : start + cut.samples] = cut.read(channel_paths[cut.channel])
        return signal

    def with_next(self, cut: Cut) -> "Pack":
        return Pack((*self.cuts, cut), (*self.starts, self.end + PAUSE))


class Packs(Sequence[Signal]):
    """The signals of ``packs``, each read when it is asked for."""

    def __init__(self, packs: Sequence[Pack], channel_paths: Sequence[Path]) -> None:
        self._packs = packs
        self._paths = channel_paths

    def __len__(self) -> int:
        return len(self._packs)

    def __getitem__(self, i: int) -> Signal:  # type: ignore[override]
        return self._packs[i].read(self._paths)


def alone(cuts: Sequence[Cut]) -> list[Pack]:
    """Each cut as a pack of its own."""
    return [Pack((cut,), (0,)) for cut in cuts]


def packed(cuts: Sequence[Cut]) -> list[Pack]:
    """As few packs of at most 30 s as cuts in this order, and of one channel each, allow."""
    full: list[Pack] = []
    open_packs: dict[int, Pack] = {}
    for cut in cuts:
        pack = open_packs.get(cut.channel)
        if pack is not None and pack.end + PAUSE + cut.samples <= LONGEST:
            open_packs[cut.channel] = pack.with_next(cut)
            continue
        if pack is not None:
            full.append(pack)
        open_packs[cut.channel] = Pack((cut,), (0,))
    return [*full, *open_packs.values()]


def unpacked(pack: Pack, recognised: Recognised) -> list[tuple[Cut, Recognised]]:
    """What was heard in each cut of the pack, with times from the start of the cut. A word
    belongs to the cut that its middle is in, or nearest to."""
    if len(pack.cuts) == 1:
        return [(pack.cuts[0], recognised)]
    borders = [(start - PAUSE / 2) / SAMPLE_RATE for start in pack.starts[1:]]
    words: list[list[Word]] = [[] for _ in pack.cuts]
    for word in recognised.words:
        place = int(np.searchsorted(borders, (word.start + word.end) / 2))
        words[place].append(_moved(word, pack.starts[place], pack.cuts[place].seconds))
    return [
        (cut, replace(recognised, words=tuple(own), text=" ".join(word.word for word in own)))
        for cut, own in zip(pack.cuts, words, strict=True)
    ]


def _moved(word: Word, start_sample: int, seconds: float) -> Word:
    offset = start_sample / SAMPLE_RATE
    return Word(
        word=word.word,
        start=round(min(max(word.start - offset, 0.0), seconds), 2),
        end=round(min(max(word.end - offset, 0.0), seconds), 2),
        confidence=word.confidence,
    )
