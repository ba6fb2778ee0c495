from itertools import pairwise

import numpy as np
import pytest

from novapulse.speech.diarization.stretches import stretches

SECOND = 16_000


@pytest.mark.parametrize("seconds", [0, 1, 99.9, 100, 100.1, 250, 1000])
def test_stretches_cover_the_recording_and_none_is_too_long(seconds: float) -> None:
    samples = np.random.default_rng(1).integers(-999, 999, int(seconds * SECOND), dtype=np.int16)
    parts = stretches(samples, 100.0)
    assert parts[0][0] == 0
    assert parts[-1][1] == len(samples)
    assert all(a[1] == b[0] for a, b in pairwise(parts))
    assert all(end - start <= 100 * SECOND for start, end in parts)
    assert len(parts) <= max(1, -(-len(samples) // (100 * SECOND)))


def test_a_recording_is_divided_where_it_is_quiet() -> None:
    samples = np.random.default_rng(2).integers(-9999, 9999, 150 * SECOND, dtype=np.int16)
    samples[68 * SECOND : 69 * SECOND] = 0
    (_, edge), _ = stretches(samples, 100.0)
    assert 68 * SECOND < edge < 69 * SECOND


def test_a_pause_so_early_that_too_much_would_follow_is_passed_over() -> None:
    samples = np.random.default_rng(3).integers(-9999, 9999, 250 * SECOND, dtype=np.int16)
    samples[44 * SECOND : 46 * SECOND] = 0
    assert all(end - start <= 100 * SECOND for start, end in stretches(samples, 100.0))


def test_what_fits_is_not_divided() -> None:
    assert stretches(np.zeros(100 * SECOND, dtype=np.int16), 100.0) == [(0, 100 * SECOND)]
