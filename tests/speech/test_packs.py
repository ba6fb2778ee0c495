from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from novapulse.domain.transcript import Word
from novapulse.speech.cuts import Cut
from novapulse.speech.engines.protocol import Recognised
from novapulse.speech.packs import PAUSE, Pack, Packs, alone, packed, unpacked

SECOND = 16_000


def cut(channel: int, start: float, end: float, gain: float = 1.0) -> Cut:
    return Cut(channel, int(start * SECOND), int(end * SECOND), gain)


def word(text: str, start: float, end: float) -> Word:
    return Word(word=text, start=start, end=end, confidence=0.9)


def test_short_cuts_share_thirty_seconds() -> None:
    cuts = [cut(0, start, start + 5) for start in range(0, 60, 6)]
    packs = packed(cuts)
    assert [len(pack.cuts) for pack in packs] == [5, 5]
    assert [c for pack in packs for c in pack.cuts] == cuts
    assert all(pack.end <= 30 * SECOND for pack in packs)


def test_channels_are_never_mixed_and_no_cut_is_lost() -> None:
    cuts = [cut(i % 2, i * 3, i * 3 + 2 + i % 3) for i in range(40)]
    packs = packed(cuts)
    assert all(len({c.channel for c in pack.cuts}) == 1 for pack in packs)
    assert sorted((c for p in packs for c in p.cuts), key=lambda c: c.start_sample) == cuts
    assert all(a.start_sample < b.start_sample for p in packs for a, b in pairwise(p.cuts))


def test_a_cut_of_thirty_seconds_stands_alone() -> None:
    packs = packed([cut(0, 0, 30), cut(0, 31, 32)])
    assert [len(pack.cuts) for pack in packs] == [1, 1]


def test_a_pack_is_its_cuts_with_silence_between(tmp_path: Path) -> None:
    np.full(10 * SECOND, 1000, dtype="<i2").tofile(tmp_path / "raw")
    pack = packed([cut(0, 1, 2), cut(0, 5, 6, gain=2.0)])[0]
    (signal,) = Packs([pack], [tmp_path / "raw"])
    assert len(signal) == 2 * SECOND + PAUSE
    assert signal[:SECOND] == pytest.approx(1000 / 32768)
    assert not signal[SECOND : SECOND + PAUSE].any()
    assert signal[SECOND + PAUSE :] == pytest.approx(2000 / 32768)


def test_words_go_back_to_the_cut_in_which_they_were_said() -> None:
    pack = packed([cut(0, 10, 12), cut(0, 20, 22)])[0]
    heard = Recognised(
        words=(word("one", 0.5, 1.0), word("two", 1.8, 2.1), word("three", 2.3, 3.0)),
        text="one two three",
        no_speech=0.2,
    )
    (first, early), (second, late) = unpacked(pack, heard)
    assert (first, second) == pack.cuts
    assert [(w.word, w.start, w.end) for w in early.words] == [("one", 0.5, 1.0), ("two", 1.8, 2.0)]
    assert [(w.word, w.start, w.end) for w in late.words] == [("three", 0.0, 0.6)]
    assert (early.text, late.text) == ("one two", "three")
    assert late.no_speech == 0.2


def test_a_cut_alone_keeps_what_was_heard_as_it_is() -> None:
    heard = Recognised(words=(word("a", 0, 1),), text="a!")
    assert unpacked(alone([cut(0, 0, 1)])[0], heard) == [(cut(0, 0, 1), heard)]


def test_signals_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    missing = tmp_path / "not there yet"
    packs = Packs(alone([cut(0, 0, 1)]), [missing])
    assert len(packs) == 1
    np.ones(SECOND, dtype="<i2").tofile(missing)
    assert len(packs[0]) == SECOND
    assert isinstance(alone([cut(0, 0, 1)])[0], Pack)
