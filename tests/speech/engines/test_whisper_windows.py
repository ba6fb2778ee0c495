from types import SimpleNamespace

import numpy as np
import pytest

from novapulse.speech.engines.whisper_timing import TimedWord
from novapulse.speech.engines.whisper_windows import (
    Window,
    divide,
    first_window,
    is_silence,
    next_seek,
)

STAMP = 1000
"""The token of 0.00 s; 1050 is 1.00 s."""


def window(frames: int = 3000, seek: int = 0, total: int = 6001) -> Window:
    return Window(0, np.ones((2, total), dtype=np.float32), seek, frames)


def test_a_pair_of_stamps_divides_the_text() -> None:
    tokens = [STAMP, 1, 2, STAMP + 50, STAMP + 60, 3, STAMP + 100]
    decoded = divide(window(seek=1000), tokens, STAMP, 0.1)
    spans = [time for segment in decoded.segments for time in (segment.start, segment.end)]
    assert spans == pytest.approx([10.0, 11.0, 11.2, 12.0])
    assert decoded.ended
    assert decoded.stamped_until == 4000


def test_what_follows_the_last_pair_is_heard_again() -> None:
    tokens = [STAMP, 1, STAMP + 50, STAMP + 60, 3, 4]
    decoded = divide(window(), tokens, STAMP, 0.1)
    assert [list(segment.tokens) for segment in decoded.segments] == [[STAMP, 1, STAMP + 50]]
    assert not decoded.ended
    assert next_seek(window(), decoded) == 100


def test_text_without_pairs_is_one_segment_up_to_its_last_stamp() -> None:
    assert divide(window(), [STAMP, 1, STAMP + 75], STAMP, 0.1).segments[0].end == 1.5
    assert divide(window(), [1, 2], STAMP, 0.1).segments[0].end == 30.0


def test_speech_that_goes_on_is_taken_up_where_the_words_end() -> None:
    decoded = divide(window(), [1, 2], STAMP, 0.1)
    decoded.segments[0].words.append(TimedWord(" two", 1.0, 2.5, 0.9))
    assert next_seek(window(), decoded) == 250


def test_a_window_that_would_come_again_ends_its_piece() -> None:
    assert window(seek=500).following(500, 0.0, 3000) is None
    assert window().following(6000, 0.0, 3000) is None
    after = window().following(4000, 1.0, 3000)
    assert after is not None
    assert (after.seek, after.frames, after.spoken_until) == (4000, 2000, 1.0)


def test_a_window_is_padded_with_zeros_to_what_the_model_hears() -> None:
    features = np.ones((2, 101), dtype=np.float32)
    given = first_window(0, features, 3000).input(3000)
    assert given.shape == (2, 3000)
    assert given[:, :100].all()
    assert not given[:, 100:].any()


@pytest.mark.parametrize(
    ("no_speech", "score", "silent"),
    [(0.9, -2.0, True), (0.9, -0.5, False), (0.3, -2.0, False)],
)
def test_silence_is_improbable_speech_in_improbable_words(
    no_speech: float, score: float, silent: bool
) -> None:
    result = SimpleNamespace(sequences_ids=[[1] * 99], scores=[score], no_speech_prob=no_speech)
    assert is_silence(result) is silent
