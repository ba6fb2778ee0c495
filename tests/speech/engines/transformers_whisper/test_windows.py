from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.decode import decode
from novapulse.speech.engines.transformers_whisper.windows import first_window, windows
from tests.speech.sound import babble

RATE = 16_000


def sound(seconds: float) -> NDArray[np.float32]:
    return babble(seconds).astype(np.float32)


def test_what_fits_is_one_window_whole() -> None:
    short, full = sound(0.5), sound(30)
    found = list(windows([short, full]))
    assert [(w.piece, w.start, len(w.samples)) for w in found] == [
        (0, 0.0, RATE // 2),
        (1, 0.0, 30 * RATE),
    ]


def test_an_empty_piece_has_no_window_and_keeps_its_number() -> None:
    found = list(windows([sound(0), sound(1)]))
    assert [w.piece for w in found] == [1]


def test_a_long_piece_is_cut_at_its_pauses(samples: Path) -> None:
    blocks = np.concatenate([b[0] for b in decode(samples / "billing_call_mono.ogg")])
    call = blocks[: 80 * RATE].astype(np.float32) / np.float32(32768)
    found = list(windows([sound(1), call]))[1:]
    assert len(found) > 1
    assert all(w.piece == 1 and 0 < w.seconds <= 30 for w in found)
    assert all(a.start + a.seconds <= b.start + 1e-6 for a, b in pairwise(found))
    for window in found:
        start = round(window.start * RATE)
        assert np.array_equal(window.samples, call[start : start + len(window.samples)])


def test_pieces_are_read_when_their_turn_comes() -> None:
    read: list[int] = []

    def pieces() -> Iterator[NDArray[np.float32]]:
        for number in range(3):
            read.append(number)
            yield sound(0.1)

    turn = windows(pieces())
    next(turn)
    assert read == [0]


def test_a_language_is_told_from_the_first_30_s() -> None:
    assert first_window(sound(45)).seconds == 30
